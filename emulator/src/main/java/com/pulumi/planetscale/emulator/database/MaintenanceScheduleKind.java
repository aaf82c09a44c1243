package com.pulumi.planetscale.emulator.database;

import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.PathKey;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.model.MaintenanceSchedule;
import com.pulumi.planetscale.emulator.model.Schedule;
import com.pulumi.planetscale.emulator.world.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Maintenance schedules and the windows that have been (API reference). Clients can only look at them.
public final class MaintenanceScheduleKind implements Kind {
    private static final String ALL = Paths.DATABASE + "/maintenance-schedules";
    private static final String ONE = ALL + "/{maintenance_schedule}";
    /// In the API this is the day of a schedule of every day.
    private static final int EVERY_DAY = 7;

    @Override
    public void declare(Declarations declarations) {
        Access read = Access.database("read_database");
        declarations
                .stores("maintenance_schedules", MaintenanceSchedule.class)
                .leads("maintenance_schedule", MaintenanceSchedule.class, PathKey.ID)
                .get(ALL, read, this::list)
                .get(ONE, read, call -> Answer.ok(view(call, call.the(MaintenanceSchedule.class))))
                .get(ONE + "/windows", read, this::windows);
    }

    private Answer list(Call call) {
        return call.page(call.world().in(call.database(), MaintenanceSchedule.class), schedule -> view(call, schedule));
    }

    private Answer windows(Call call) {
        MaintenanceSchedule schedule = call.the(MaintenanceSchedule.class);
        return call.page(begun(call, schedule).stream(), start -> window(call, schedule, start));
    }

    /// When windows have begun so far, newest first.
    private static List<Instant> begun(Call call, MaintenanceSchedule schedule) {
        List<Instant> begun = new ArrayList<>();
        for (Instant start = schedule.next(schedule.createdAt());
                !start.isAfter(call.now());
                start = schedule.next(start)) {
            begun.add(0, start);
        }
        return begun;
    }

    private static View window(Call call, MaintenanceSchedule schedule, Instant start) {
        Instant end = start.plus(Duration.ofHours(schedule.hours));
        return new View()
                .put("id", Ids.derived(schedule.id(), start.toString()))
                .put("type", "MaintenanceWindow")
                .put("created_at", start)
                .put("updated_at", end.isAfter(call.now()) ? start : end)
                .put("started_at", start)
                .put("finished_at", Optional.of(end).filter(time -> !time.isAfter(call.now())));
    }

    /// No version is ever pending: the emulator knows one only.
    private static View view(Call call, MaintenanceSchedule maintenance) {
        Schedule schedule = maintenance.schedule;
        return View.of("MaintenanceSchedule", maintenance)
                .put("name", maintenance.name)
                .put(
                        "last_window_datetime",
                        begun(call, maintenance).stream().findFirst().orElse(maintenance.createdAt()))
                .put("next_window_datetime", maintenance.next(call.now()))
                .put("duration", maintenance.hours)
                .put("day", Optional.ofNullable(schedule.day()).orElse(EVERY_DAY))
                .put("hour", schedule.time().getHour())
                .put("week", Optional.ofNullable(schedule.week()).orElse(0))
                .put("frequency_value", schedule.every())
                .put("frequency_unit", schedule.unit())
                .put("enabled", maintenance.enabled)
                .put("expires_at", null)
                .put("deadline_at", null)
                .put("required", false)
                .put("pending_vitess_version_update", false)
                .put("pending_vitess_version", null)
                .put("pending_mysql_version_update", false)
                .put("pending_mysql_version", null);
    }
}
