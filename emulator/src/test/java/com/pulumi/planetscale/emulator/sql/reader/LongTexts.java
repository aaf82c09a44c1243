package com.pulumi.planetscale.emulator.sql.reader;

import java.util.regex.Pattern;

/// Statements with long names and strings, which are written `<256>` for so many characters.
final class LongTexts {
    private static final Pattern LENGTH = Pattern.compile("<(\\d+)>");

    private LongTexts() {}

    static String filled(String statement) {
        return LENGTH.matcher(statement).replaceAll(length -> "x".repeat(Integer.parseInt(length.group(1))));
    }
}
