package com.pulumi.planetscale.provider.api;

import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/// One budget for all calls of the process. PlanetScale allows 600 a minute (documentation, November 2026) and
/// does not say whether it counts by token, user or organization.
final class RateLimit {
    /// Calls that may be made at once after a quiet time.
    private static final long BURST = 20;

    private final Bucket bucket;
    private final BlockingStrategy waiting;
    private final int perMinute;

    RateLimit(int perMinute, Pause pause) {
        this.perMinute = perMinute;
        waiting = pause::sleep;
        bucket = Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(Math.min(BURST, perMinute)).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .withCustomTimePrecision(new Meter(pause))
                .build();
    }

    /// Waits until a call may be made.
    void acquire() throws InterruptedException {
        bucket.asBlocking().consume(1, waiting);
    }

    /// Makes everybody wait, after the API said that there were too many calls.
    void holdBack(Duration time) {
        bucket.tryConsumeAsMuchAsPossible();
        long debt = Math.ceilDiv(time.toMillis() * perMinute, 60_000);
        if (debt > 0) {
            bucket.consumeIgnoringRateLimits(debt);
        }
    }

    private record Meter(Pause pause) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return pause.nanos();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
