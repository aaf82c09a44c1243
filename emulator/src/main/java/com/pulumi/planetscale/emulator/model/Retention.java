package com.pulumi.planetscale.emulator.model;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// How long a backup is kept, such as two days.
///
/// @param unit one of [#UNITS]
public record Retention(int value, String unit) {
    public static final List<String> UNITS = List.of("hour", "day", "week", "month", "year");

    /// The most the description allows for backups on demand; taken for policies too.
    public static final int LONGEST = 1000;

    /// How long the included backups are kept (PlanetScale documentation, point-in-time recovery).
    public static final Retention INCLUDED = new Retention(2, "day");

    /// When a backup of that time expires.
    public Instant end(Instant begun) {
        ChronoUnit each = ChronoUnit.valueOf(unit.toUpperCase(Locale.ROOT) + "S");
        return begun.atOffset(ZoneOffset.UTC).plus(value, each).toInstant();
    }
}
