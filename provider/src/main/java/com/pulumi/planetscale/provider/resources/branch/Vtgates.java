package com.pulumi.planetscale.provider.resources.branch;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Property.Problem;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resources.cluster.VitessParameters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The VTGates of a Vitess branch. PlanetScale sizes them after the cluster until someone sets them.
final class Vtgates {
    private static final int SMALLEST_CONFIGURABLE = 320;
    private static final Set<Long> TARGETS = Set.of(40L, 50L, 60L, 70L);

    static final Property<String> SIZE = Property.text(
                    "vtgateSize", "Size of the VTGates, such as `VTG_5`, Vitess only. Changed in place.")
            .optional()
            .derived()
            .checking(Vtgates::badSize)
            .sameWhen((one, other) -> canonical(one).equals(canonical(other)));

    static final Property<Long> COUNT = Property.integer(
                    "vtgateCount",
                    "Number of VTGates in each availability zone, 1 to 24, for `VTG_320` and larger. Changed in place.")
            .optional()
            .derived()
            .checking(count -> count >= 1 && count <= 24
                    ? Optional.empty()
                    : Optional.of(
                            new Problem(count + " is not a supported number of VTGates in a zone", "Use 1 to 24.")));

    static final Property<Long> MAX_COUNT = Property.integer(
                    "vtgateMaxCount", "Maximum number of VTGates in each zone that scaling can reach.")
            .optional()
            .derived();

    static final Property<Boolean> AUTOSCALING = Property.bool(
                    "vtgateAutoscaling",
                    "Whether the number of VTGates scales with the load, for `VTG_320` and larger.")
            .defaultsTo(false);

    static final Property<Long> TARGET_CPU = Property.integer(
                    "vtgateTargetCpuUtilization", "Load in percent at which VTGates are added: 40, 50, 60 or 70.")
            .optional()
            .derived()
            .checking(percent -> TARGETS.contains(percent)
                    ? Optional.empty()
                    : Optional.of(new Problem(percent + " percent is not a supported load", "Use 40, 50, 60 or 70.")));

    static final Property<Map<String, String>> PARAMETERS = VitessParameters.property(
            "vtgateParameters", "Parameters of the VTGates, by name, as strings, Vitess only.", Type.text());

    static final List<Property<?>> ALL = List.of(SIZE, COUNT, MAX_COUNT, AUTOSCALING, TARGET_CPU);

    private Vtgates() {}

    /// Refuses what only larger VTGates have.
    static void check(PropertyMap inputs, Consumer<Finding> findings) {
        Optional<Integer> size = inputs.find(SIZE).map(text -> number(canonical(text)));
        if (size.isEmpty() || size.get() >= SMALLEST_CONFIGURABLE) {
            return;
        }
        for (Property<?> property : List.of(COUNT, MAX_COUNT, TARGET_CPU)) {
            if (inputs.has(property)) {
                findings.accept(tooSmall(property));
            }
        }
        if (inputs.is(AUTOSCALING)) {
            findings.accept(tooSmall(AUTOSCALING));
        }
    }

    private static Finding tooSmall(Property<?> property) {
        return Finding.refusal(
                property, "VTGates below `VTG_320` do not have it", "Remove it, or choose a larger `vtgateSize`.");
    }

    private static Optional<Problem> badSize(String size) {
        return canonical(size).matches("VTG_(DEV|[1-9]\\d*)")
                ? Optional.empty()
                : Optional.of(
                        new Problem("`" + size + "` does not look like a size of VTGates", "Sizes look like `VTG_5`."));
    }

    private static String canonical(String size) {
        return size.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static int number(String size) {
        String digits = size.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
