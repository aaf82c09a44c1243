package com.pulumi.planetscale.emulator.backup;

import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.model.BackupPolicy;
import java.time.format.DateTimeFormatter;

/// The JSON of a backup policy.
final class BackupPolicyView {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private BackupPolicyView() {}

    static View of(BackupPolicy policy) {
        return View.of("BackupPolicy", policy)
                .put("name", policy.name)
                .put("display_name", policy.name)
                .put("target", policy.target)
                .put("retention_value", policy.retention.value())
                .put("retention_unit", policy.retention.unit())
                .put("frequency_value", policy.schedule.every())
                .put("frequency_unit", policy.schedule.unit())
                .put("schedule_time", TIME.format(policy.schedule.time()))
                .put("schedule_day", policy.schedule.day())
                .put("schedule_week", policy.schedule.week())
                .put("last_ran_at", policy.lastRanAt)
                .put("next_run_at", policy.nextRunAt)
                .put("required", policy.required);
    }
}
