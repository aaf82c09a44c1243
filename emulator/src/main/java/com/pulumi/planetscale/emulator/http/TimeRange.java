package com.pulumi.planetscale.emulator.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/// Two times in one value, `start..end` (API reference), both included.
public record TimeRange(Instant start, Instant end) {
    /// Reads a range as it is sent.
    ///
    /// @param name of the parameter, for the refusal
    public static TimeRange parse(String name, String text) {
        int dots = text.indexOf("..");
        if (dots < 0) {
            throw Refusal.invalid(
                    name + " must be a range of two times such as 2023-01-01T00:00:00Z..2023-01-31T00:00:00Z");
        }
        return new TimeRange(instant(name, text.substring(0, dots)), instant(name, text.substring(dots + 2)));
    }

    public static Instant instant(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Refusal.invalid(name + " must be a time such as 2023-01-01T00:00:00Z");
        }
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && !instant.isAfter(end);
    }
}
