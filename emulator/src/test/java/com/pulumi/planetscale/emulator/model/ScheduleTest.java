package com.pulumi.planetscale.emulator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScheduleTest {
    // 5 January 2026 is a Monday.
    @ParameterizedTest
    @CsvSource({
        // every, unit, time, day, week, set at, first, second, third
        "12, hour, 09:00,  ,  , 2026-01-05T09:00:00Z, 2026-01-05T21:00:00Z, 2026-01-06T09:00:00Z, 2026-01-06T21:00:00Z",
        "5,  hour, 03:30,  ,  , 2026-01-05T17:31:05Z, 2026-01-05T18:30:00Z, 2026-01-05T23:30:00Z, 2026-01-06T04:30:00Z",
        "1,  hour, 23:15,  ,  , 2026-01-05T09:00:00Z, 2026-01-05T23:15:00Z, 2026-01-06T00:15:00Z, 2026-01-06T01:15:00Z",
        "1,  day,  03:00,  ,  , 2026-01-05T09:00:00Z, 2026-01-06T03:00:00Z, 2026-01-07T03:00:00Z, 2026-01-08T03:00:00Z",
        "3,  day,  12:00,  ,  , 2026-01-05T09:00:00Z, 2026-01-05T12:00:00Z, 2026-01-08T12:00:00Z, 2026-01-11T12:00:00Z",
        "1,  week, 03:00, 0,  , 2026-01-05T09:00:00Z, 2026-01-11T03:00:00Z, 2026-01-18T03:00:00Z, 2026-01-25T03:00:00Z",
        "2,  week, 03:00, 1,  , 2026-01-05T09:00:00Z, 2026-01-12T03:00:00Z, 2026-01-26T03:00:00Z, 2026-02-09T03:00:00Z",
        "1,  month,03:00, 6, 3, 2026-01-05T09:00:00Z, 2026-01-24T03:00:00Z, 2026-02-28T03:00:00Z, 2026-03-28T03:00:00Z",
        "2,  month,03:00, 1, 0, 2026-01-05T09:00:00Z, 2026-02-02T03:00:00Z, 2026-04-06T03:00:00Z, 2026-06-01T03:00:00Z",
    })
    void timesComeBack(
            int every,
            String unit,
            LocalTime time,
            @Nullable Integer day,
            @Nullable Integer week,
            Instant set,
            Instant first,
            Instant second,
            Instant third) {
        Schedule schedule = new Schedule(every, unit, time, day, week);

        assertThat(Stream.iterate(schedule.next(set, set), last -> schedule.next(set, last))
                        .limit(3))
                .containsExactly(first, second, third);
    }

    @ParameterizedTest
    @CsvSource({
        "6, hour,  2027-01-04T23:59:59Z, 2027-01-05T03:00:00Z",
        "7, day,   2027-01-04T23:59:59Z, 2027-01-05T03:00:00Z",
        "1, week,  2027-01-05T03:00:00Z, 2027-01-10T03:00:00Z",
        "5, month, 2027-01-05T03:00:00Z, 2027-05-02T03:00:00Z",
    })
    void aLongTimeLaterTheyAreStillCountedFromTheBeginning(int every, String unit, Instant after, Instant next) {
        Schedule schedule = new Schedule(every, unit, LocalTime.of(3, 0), 0, 0);

        assertThat(schedule.next(Instant.parse("2026-01-05T09:00:00Z"), after)).isEqualTo(next);
    }
}
