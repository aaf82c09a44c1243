package com.pulumi.planetscale.provider.resources.owner;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// Times as the API writes them.
public final class Times {
    private Times() {}

    /// A time; long ago where the API returns none that can be read.
    public static Instant parse(@Nullable String time) {
        try {
            return time == null ? Instant.EPOCH : Instant.parse(time);
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }
}
