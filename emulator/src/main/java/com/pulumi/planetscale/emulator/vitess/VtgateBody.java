package com.pulumi.planetscale.emulator.vitess;

import com.pulumi.planetscale.emulator.catalog.Sizes;
import com.pulumi.planetscale.emulator.catalog.Vtgate;
import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.model.VtgateResize;
import com.pulumi.planetscale.emulator.model.VtgateSettings;
import com.pulumi.planetscale.emulator.world.Refused;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The VTGates that the body of a resize asks for, and the rules for them. What is omitted stays.
record VtgateBody(Values body, VtgateSettings old) {
    private static final List<Integer> TARGETS = List.of(40, 50, 60, 70);

    static void checkIdle(Optional<VtgateResize> unfinished) {
        Refused.when(unfinished.isPresent(), "VTGates are already being resized");
    }

    VtgateSettings settings() {
        Vtgate size = body.filled("vtgate_size")
                .map(name -> Sizes.CATALOG
                        .findVtgate(name)
                        .orElseThrow(() -> Refused.because("VTGate size " + name + " does not exist")))
                .orElseGet(() -> Sizes.CATALOG.vtgate(old.name()));
        boolean scalable = size.maxAutoscaled() > 0;
        boolean autoscaling = body.bool("vtgate_autoscaling").orElse(old.autoscaling() && scalable);
        Refused.when(autoscaling && !scalable, "Autoscaling requires VTG_320 or larger");
        int count = body.integer("vtgate_count").orElse(Math.min(old.count(), size.maxCount()));
        Refused.when(
                count < 1 || count > size.maxCount(),
                size.maxCount() == 1
                        ? "vtgate_count can only be set for VTG_320 and larger"
                        : "vtgate_count must be between 1 and " + size.maxCount());
        return new VtgateSettings(
                size.name(), count, maxCount(autoscaling, size, count), autoscaling, target(autoscaling));
    }

    private @Nullable Integer maxCount(boolean autoscaling, Vtgate size, int count) {
        Optional<Integer> given = body.integer("vtgate_max_count");
        Refused.when(given.isPresent() && !autoscaling, "vtgate_max_count requires vtgate_autoscaling");
        if (!autoscaling) {
            return null;
        }
        int most = given.or(() -> Optional.ofNullable(old.maxCount())).orElse(Math.max(count, size.maxAutoscaled()));
        Refused.when(
                most < count || most > Math.max(count, size.maxAutoscaled()),
                "vtgate_max_count must be between vtgate_count and " + size.maxAutoscaled());
        return most;
    }

    private @Nullable Integer target(boolean autoscaling) {
        Optional<Integer> given = body.integer("vtgate_target_cpu_utilization");
        Refused.when(given.isPresent() && !autoscaling, "vtgate_target_cpu_utilization requires vtgate_autoscaling");
        given.ifPresent(percent ->
                Refused.when(!TARGETS.contains(percent), "vtgate_target_cpu_utilization must be one of " + TARGETS));
        return autoscaling
                ? given.or(() -> Optional.ofNullable(old.targetCpuUtilization()))
                        .orElse(TARGETS.get(1))
                : null;
    }
}
