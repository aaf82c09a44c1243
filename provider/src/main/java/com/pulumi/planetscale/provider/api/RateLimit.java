package com.pulumi.planetscale.provider.api;

import com.pulumi.planetscale.provider.assumption.Assumes;
import com.pulumi.planetscale.provider.assumption.Assumption;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// One budget for all calls of the process. PlanetScale allows 600 a minute (documentation, November 2026) and
/// does not say whether it counts by token, user or organization.
@Assumes(Assumption.ONE_RATE_LIMIT)
final class RateLimit {
    /// Calls that may be made at once after a quiet time.
    private static final long BURST = 20;

    private final Bucket bucket;
    private final Pause pause;
    private final BlockingStrategy waiting;
    /// The moment before which no call is made, in the time of [Pause#nanos].
    private final AtomicLong notBefore;

    RateLimit(int perMinute, Pause pause) {
        this.pause = pause;
        waiting = pause::sleep;
        notBefore = new AtomicLong(pause.nanos());
        bucket = Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(Math.min(BURST, perMinute)).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .withCustomTimePrecision(new Meter(pause))
                .build();
    }

    /// Waits until a call may be made.
    void acquire() throws InterruptedException {
        // Another call may be answered with a 429 while this one waits.
        for (long left = left(); left > 0; left = left()) {
            pause.sleep(left);
        }
        bucket.asBlocking().consume(1, waiting);
    }

    /// Keeps all calls back for a while from now on, after the API said that there were too many. Any number of calls
    /// may be told so at once: it is the same wait, so it is not added to one that is under way.
    void holdBack(Duration time) {
        long until = pause.nanos() + time.toNanos();
        notBefore.accumulateAndGet(until, (one, other) -> one - other >= 0 ? one : other);
    }

    private long left() {
        return notBefore.get() - pause.nanos();
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
