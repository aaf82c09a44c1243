package com.pulumi.planetscale.provider.plan;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Finding.Severity;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a replacement does not keep: the old object goes with its data, and the new one is made from the program alone,
/// so it gets nothing of what the old one has and the program omits.
public final class Unkept {
    private static final String REMEDY = "Write in the program what has to stay.";

    private Unkept() {}

    /// What users should know before an object is replaced.
    ///
    /// @param state the object as recorded
    /// @param inputs what the program wants, as checked
    /// @param lost what is lost with the old object, in words
    public static List<Finding> of(Schema schema, PropertyMap state, PropertyMap inputs, Optional<String> lost) {
        var reset = new ArrayList<String>();
        var chosenAgain = new ArrayList<String>();
        for (Property<?> property : schema.inputs()) {
            Value now = state.value(property);
            boolean omitted = now.present() && !inputs.has(property) && !property.isLocal();
            if (omitted && property.fallback().isEmpty()) {
                chosenAgain.add(words(property, now));
            } else if (omitted && !property.same(property.fallback().orElseThrow(), now)) {
                reset.add(words(property, now));
            }
        }
        var findings = new ArrayList<Finding>();
        lost.ifPresent(what -> findings.add(Finding.warning(
                schema.name() + " `" + schema.path(state).orElse("?") + "` is deleted when it is replaced, with "
                        + what,
                "To keep it, undo the change, or set the resource option `protect`, with which Pulumi refuses to"
                        + " replace it.")));
        if (!reset.isEmpty()) {
            findings.add(Finding.warning(
                    "the new object gets the default of what the program omits: " + String.join(", ", reset), REMEDY));
        }
        if (!chosenAgain.isEmpty()) {
            findings.add(new Finding(
                    Severity.INFO,
                    Path.ROOT,
                    "PlanetScale chooses again, for the new object, what the program omits: "
                            + String.join(", ", chosenAgain),
                    REMEDY));
        }
        return findings;
    }

    private static String words(Property<?> property, Value now) {
        String name = "`" + property.name() + "`";
        return switch (now) {
            case Value.Text(var text) -> name + " (now `" + text + "`)";
            case Value.Int(var number) -> name + " (now " + number + ")";
            case Value.Bool(var bool) -> name + " (now " + bool + ")";
            default -> name;
        };
    }
}
