package com.pulumi.planetscale.emulator.model;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Times that come back, in UTC: the API names no zone.
///
/// @param every how many units lie between two of them
/// @param unit one of [#UNITS]
/// @param time of the day; every few hours, of the day with which counting begins
/// @param day of the week, Sunday is 0; weeks and months only
/// @param week of the month, the first is 0; months only
@Assumes(Assumption.POLICY_TIMES_ARE_UTC)
public record Schedule(
        int every,
        String unit,
        LocalTime time,
        @Nullable Integer day,
        @Nullable Integer week) {
    public static final List<String> UNITS = List.of("hour", "day", "week", "month");

    private static final int SUNDAY = 7;

    public boolean hasDay() {
        return unit.equals("week") || hasWeek();
    }

    public boolean hasWeek() {
        return unit.equals("month");
    }

    /// The next one.
    ///
    /// @param since when the schedule was set, from which is counted
    /// @param after a time since then
    public Instant next(Instant since, Instant after) {
        OffsetDateTime first = first(since.atOffset(ZoneOffset.UTC));
        return (hasWeek() ? nextMonth(first, after) : next(first, step(), after)).toInstant();
    }

    private Duration step() {
        return switch (unit) {
            case "hour" -> Duration.ofHours(every);
            case "day" -> Duration.ofDays(every);
            default -> Duration.ofDays(7L * every);
        };
    }

    private static OffsetDateTime next(OffsetDateTime first, Duration step, Instant after) {
        long steps = Duration.between(first.toInstant(), after).dividedBy(step);
        OffsetDateTime last = first.plus(step.multipliedBy(Math.max(0, steps)));
        return last.toInstant().isAfter(after) ? last : last.plus(step);
    }

    private OffsetDateTime nextMonth(OffsetDateTime first, Instant after) {
        long months = Math.max(0, ChronoUnit.MONTHS.between(first, after.atOffset(ZoneOffset.UTC)) - 1);
        OffsetDateTime candidate = inMonth(first.plusMonths(months / every * every));
        while (!candidate.toInstant().isAfter(after)) {
            candidate = inMonth(candidate.plusMonths(every));
        }
        return candidate;
    }

    /// What is counted from: the first one that can be, for hours the time on the day itself.
    private OffsetDateTime first(OffsetDateTime since) {
        OffsetDateTime today = since.with(time);
        return switch (unit) {
            case "hour" -> today;
            case "day" -> today.isAfter(since) ? today : today.plusDays(1);
            case "week" -> {
                OffsetDateTime thisWeek = today.with(TemporalAdjusters.nextOrSame(dayOfWeek()));
                yield thisWeek.isAfter(since) ? thisWeek : thisWeek.plusWeeks(1);
            }
            default -> {
                OffsetDateTime thisMonth = inMonth(today);
                yield thisMonth.isAfter(since)
                        ? thisMonth
                        : inMonth(today.withDayOfMonth(1).plusMonths(1));
            }
        };
    }

    private OffsetDateTime inMonth(OffsetDateTime month) {
        return month.with(TemporalAdjusters.dayOfWeekInMonth(week == null ? 1 : week + 1, dayOfWeek()));
    }

    private DayOfWeek dayOfWeek() {
        return DayOfWeek.of(day == null || day == 0 ? SUNDAY : day);
    }
}
