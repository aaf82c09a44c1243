package com.pulumi.planetscale.emulator.time;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people type them: `0`, `500ms`, `2s`, `10m`, `12h`, `7d`, or ISO-8601 such as `PT10M`.
public final class Durations {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)?");

    private Durations() {}

    /// Reads a duration.
    ///
    /// @throws IllegalArgumentException with a sentence for the person who typed it
    public static Duration parse(String text) {
        Matcher matcher = SHORT.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (matcher.matches() && (matcher.group(2) != null || matcher.group(1).equals("0"))) {
            return inUnit(Long.parseLong(matcher.group(1)), matcher.group(2) == null ? "s" : matcher.group(2));
        }
        try {
            return Duration.parse(text.trim());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a duration. Write for example 500ms, 2s, 10m, 12h, 7d or PT10M.", e);
        }
    }

    private static Duration inUnit(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
