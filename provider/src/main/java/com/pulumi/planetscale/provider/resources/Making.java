package com.pulumi.planetscale.provider.resources;

import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes an object whose name is unique among its siblings, so that it comes to exist exactly once.
///
/// The API knows no idempotency keys. After an answer that was lost, the object is looked up by its name before
/// the request is sent again. A name that is taken may be our own work from a run that was killed, since
/// engines then call create again with nothing to tell it from the first time: it is taken over only where
/// everything about it matches, it was made with our own token, and not long ago.
///
/// @param kind the kind's name, such as `Database`
/// @param <L> the object as the API tells it
record Making<L>(String kind, Traits<L> traits) {
    private static final int ATTEMPTS = 3;
    private static final Duration BEFORE_LOOKING = Duration.ofSeconds(2);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(2);
    private static final Duration OWN_WORK = Duration.ofHours(1);

    /// What is asked of the object.
    interface Traits<L> {
        /// Sends the request.
        L post() throws IOException, InterruptedException;

        /// Looks the object up by its name.
        Optional<L> find() throws IOException, InterruptedException;

        /// Its public id.
        @Nullable
        String id(L object);

        /// Its path, which is also what an import takes.
        String importPath(L object);

        /// What is unique among its siblings.
        default String key() {
            return "name";
        }

        /// When it was made.
        Instant createdAt(L object);

        /// What is known of its making where [#isOurs] holds.
        default String origin() {
            return "this service token made it";
        }

        /// Whether our own token made it.
        boolean isOurs(L object) throws IOException, InterruptedException;

        /// Whether it is what the program asks for.
        boolean matches(L object) throws IOException, InterruptedException;
    }

    L run(Operation operation) throws IOException, InterruptedException {
        Instant asked = operation.now().minus(CLOCK_SKEW);
        for (int attempt = 1; ; attempt++) {
            try {
                return traits.post();
            } catch (ApiException refusal) {
                if (refusal.maybeDone()) {
                    operation.status("no answer to the request; looking whether it was carried out");
                    operation.pause(BEFORE_LOOKING);
                }
                Optional<L> there = mayExist(refusal) ? traits.find() : Optional.empty();
                if (there.isPresent()) {
                    boolean now = (refusal.maybeDone() || attempt > 1)
                            && !isRecorded(operation, there.get())
                            && !traits.createdAt(there.get()).isBefore(asked);
                    return now ? there.get() : takenOver(operation, there.get());
                }
                if (!refusal.maybeDone() || attempt == ATTEMPTS) {
                    throw refusal;
                }
            }
        }
    }

    /// Whether a refusal may come from an object of that name.
    private static boolean mayExist(ApiException refusal) {
        return switch (refusal.kind()) {
            case INVALID, CONFLICT -> true;
            case NOT_FOUND, DENIED, UNUSABLE_CREDENTIALS, RATE_LIMITED -> false;
            case UNAVAILABLE, MALFORMED -> refusal.maybeDone();
        };
    }

    /// Whether an object looks like our own work from a run that was killed.
    boolean mayTakeOver(Operation operation, L object) throws IOException, InterruptedException {
        boolean recent = traits.createdAt(object).isAfter(operation.now().minus(OWN_WORK));
        return recent && !isRecorded(operation, object) && traits.isOurs(object) && traits.matches(object);
    }

    /// Whether another resource of the program has the object.
    private boolean isRecorded(Operation operation, L object) {
        String id = traits.id(object);
        return id != null && operation.isRecorded(id);
    }

    private L takenOver(Operation operation, L object) throws IOException, InterruptedException {
        String path = traits.importPath(object);
        if (mayTakeOver(operation, object)) {
            operation.say(Finding.warning(
                    kind + " `" + path + "` existed already and was taken over: " + traits.origin()
                            + " less than an hour ago, exactly as the program asks for it",
                    "That is what an interrupted run leaves behind. If somebody else uses it, take it out of this"
                            + " stack with `pulumi state delete`."));
            return object;
        }
        throw new OperationException(Finding.refusal(
                Path.ROOT,
                kind + " `" + path + "` exists already",
                "Choose another " + traits.key() + ", or adopt it with `pulumi import planetscale:index:" + kind + " "
                        + operation.label() + " " + path + "`. If this program has it already: to replace it, set the"
                        + " resource option `deleteBeforeReplace`; if only the resource is called something else now,"
                        + " name the old one in `aliases`."));
    }
}
