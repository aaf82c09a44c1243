package com.pulumi.planetscale.emulator.model;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.world.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// For how long a credential can be used.
public final class Ttl {
    private static final long LONGEST = Integer.MAX_VALUE;

    private Ttl() {}

    /// The time that a request asks for; empty, as for 0 seconds, if the credential does not expire.
    ///
    /// @throws Refused if it is negative or too long
    @Assumes(Assumption.VALUE_LIMITS)
    public static Optional<Duration> of(Optional<Long> seconds) {
        Refused.when(seconds.filter(value -> value < 0).isPresent(), "ttl must be 0 or more seconds");
        Refused.when(
                seconds.filter(value -> value > LONGEST).isPresent(), "ttl must be at most " + LONGEST + " seconds");
        return seconds.filter(value -> value != 0).map(Duration::ofSeconds);
    }

    /// When a credential ends that is renewed: it lasts for the original time again, counted from now.
    ///
    /// @param what the kind of credential, for the refusal
    /// @throws Refused if it does not expire, or has expired
    public static Instant renewed(String what, @Nullable Duration ttl, boolean expired, Instant now) {
        if (ttl == null) {
            throw Refused.because(what + " does not expire and cannot be renewed");
        }
        Refused.when(expired, what + " has expired and cannot be renewed");
        return now.plus(ttl);
    }
}
