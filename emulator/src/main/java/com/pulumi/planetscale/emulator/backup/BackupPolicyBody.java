package com.pulumi.planetscale.emulator.backup;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.model.BackupPolicy;
import com.pulumi.planetscale.emulator.model.Retention;
import com.pulumi.planetscale.emulator.model.Schedule;
import com.pulumi.planetscale.emulator.world.Refused;
import java.time.LocalTime;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a request wants a backup policy to be; what it omits stays.
///
/// The description requires nothing. Here a new policy needs what the official Go client always sends, and what a
/// schedule has no use for is refused: the service is known to answer 422 to impossible combinations, but not to
/// which ones.
@Assumes(Assumption.POLICY_NEEDS_ITS_SCHEDULE)
final class BackupPolicyBody {
    private static final int MOST_UNITS = 1000;
    private static final int SATURDAY = 6;
    private static final int FOURTH_WEEK = 3;

    private final Values body;
    private final Optional<BackupPolicy> before;

    BackupPolicyBody(Values body, Optional<BackupPolicy> before) {
        this.body = body;
        this.before = before;
    }

    String target() {
        return needed("target", body.oneOf("target", BackupPolicy.TARGETS), policy -> policy.target);
    }

    Retention retention() {
        return new Retention(
                number("retention_value", Retention.LONGEST, policy -> policy.retention.value()),
                needed(
                        "retention_unit",
                        body.oneOf("retention_unit", Retention.UNITS),
                        policy -> policy.retention.unit()));
    }

    Schedule schedule() {
        int every = number("frequency_value", MOST_UNITS, policy -> policy.schedule.every());
        String unit = needed(
                "frequency_unit", body.oneOf("frequency_unit", Schedule.UNITS), policy -> policy.schedule.unit());
        LocalTime time = needed(
                "schedule_time",
                body.filled("schedule_time").map(BackupPolicyBody::time),
                policy -> policy.schedule.time());
        Schedule bare = new Schedule(every, unit, time, null, null);
        return new Schedule(
                every,
                unit,
                time,
                place("schedule_day", SATURDAY, bare.hasDay(), Schedule::day),
                place("schedule_week", FOURTH_WEEK, bare.hasWeek(), Schedule::week));
    }

    private static LocalTime time(String text) {
        Refused.when(!text.matches("([01]\\d|2[0-3]):[0-5]\\d"), "schedule_time must be in HH:MM format");
        return LocalTime.parse(text);
    }

    private int number(String name, int most, Function<BackupPolicy, Integer> old) {
        int value = needed(name, body.integer(name), old);
        Refused.when(value < 1 || value > most, name + " must be between 1 and " + most);
        return value;
    }

    private <T> T needed(String name, Optional<T> given, Function<BackupPolicy, T> old) {
        return given.or(() -> before.map(old)).orElseThrow(() -> Refused.because(name + " can't be blank"));
    }

    private @Nullable Integer place(String name, int last, boolean wanted, Function<Schedule, @Nullable Integer> old) {
        Optional<Integer> given = body.integer(name);
        if (!wanted) {
            Refused.when(given.isPresent(), name + " does not fit this frequency_unit");
            return null;
        }
        int value = given.or(() -> before.map(policy -> old.apply(policy.schedule)))
                .orElseThrow(() -> Refused.because(name + " can't be blank for this frequency_unit"));
        Refused.when(value < 0 || value > last, name + " must be between 0 and " + last);
        return value;
    }
}
