package com.pulumi.planetscale.provider.api;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/// This machine's time.
public final class RealPause implements Pause {
    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos);
    }
}
