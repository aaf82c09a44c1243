package com.pulumi.planetscale.provider.api;

import com.pulumi.planetscale.provider.assumption.Assumes;
import com.pulumi.planetscale.provider.assumption.Assumption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/// So many calls in any 60 seconds, and no pace: a process that was quiet makes its calls at once. PlanetScale allows
/// 600 a minute (documentation, November 2026) and does not say whether it counts by token, user or organization.
///
/// The calls of this process are counted by a clock that is never set; those of the user's other processes are known
/// from a file, see [CallLog]. Whatever else uses up the limit is noticed by a 429. All calls are held back then, and
/// this process makes do with half of its calls a minute, so that several which do not know of each other come to
/// share the limit. Each quiet minute gives it a tenth back.
@Assumes(Assumption.ONE_RATE_LIMIT)
final class RateLimit {
    private static final long WINDOW = Duration.ofMinutes(1).toNanos();
    private static final Duration WORTH_SAYING = Duration.ofSeconds(5);
    private static final int PART = 10;
    private static final String USED_UP = "the calls that PlanetScale's API allows in a minute are used up";

    private final int most;
    private final Pause pause;
    private final CallLog log;
    /// When the calls of the last minute were made, in the time of [Pause#nanos], oldest first.
    private final ArrayDeque<Long> made = new ArrayDeque<>();
    /// The moment before which no call is made.
    private long notBefore;
    /// Calls a minute, at present.
    private int allowed;
    /// When that was last changed.
    private long changed;

    /// @param waiting how long to wait before asking again; not positive if it is the call's turn
    private record Turn(Duration waiting, String reason) {
        boolean hasCome() {
            return !waiting.isPositive();
        }
    }

    RateLimit(int perMinute, Pause pause, CallLog log) {
        most = perMinute;
        allowed = perMinute;
        this.pause = pause;
        this.log = log;
        notBefore = pause.nanos();
        changed = notBefore;
    }

    /// Waits until a call may be made.
    ///
    /// @param waiting is told of long waits
    void acquire(Consumer<String> waiting) throws InterruptedException {
        // Another call may be answered with a 429 while this one waits.
        for (Turn turn = turn(); !turn.hasCome(); turn = turn()) {
            if (turn.waiting.compareTo(WORTH_SAYING) >= 0) {
                waiting.accept("waiting " + Math.ceilDiv(turn.waiting.toMillis(), 1_000) + " s, since " + turn.reason);
            }
            pause.sleep(turn.waiting.toNanos());
        }
    }

    /// Keeps all calls back for a while from now on, after the API said that there were too many. Any number of calls
    /// may be told so at once: it is the same wait, so it is not added to one that is under way.
    void holdBack(Duration time) throws InterruptedException {
        synchronized (this) {
            long now = pause.nanos();
            if (notBefore - now <= 0) {
                allowed = Math.max(1, Math.max(most / PART, allowed / 2));
                changed = now;
            }
            long until = now + time.toNanos();
            notBefore = notBefore - until >= 0 ? notBefore : until;
        }
        log.holdBack(time, pause);
    }

    private synchronized Turn turn() throws InterruptedException {
        long now = pause.nanos();
        if (notBefore - now > 0) {
            return new Turn(Duration.ofNanos(notBefore - now), "PlanetScale's API has had too many calls");
        }
        while (!made.isEmpty() && now - made.getFirst() >= WINDOW) {
            made.removeFirst();
        }
        if (allowed < most && now - changed >= WINDOW) {
            allowed = Math.min(most, allowed + Math.max(1, most / PART));
            changed = now;
        }
        if (made.size() >= allowed) {
            long oldest =
                    made.stream().skip(made.size() - (long) allowed).findFirst().orElseThrow();
            return new Turn(Duration.ofNanos(oldest + WINDOW - now), USED_UP);
        }
        var turn = new Turn(log.take(most, pause), USED_UP);
        if (turn.hasCome()) {
            made.addLast(now);
        }
        return turn;
    }
}
