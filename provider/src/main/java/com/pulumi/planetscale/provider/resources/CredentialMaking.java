package com.pulumi.planetscale.provider.resources;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Naming;
import com.pulumi.planetscale.provider.resource.Operation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes a credential, whose secret only the answer to the request tells, and whose name is not unique.
///
/// One whose answer was lost is of no use to anybody: it is looked up among those made since, deleted, and made
/// again. One that a killed run left behind might be somebody's, so it is only named.
///
/// @param unanswered requests of earlier processes that never got an answer
/// @param kind the kind's name, such as `Password`
/// @param collection where they are made and listed
record CredentialMaking(Api api, Unanswered unanswered, String kind, ApiPath collection) {
    private static final int ATTEMPTS = 3;
    private static final Duration BEFORE_LOOKING = Duration.ofSeconds(2);
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(2);
    private static final Duration OWN_WORK = Duration.ofHours(1);
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(5);

    /// What a list tells of each.
    private record Listed(
            @Nullable String id,
            @Nullable String name,
            @Nullable String createdAt,
            @Nullable Actor actor) {
        boolean madeSince(Instant time) {
            return !Times.parse(createdAt).isBefore(time);
        }
    }

    /// Sends the request until it is answered; one request for a name at a time, so that what appears is our own.
    ///
    /// @param name the name that it asks for
    <L> L run(Operation operation, String name, Map<String, ?> body, Class<L> type)
            throws IOException, InterruptedException {
        return api.alone(collection + " " + name, () -> made(operation, name, body, type));
    }

    private <L> L made(Operation operation, String name, Map<String, ?> body, Class<L> type)
            throws IOException, InterruptedException {
        List<Listed> before = withoutUnanswered(operation, alike(name));
        Instant asked = operation.now().minus(CLOCK_SKEW);
        Unanswered.Request request = unanswered.begin(collection, name, operation.now());
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    L made = api.post(collection, body, type);
                    warnOfLeftOvers(operation, before);
                    return made;
                } catch (ApiException failure) {
                    if (!failure.maybeDone() || attempt == ATTEMPTS) {
                        throw failure;
                    }
                    operation.status("no answer to the request; looking whether it was carried out");
                    operation.pause(BEFORE_LOOKING);
                    deleteUnanswered(name, before, asked);
                }
            }
        } finally {
            unanswered.end(request);
        }
    }

    /// Removes what a process that was killed had asked for: nobody was ever told its secret.
    private List<Listed> withoutUnanswered(Operation operation, List<Listed> alike)
            throws IOException, InterruptedException {
        var others = new ArrayList<>(alike);
        for (Unanswered.Request request : unanswered.left(collection, operation.now())) {
            List<Listed> made = alike.stream()
                    .filter(credential -> isOurs(credential)
                            && request.what().equals(credential.name())
                            && credential.madeSince(request.askedAt().minus(CLOCK_SKEW))
                            && !credential.madeSince(request.askedAt().plus(LONGEST_REQUEST))
                            && credential.id() != null
                            && !operation.isRecorded(credential.id()))
                    .toList();
            if (made.size() == 1) {
                Listed credential = made.getFirst();
                var _ = api.delete(collection.then("/{}", String.valueOf(credential.id())));
                others.remove(credential);
                unanswered.end(request);
                operation.say(Finding.info(kind + " `" + credential.name() + "` (" + credential.id()
                        + ") was removed: a run that was cut off had asked for it, and nobody was told its secret"));
            }
        }
        return others;
    }

    private void deleteUnanswered(String name, List<Listed> before, Instant asked)
            throws IOException, InterruptedException {
        for (Listed credential : alike(name)) {
            boolean ours = isOurs(credential)
                    && name.equals(credential.name())
                    && credential.madeSince(asked)
                    && before.stream().noneMatch(old -> Objects.equals(old.id(), credential.id()));
            if (ours && credential.id() != null) {
                var _ = api.delete(collection.then("/{}", credential.id()));
            }
        }
    }

    /// Names credentials that look as if an interrupted run had made them for the same resource.
    private void warnOfLeftOvers(Operation operation, List<Listed> before) {
        Instant lately = operation.now().minus(OWN_WORK);
        for (Listed old : before) {
            if (isOurs(old) && old.madeSince(lately) && old.id() != null && !operation.isRecorded(old.id())) {
                operation.say(Finding.warning(
                        kind + " `" + old.name() + "` (" + old.id() + "), made at " + old.createdAt()
                                + " by this service token, may be left over by an interrupted run; nobody has its secret"
                                + " then",
                        "If it is still there after this run and nobody uses it, remove it with `" + removal(old.id())
                                + "`."));
            }
        }
    }

    private String removal(String id) {
        String verb = "pscale " + kind.toLowerCase(Locale.ROOT) + " delete";
        List<String> parts = collection.segments();
        return verb + " " + parts.get(3) + " " + parts.get(5) + " " + id + " --org " + parts.get(1);
    }

    private boolean isOurs(Listed credential) {
        return credential.actor() != null
                && api.tokenId().equals(credential.actor().id());
    }

    /// Those of the same name or, where the name was made up, of the same beginning.
    private List<Listed> alike(String name) throws IOException, InterruptedException {
        String beginning = Naming.stemOf(name);
        try (Stream<Listed> all = api.list(collection.with("q", beginning), Listed.class)) {
            return all.filter(credential -> credential.name() != null
                            && Naming.stemOf(credential.name()).equals(beginning))
                    .toList();
        }
    }
}
