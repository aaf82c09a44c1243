package com.pulumi.planetscale.provider.resource;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Asks again and again until something is the case.
///
/// Asks at once, then after a second, then in growing steps up to ten seconds, which keeps within the vendor's
/// advice (one to ten seconds in the official clients) and costs an object that is ready at once nothing. A wait
/// of more than five minutes goes on in steps of a thirtieth of its age, up to half a minute.
///
/// @param done whether what was seen is success
/// @param failed why what was seen will never become success; empty while it may
/// @param state what was seen in one or two words, such as `pending`
/// @param detail more about it, which changes too often to be worth a line each time
/// @param passing whether a failed question may be asked again at the next turn
/// @param <T> what is seen
public record Waiter<T>(
        Predicate<T> done,
        Function<T, Optional<Finding>> failed,
        Function<T, String> state,
        Function<T, String> detail,
        Predicate<IOException> passing) {
    private static final Duration FIRST_STEP = Duration.ofSeconds(1);
    private static final Duration LONGEST_STEP = Duration.ofSeconds(10);
    private static final int PART_OF_AGE = 30;
    private static final Duration LONGEST_STEP_OF_ALL = Duration.ofSeconds(30);
    private static final Duration SPEAK_EVERY = Duration.ofSeconds(30);

    /// One question to the API.
    ///
    /// @param <T> what is seen
    @FunctionalInterface
    public interface Question<T> {
        T ask() throws IOException, InterruptedException;
    }

    /// A waiter for a condition.
    ///
    /// @param state what was seen in one or two words
    public static <T> Waiter<T> until(Predicate<T> done, Function<T, String> state) {
        return new Waiter<>(done, _ -> Optional.empty(), state, _ -> "", _ -> false);
    }

    /// Gives up when something is seen that never becomes success.
    public Waiter<T> failingOn(Function<T, Optional<Finding>> failed) {
        return new Waiter<>(done, failed, state, detail, passing);
    }

    /// Adds to each status line what changes too often to be worth a line of its own.
    public Waiter<T> detailing(Function<T, String> detail) {
        return new Waiter<>(done, failed, state, detail, passing);
    }

    /// Lets failed questions pass: the deadline alone ends the wait then.
    public Waiter<T> ridingOut(Predicate<IOException> passing) {
        return new Waiter<>(done, failed, state, detail, passing);
    }

    /// Waits.
    ///
    /// @param what what is waited for, such as "branch `shop/dev` to become ready"
    /// @return what was seen at success
    /// @throws OperationException if it will never come, or not before the deadline
    /// @throws InterruptedException if the operation is cancelled
    public T await(Operation operation, String what, Question<T> question) throws IOException, InterruptedException {
        Instant begin = operation.now();
        Duration step = FIRST_STEP;
        var progress = new Progress(operation, what, begin);
        while (true) {
            String seen;
            String more = "";
            try {
                T answer = question.ask();
                if (done.test(answer)) {
                    progress.end();
                    return answer;
                }
                Optional<Finding> failure = failed.apply(answer);
                if (failure.isPresent()) {
                    throw new OperationException(failure.get());
                }
                seen = state.apply(answer);
                more = detail.apply(answer);
            } catch (IOException fault) {
                if (fault instanceof OperationException || !passing.test(fault)) {
                    throw fault;
                }
                seen = "no answer";
            }
            progress.saw(seen, more);
            Duration left = Duration.between(operation.now(), operation.deadline());
            if (!left.isPositive()) {
                throw progress.timedOut();
            }
            operation.pause(shorter(step, left));
            step = following(step, Duration.between(begin, operation.now()));
        }
    }

    private static Duration following(Duration step, Duration age) {
        Duration byAge = shorter(age.dividedBy(PART_OF_AGE), LONGEST_STEP_OF_ALL);
        Duration longest = byAge.compareTo(LONGEST_STEP) > 0 ? byAge : LONGEST_STEP;
        return shorter(step.multipliedBy(3).dividedBy(2), longest);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// Tells the user about a wait: at each change of state, else twice a minute.
    private static final class Progress {
        private final Operation operation;
        private final String what;
        private final Instant begin;
        private String last = "";
        private Instant lastChange;
        private Instant spoken = Instant.MIN;

        Progress(Operation operation, String what, Instant begin) {
            this.operation = operation;
            this.what = what;
            this.begin = begin;
            lastChange = begin;
        }

        void saw(String seen, String detail) {
            Instant now = operation.now();
            boolean changed = !seen.equals(last);
            if (changed) {
                last = seen;
                lastChange = now;
            }
            if (changed || !now.isBefore(spoken.plus(SPEAK_EVERY))) {
                spoken = now;
                String more = detail.isEmpty() ? "" : ", " + detail;
                operation.status("waiting for " + what + ": " + seen + more + " (" + words(begin, now) + ")");
            }
        }

        void end() {
            if (!last.isEmpty()) {
                operation.status("waited " + words(begin, operation.now()) + " for " + what);
            }
        }

        OperationException timedOut() {
            Instant now = operation.now();
            return new OperationException(Finding.refusal(
                    Path.ROOT,
                    "timed out after " + words(begin, now) + " waiting for " + what + ": it has been `" + last
                            + "` for " + words(lastChange, now),
                    "Run `pulumi up` again to keep waiting, or give it longer with `customTimeouts`."));
        }

        private static String words(Instant from, Instant to) {
            long seconds = Math.round(Duration.between(from, to).toMillis() / 1000.0);
            return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
        }
    }
}
