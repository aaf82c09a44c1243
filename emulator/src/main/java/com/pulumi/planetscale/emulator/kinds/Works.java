package com.pulumi.planetscale.emulator.kinds;

import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.model.Work;

/// What the JSON of all requests to change machines has in common.
final class Works {
    private Works() {}

    static View view(Call call, String type, Work work) {
        return View.of(type, work)
                .put("state", work.state(call.now()))
                .put("started_at", work.started(call.now()))
                .put("completed_at", work.completed(call.now()))
                .put("actor", Views.actor(work));
    }
}
