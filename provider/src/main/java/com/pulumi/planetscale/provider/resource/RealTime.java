package com.pulumi.planetscale.provider.resource;

import java.time.Duration;
import java.time.Instant;

/// This machine's time. The only place that really waits: everything else is handed a [Time], which tests move.
public final class RealTime implements Time {
    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }
}
