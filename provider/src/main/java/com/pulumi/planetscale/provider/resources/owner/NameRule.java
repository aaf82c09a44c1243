package com.pulumi.planetscale.provider.resources.owner;

import com.pulumi.planetscale.provider.property.Property.Problem;
import java.util.Locale;
import java.util.Optional;

/// What the names of a kind consist of: lower-case letters, digits and a separator or two.
///
/// @param kind the kind in words, such as `branch`
/// @param separators what may stand between letters and digits; the first one takes the place of what may not
/// @param longest the greatest number of characters
/// @param startsAnywhere whether a separator may come first
public record NameRule(String kind, String separators, int longest, boolean startsAnywhere) {
    /// What is wrong with a name, and the nearest good one, such as `feature-login` for `Feature/Login`.
    public Optional<Problem> problem(String name) {
        if (isGood(name)) {
            return Optional.empty();
        }
        String like = like(name);
        return Optional.of(new Problem(
                "`" + name + "` is not a name that a " + kind + " can have"
                        + (isGood(like) ? "; `" + like + "` is one" : ""),
                "Use 1 to " + longest + " lower-case letters, digits and "
                        + (separators.startsWith("_") ? "underscores" : "hyphens") + "."));
    }

    private boolean isGood(String name) {
        boolean starts = startsAnywhere || (!name.isEmpty() && separators.indexOf(name.charAt(0)) < 0);
        return starts && name.matches("[a-z0-9" + separators + "]{1," + longest + "}");
    }

    private String like(String name) {
        String separator = separators.substring(0, 1);
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9" + separators + "]+", separator);
        String cut = plain.substring(0, Math.min(longest, plain.length()));
        return cut.replaceAll("^[" + separators + "]+|[" + separators + "]+$", "");
    }
}
