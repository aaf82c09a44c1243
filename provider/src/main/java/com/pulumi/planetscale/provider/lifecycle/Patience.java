package com.pulumi.planetscale.provider.lifecycle;

import com.pulumi.planetscale.provider.resource.Account;
import com.pulumi.planetscale.provider.resource.Account.Fate;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Writes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/// Waits until PlanetScale is ready to do what it has refused for now: it does not change what is being deployed,
/// copied, resized or promoted.
///
/// @param account tells such a refusal from others
record Patience(Operation operation, Account account) {
    private static final int ATTEMPTS = 3;
    private static final Duration BEFORE_ASKING_AGAIN = Duration.ofSeconds(2);
    private static final Duration FIRST_STEP = Duration.ofSeconds(5);
    private static final Duration LONGEST_STEP = Duration.ofSeconds(20);
    private static final Duration SPEAK_EVERY = Duration.ofSeconds(30);

    /// Runs a verb again while it is refused in this way and has changed nothing, until the operation's deadline.
    <T> T whenFree(Writes.Verb<T> verb) throws IOException, InterruptedException {
        return whenFree(new Writes(), verb);
    }

    /// The same, for a caller that has to know what the verb has changed.
    <T> T whenFree(Writes writes, Writes.Verb<T> verb) throws IOException, InterruptedException {
        Instant spoken = Instant.MIN;
        for (Duration step = FIRST_STEP; ; step = longer(step)) {
            try {
                return writes.during(verb);
            } catch (IOException refusal) {
                boolean again = account.fate(refusal) == Fate.BUSY
                        && !writes.any()
                        && operation.now().plus(step).isBefore(operation.deadline());
                if (!again) {
                    throw refusal;
                }
                if (!operation.now().isBefore(spoken.plus(SPEAK_EVERY))) {
                    spoken = operation.now();
                    operation.status(
                            "waiting until PlanetScale has finished another operation: " + refusal.getMessage());
                }
                operation.pause(step);
            }
        }
    }

    /// A verb that may be run twice without harm, such as a deletion.
    @FunctionalInterface
    interface Repeatable {
        void run() throws IOException, InterruptedException;
    }

    /// Runs a verb again where no answer came, and as [#whenFree] does.
    void untilAnswered(Repeatable verb) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                var _ = whenFree(() -> {
                    verb.run();
                    return true;
                });
                return;
            } catch (IOException failure) {
                if (account.fate(failure) != Fate.LOST || attempt == ATTEMPTS) {
                    throw failure;
                }
                operation.status("no answer to the request; asking again");
                operation.pause(BEFORE_ASKING_AGAIN);
            }
        }
    }

    private static Duration longer(Duration step) {
        Duration longer = step.multipliedBy(3).dividedBy(2);
        return longer.compareTo(LONGEST_STEP) < 0 ? longer : LONGEST_STEP;
    }
}
