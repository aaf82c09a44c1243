package com.pulumi.planetscale.provider.api;

import com.pulumi.planetscale.provider.resource.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Time that moves when someone waits, and then at once. An emulator may live in it as well.
public final class FakePause implements Pause, Time, InstantSource {
    private static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");

    private Instant begin = BEGIN;
    private long nanos;

    @Override
    public synchronized Instant now() {
        return begin.plusNanos(nanos);
    }

    @Override
    public Instant instant() {
        return now();
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized void sleep(long time) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        nanos += time;
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        sleep(time.toNanos());
    }

    /// Goes back to a moment by the calendar, for another test in the same emulator. What was waited for is over, since
    /// the other clock goes on.
    public synchronized void rewind(Instant moment) {
        nanos += Duration.ofHours(1).toNanos();
        begin = moment.minusNanos(nanos);
    }

    /// How long everybody has waited so far.
    public synchronized Duration slept() {
        return Duration.ofNanos(nanos);
    }
}
