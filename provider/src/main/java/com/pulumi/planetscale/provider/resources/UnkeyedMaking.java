package com.pulumi.planetscale.provider.resources;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.resource.Operation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes an object that nothing tells from its like: any number of alike ones may exist, and the API knows no
/// idempotency keys.
///
/// After an answer that was lost, the one that has come to exist since is taken, before the request is sent
/// again. So is the one that came of the same request of a process that was killed before its answer. Any other
/// that a killed run may have left behind is only named: it might be somebody's.
///
/// @param unanswered requests of earlier processes that never got an answer
/// @param kind the kind's name, such as `Backup`
/// @param collection where they are made and listed
/// @param made ids of those that this process has made, which are nobody's left-overs
/// @param <L> the object as the API tells it
record UnkeyedMaking<L>(
        Api api, Unanswered unanswered, String kind, ApiPath collection, Set<String> made, Traits<L> traits) {
    private static final int ATTEMPTS = 3;
    private static final Duration BEFORE_LOOKING = Duration.ofSeconds(2);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(2);
    private static final Duration OWN_WORK = Duration.ofHours(1);
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(5);

    /// What is asked of the object.
    interface Traits<L> {
        /// What the request says.
        Map<String, ?> body();

        /// The type that answers are read into.
        Class<L> type();

        /// Its public id.
        Optional<String> id(L object);

        /// When it was made.
        Instant createdAt(L object);

        /// Whether it could be what the program asks for, made with our own token as far as that is told.
        boolean isAlike(L object);
    }

    /// Sends the request until it is answered; one request at a time, so that what appears is our own.
    L run(Operation operation) throws IOException, InterruptedException {
        return api.alone(collection.toString(), () -> {
            L object = sent(operation);
            traits.id(object).ifPresent(made::add);
            return object;
        });
    }

    private L sent(Operation operation) throws IOException, InterruptedException {
        List<L> before = alike();
        Map<String, ?> body = traits.body();
        String what = body.toString().lines().collect(Collectors.joining(" "));
        Optional<L> leftBehind = leftBehind(operation, what, before);
        if (leftBehind.isPresent()) {
            return leftBehind.get();
        }
        Unanswered.Request request = unanswered.begin(collection, what, operation.now());
        try {
            return sent(operation, body, before);
        } finally {
            unanswered.end(request);
        }
    }

    /// What came of the same request, sent by a process that was killed: nobody else has been told of it.
    private Optional<L> leftBehind(Operation operation, String what, List<L> alike) {
        for (Unanswered.Request request : unanswered.left(collection, operation.now())) {
            List<L> come = alike.stream()
                    .filter(object -> request.what().equals(what)
                            && isBetween(traits.createdAt(object), request.askedAt())
                            && traits.id(object)
                                    .filter(id -> !operation.isRecorded(id))
                                    .isPresent())
                    .toList();
            if (come.size() == 1) {
                unanswered.end(request);
                operation.say(
                        Finding.info(kind + " `" + traits.id(come.getFirst()).orElseThrow()
                                + "` was taken over: a run that was cut off had asked for it"));
                return Optional.of(come.getFirst());
            }
        }
        return Optional.empty();
    }

    private static boolean isBetween(Instant time, Instant asked) {
        return !time.isBefore(asked.minus(CLOCK_SKEW)) && time.isBefore(asked.plus(LONGEST_REQUEST));
    }

    private L sent(Operation operation, Map<String, ?> body, List<L> before) throws IOException, InterruptedException {
        Instant asked = operation.now().minus(CLOCK_SKEW);
        for (int attempt = 1; ; attempt++) {
            try {
                L object = api.post(collection, body, traits.type());
                warnOfLeftOvers(operation, before);
                return object;
            } catch (ApiException failure) {
                if (!failure.maybeDone() || attempt == ATTEMPTS) {
                    throw failure;
                }
                operation.status("no answer to the request; looking whether it was carried out");
                operation.pause(BEFORE_LOOKING);
                Optional<L> come = alike().stream()
                        .filter(object -> isNew(object, before, asked))
                        .findFirst();
                if (come.isPresent()) {
                    return come.get();
                }
            }
        }
    }

    private List<L> alike() throws IOException, InterruptedException {
        try (Stream<L> all = api.list(collection, traits.type())) {
            return all.filter(traits::isAlike).toList();
        }
    }

    private boolean isNew(L object, List<L> before, Instant asked) {
        return !traits.createdAt(object).isBefore(asked)
                && before.stream().noneMatch(old -> traits.id(old).equals(traits.id(object)));
    }

    private void warnOfLeftOvers(Operation operation, List<L> before) {
        Instant lately = operation.now().minus(OWN_WORK);
        for (L old : before) {
            Optional<String> id = traits.id(old).filter(known -> !made.contains(known) && !operation.isRecorded(known));
            if (id.isPresent() && !traits.createdAt(old).isBefore(lately)) {
                operation.say(Finding.warning(
                        kind + " `" + id.get() + "` is just like this one, was made at " + traits.createdAt(old)
                                + " and may be left over by an interrupted run",
                        "If it is still there after this run and nobody needs it, delete it at PlanetScale."));
            }
        }
    }
}
