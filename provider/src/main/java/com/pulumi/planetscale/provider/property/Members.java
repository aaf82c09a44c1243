package com.pulumi.planetscale.provider.property;

import java.util.List;
import java.util.function.Consumer;

/// Checks the members of a resource or of a closed object against their declarations.
final class Members {
    private Members() {}

    /// Finds everything wrong: missing ones, unknown ones with what was probably meant, wrong values.
    static void check(List<Property<?>> declared, Path path, PropertyMap given, Consumer<Finding> findings) {
        for (Property<?> property : declared) {
            Path at = path.then(property.name());
            Value value = given.value(property);
            if (value.present()) {
                property.check(at, value, findings);
            } else if (property.role() == Property.Role.REQUIRED) {
                findings.accept(Finding.refusal(at, "it is required and missing", "Set it. " + property.doc()));
            }
        }
        var names = declared.stream().map(Property::name).toList();
        for (String name : given.values().keySet()) {
            if (!names.contains(name)) {
                String hint = Nearest.to(name, names)
                        .map(near -> "Did you mean `" + near + "`?")
                        .orElse("Known are " + String.join(", ", names) + ".");
                findings.accept(Finding.refusal(path.then(name), "there is no such property", hint));
            }
        }
    }

    /// Whether a member means the same in two objects; what omits it means its default.
    static boolean same(Property<?> member, PropertyMap left, PropertyMap right) {
        Value one = meant(member, left);
        Value other = meant(member, right);
        boolean bothPresent = one.present() && other.present();
        return bothPresent ? member.same(one, other) : one.present() == other.present();
    }

    private static Value meant(Property<?> member, PropertyMap object) {
        Value value = object.value(member);
        return value.present() ? value : member.fallback().orElse(value);
    }
}
