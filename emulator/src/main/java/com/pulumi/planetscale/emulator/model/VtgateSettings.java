package com.pulumi.planetscale.emulator.model;

import org.jspecify.annotations.Nullable;

/// The query routers of a Vitess branch.
///
/// @param name size, such as `VTG_5`
/// @param count routers in each availability zone
/// @param maxCount most routers in each availability zone; null without autoscaling
/// @param targetCpuUtilization percent; null without autoscaling
public record VtgateSettings(
        String name,
        int count,
        @Nullable Integer maxCount,
        boolean autoscaling,
        @Nullable Integer targetCpuUtilization) {

    public static VtgateSettings ofSize(String name) {
        return new VtgateSettings(name, 1, null, false, null);
    }
}
