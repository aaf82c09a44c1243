package com.pulumi.planetscale.emulator.http;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// So many requests in any 60 seconds of the emulated time, then 429 without further headers (API reference).
///
/// Whose requests count together is not stated; here all of them do, which is the stricter reading. Refused ones do
/// not count.
@Assumes(Assumption.RATE_LIMIT_COUNTS_ALL)
public final class RateLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Deque<Instant> granted = new ArrayDeque<>();
    private int perMinute = 0;

    public int perMinute() {
        return perMinute;
    }

    /// Changes the limit from now on; without it there is none.
    ///
    /// @param perMinute 0 for no limit
    public void set(int perMinute) {
        this.perMinute = perMinute;
    }

    void count(Instant now) {
        if (perMinute == 0) {
            return;
        }
        while (!granted.isEmpty() && !granted.getFirst().plus(WINDOW).isAfter(now)) {
            granted.removeFirst();
        }
        if (granted.size() >= perMinute) {
            throw Refusal.tooManyRequests();
        }
        granted.addLast(now);
    }
}
