package com.pulumi.planetscale.emulator.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// The time the emulator lives in: another clock's time, moved forward at will.
///
/// In whole milliseconds, because the API shows no finer ones and an object must not look as if it were made before
/// its own `created_at`.
public final class EmulatorClock implements InstantSource {
    private final InstantSource base;
    private Duration ahead = Duration.ZERO;

    public EmulatorClock(InstantSource base) {
        this.base = base;
    }

    @Override
    public synchronized Instant instant() {
        return base.instant().plus(ahead).truncatedTo(ChronoUnit.MILLIS);
    }

    /// Moves the time forward. What becomes due meanwhile happens at the next request, in order of time.
    ///
    /// @throws IllegalArgumentException if the amount is negative: objects would not have been made yet
    public synchronized void advance(Duration amount) {
        if (amount.isNegative()) {
            throw new IllegalArgumentException("Time only moves forward; got " + amount + ".");
        }
        ahead = ahead.plus(amount);
    }

    /// How far this clock is ahead of the one it is based on.
    public synchronized Duration ahead() {
        return ahead;
    }
}
