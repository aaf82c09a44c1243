package com.pulumi.planetscale.provider.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/// What holds for each message, whatever went wrong: it is written for the user, and says no secret.
public final class Messages {
    private static final Pattern OF_OURSELVES = Pattern.compile(
            "(?s).*(Exception|Error:|\\bnull\\b|\\tat |com\\.pulumi|java\\.|jackson|okhttp|fault of the PlanetScale"
                    + " provider).*");

    private Messages() {}

    /// Everything that is wrong with a message.
    ///
    /// @param secrets all secrets that it could repeat
    public static List<String> problems(String text, Collection<String> secrets) {
        var problems = new ArrayList<String>();
        if (OF_OURSELVES.matcher(text).matches()) {
            problems.add("message for ourselves: " + text);
        }
        if (secrets.stream().anyMatch(text::contains)) {
            problems.add("secret in a message: " + text);
        }
        return problems;
    }
}
