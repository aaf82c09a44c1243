package com.pulumi.planetscale.emulator.http;

import com.pulumi.planetscale.emulator.model.MaintenanceSchedule;
import com.pulumi.planetscale.emulator.model.Work;

/// What the JSON of all requests to change machines has in common.
public final class Works {
    private Works() {}

    /// Begins a change: at once, or in the next maintenance window of the database if it has a schedule.
    public static <T extends Work> T begin(Call call, T work) {
        MaintenanceSchedule.next(call.world(), call.database()).ifPresent(work::queueUntil);
        return call.world().add(work);
    }

    public static View view(Call call, String type, Work work) {
        return View.of(type, work)
                .put("state", work.state(call.now()))
                .put("started_at", work.started(call.now()))
                .put("completed_at", work.completed(call.now()))
                .put("actor", Views.actor(work));
    }
}
