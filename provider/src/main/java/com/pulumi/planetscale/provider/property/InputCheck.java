package com.pulumi.planetscale.provider.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Finds what is wrong with the inputs of a resource.
///
/// @param rules those between its properties
record InputCheck(Schema schema, List<Schema.Rule> rules) {
    /// Everything that is wrong, without any secret value.
    List<Finding> run(PropertyMap inputs) {
        List<Finding> findings = judged(inputs);
        Secrets secrets = Secrets.in(inputs);
        if (findings.isEmpty() || secrets.isEmpty()) {
            return findings;
        }
        PropertyMap open = inputs.withoutSecrets();
        for (Property<?> property : schema.properties()) {
            // Rules of what is always secret repeat nothing, and would explain nothing otherwise.
            if (property.isSecret()) {
                open = open.with(property.name(), inputs.value(property));
            }
        }
        Set<Finding> harmless = Set.copyOf(judged(open));
        return findings.stream()
                .map(finding -> harmless.contains(finding) ? finding : secrets.without(finding))
                .distinct()
                .toList();
    }

    private List<Finding> judged(PropertyMap inputs) {
        var findings = new ArrayList<Finding>();
        Members.check(schema.inputs(), Path.ROOT, inputs, findings::add);
        noNames(sound(inputs, findings), findings::add);
        PropertyMap judged = sound(inputs, findings);
        rules.forEach(rule -> rule.check(judged, findings::add));
        return findings;
    }

    /// Inputs of which nothing bad has been found; the others look unknown.
    private static PropertyMap sound(PropertyMap inputs, List<Finding> findings) {
        PropertyMap sound = inputs;
        for (Finding finding : findings) {
            if (inputs.values().containsKey(finding.path().property())) {
                sound = sound.with(finding.path().property(), Value.unknown());
            }
        }
        return sound;
    }

    /// What identifies objects is joined by slashes, and becomes a part of an address; one that is empty or means the
    /// folder above would lead to another object.
    private void noNames(PropertyMap inputs, Consumer<Finding> findings) {
        for (Property<?> property : schema.inputs()) {
            boolean isName = property.named().isPresent() || schema.isPartOfPath(property);
            if (isName && inputs.value(property).plain() instanceof Value.Text(var name) && !isName(name)) {
                findings.accept(Finding.refusal(
                        property,
                        "`" + name + "` is not a name",
                        isPrintable(name)
                                ? "Give the name alone, without a path."
                                : "Remove line breaks and other control characters."));
            }
        }
    }

    /// Whether a text can be a part of a path.
    static boolean isName(String text) {
        return !text.isBlank() && !text.contains("/") && !text.equals(".") && !text.equals("..") && isPrintable(text);
    }

    /// Whether nothing in a text ends lines, steers terminals, or is lost where it is encoded.
    private static boolean isPrintable(String text) {
        return text.codePoints()
                .noneMatch(point -> Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
    }
}
