package com.pulumi.planetscale.provider.api;

import com.pulumi.planetscale.provider.resource.Time;
import java.time.Duration;
import java.time.Instant;

/// This machine's clock, which may be wrong: it moves as another time does, some way behind or ahead of it.
///
/// @param behind how far it is behind
public record LocalClock(FakePause time, Duration behind) implements Pause, Time {
    @Override
    public Instant now() {
        return time.now().minus(behind);
    }

    @Override
    public long nanos() {
        return time.nanos();
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        time.sleep(nanos);
    }

    @Override
    public void pause(Duration span) throws InterruptedException {
        time.pause(span);
    }
}
