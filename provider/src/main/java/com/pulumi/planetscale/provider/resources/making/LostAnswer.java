package com.pulumi.planetscale.provider.resources.making;

import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// Sends a request that must not be sent twice blindly until it is known what came of it. The API knows no idempotency
/// keys.
///
/// An answer without what only this answer has (the id of a new object, a secret) is as good as lost.
///
/// @param isWhole whether an answer holds what is needed of it
/// @param recovery what to do about a lost answer
/// @param <L> the answer
public record LostAnswer<L>(Predicate<L> isWhole, Recovery<L> recovery) {
    private static final int ATTEMPTS = 3;
    private static final Duration BEFORE_LOOKING = Duration.ofSeconds(2);

    /// The request.
    @FunctionalInterface
    public interface Request<L> {
        L send() throws IOException, InterruptedException;
    }

    /// What to do where it is not known whether the request was carried out.
    @FunctionalInterface
    public interface Recovery<L> {
        /// Looks whether it was, and clears away what is of no use.
        ///
        /// @param part an answer that lacks something; empty where none came
        /// @return what came of it; empty if the request has to be sent again
        Optional<L> look(Optional<L> part) throws IOException, InterruptedException;
    }

    /// Sends the request.
    ///
    /// @throws ApiException if it was refused, or if it is not known what came of it, with
    ///     [ApiException#maybeDone()] set
    public L outlast(Operation operation, Request<L> request) throws IOException, InterruptedException {
        boolean lost = false;
        for (int attempt = 1; ; attempt++) {
            Optional<L> part = Optional.empty();
            Optional<ApiException> failure = Optional.empty();
            try {
                L answer = request.send();
                if (isWhole.test(answer)) {
                    return answer;
                }
                part = Optional.of(answer);
            } catch (ApiException fault) {
                if (!fault.maybeDone() && !(lost && mayComeOfTheFirst(fault))) {
                    throw lost ? fault.afterLostAnswer() : fault;
                }
                failure = Optional.of(fault);
            }
            lost = true;
            operation.status("no usable answer to the request; checking whether it was carried out");
            operation.pause(BEFORE_LOOKING);
            Optional<L> come = look(part);
            if (come.isPresent()) {
                return come.get();
            }
            boolean refused = failure.filter(fault -> !fault.maybeDone()).isPresent();
            if (refused || attempt == ATTEMPTS) {
                throw failure.isPresent() ? failure.get().afterLostAnswer() : incomplete();
            }
        }
    }

    private Optional<L> look(Optional<L> part) throws IOException, InterruptedException {
        try {
            return recovery.look(part);
        } catch (ApiException unseen) {
            throw unseen.afterLostAnswer();
        }
    }

    private static OperationException incomplete() {
        return new OperationException(Finding.refusal(
                Path.ROOT,
                "PlanetScale answered " + ATTEMPTS + " times without the id or the secret that only this answer has",
                "Run again later; if it happens again, ask PlanetScale's support."));
    }

    /// Whether a refusal may come of an earlier attempt, whose answer was lost and which was carried out late.
    private static boolean mayComeOfTheFirst(ApiException refusal) {
        return refusal.kind() == ApiException.Kind.INVALID || refusal.kind() == ApiException.Kind.CONFLICT;
    }
}
