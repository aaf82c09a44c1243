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

/// What a replacement does not keep: a new object is made from the program alone, so it gets nothing of what the old
/// one
/// has and the program omits.
public final class Unkept {
    private static final String REMEDY = "Write in the program what has to stay.";

    private Unkept() {}

    /// What users should know before an object is replaced.
    ///
    /// @param state the object as recorded
    /// @param inputs what the program wants, as checked
    public static List<Finding> of(Schema schema, PropertyMap state, PropertyMap inputs) {
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
