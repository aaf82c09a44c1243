package com.pulumi.planetscale.emulator.catalog;

import java.math.BigDecimal;

/// A size of query routers.
///
/// @param name public name, such as `VTG_5`
/// @param internalName what the API calls `vtgate_size`
/// @param maxCount most routers in each availability zone; 1 where their number is fixed
/// @param maxAutoscaled most routers in each availability zone with autoscaling; 0 where there is none
/// @param rate dollars a month in AWS us-east-1
public record Vtgate(
        String name,
        String displayName,
        String internalName,
        int rank,
        int maxCount,
        int maxAutoscaled,
        BigDecimal rate) {}
