package com.pulumi.planetscale.provider.resources;

import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.resources.SchemaText.Name;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is known of the schema that a head and its target have in common.
///
/// PlanetScale merges three ways, so what others have deployed into the target since the head was made stays. It does
/// not offer the schema that the head was made with, but the target's history tells a lot: a target that has not
/// changed since then is that schema, and of one that has changed, the requests that did it name their tables.
///
/// @param doubt why nothing is known; empty if all that has changed is known
/// @param created tables that others have created in the target since, each with the request that did
/// @param changed tables that others have touched in the target since, each with the requests that did
record MergeBase(Optional<String> doubt, Map<Name, String> created, Map<Name, String> changed) {
    /// The target has not changed since the head was made.
    static final MergeBase TARGET = new MergeBase(Optional.empty(), Map.of(), Map.of());

    /// A branch and a request that changes it do not get the same time.
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    /// Whose a difference between head and target is.
    enum Origin {
        /// The head has changed it, so deploying brings it to the target.
        HEAD,
        /// Others have changed it in the target, so it stays.
        OTHERS,
        /// Nothing says which.
        UNKNOWN
    }

    private record Restored(@Nullable String name) {}

    private record Branch(
            @Nullable String parentBranch,
            @Nullable String createdAt,
            @Nullable String schemaLastUpdatedAt,
            @Nullable Restored restoredFromBranch) {}

    /// Whose the difference of a table is.
    ///
    /// @param inHead whether the head has such a table
    Origin origin(Name table, boolean inHead) {
        if (!inHead && created.containsKey(table)) {
            return Origin.OTHERS;
        }
        return doubt.isPresent() || changed.containsKey(table) ? Origin.UNKNOWN : Origin.HEAD;
    }

    /// Why it is not known whose the difference of a table is.
    String doubt(Name table) {
        String request = changed.get(table);
        return request == null ? doubt.orElse("") : "deploy request " + request + " has changed it in the meantime";
    }

    /// Why it is not known whose the difference of a VSchema is: requests do not list what they do to one.
    Optional<String> vschemaDoubt() {
        return doubt.isPresent() || changed.isEmpty()
                ? doubt
                : Optional.of("deploy requests " + String.join(", ", new HashSet<>(changed.values()))
                        + " may have changed it in the meantime");
    }

    /// Whether the target has, or may have, changed by others since the head was made.
    boolean hasMoved() {
        return doubt.isPresent() || !changed.isEmpty();
    }

    /// Asks what has happened to the target since the head was made.
    static MergeBase of(Reads api, ApiPath database, String head, String target)
            throws IOException, InterruptedException {
        Optional<Branch> from = api.peek(database.then("/branches/{}", head), Branch.class);
        Optional<Branch> into = api.peek(database.then("/branches/{}", target), Branch.class);
        String common = "what `" + head + "` and `" + target + "` have in common is not known, since ";
        if (from.isEmpty() || from.get().createdAt() == null || into.isEmpty()) {
            return unknown(common + "PlanetScale does not say when `" + head + "` was made");
        }
        if (!target.equals(from.get().parentBranch())) {
            return unknown(common + "`" + head + "` was not made from `" + target + "`");
        }
        if (from.get().restoredFromBranch() != null) {
            return unknown(common + "`" + head + "` was restored from a backup");
        }
        return since(api, database, head, target, Times.parse(from.get().createdAt()), into.get(), common);
    }

    private static MergeBase since(
            Reads api, ApiPath database, String head, String target, Instant made, Branch into, String common)
            throws IOException, InterruptedException {
        List<LiveDeployRequest> deployed;
        try {
            deployed = deployed(api, database, target, made);
        } catch (ApiException e) {
            if (e.kind() != Kind.NOT_FOUND && e.kind() != Kind.DENIED) {
                throw e;
            }
            return unknown(common + "the token may not read deploy requests; give it the access `read_deploy_request`");
        }
        var created = new TreeMap<Name, String>();
        var changed = new TreeMap<Name, String>();
        // What the head itself has deployed is common to both, unless it was reverted.
        deployed.stream()
                .filter(request ->
                        !head.equals(request.branch()) || !request.phase().isLive())
                .forEach(request -> request.changes().forEach(change -> {
                    changed.merge(change.name(), "#" + request.number(), (one, other) -> one + ", " + other);
                    if ("CREATE".equals(change.operationName())) {
                        created.put(change.name(), "#" + request.number());
                    }
                }));
        Optional<Instant> last = deployed.stream()
                .map(request -> Times.parse(request.deployedAt()))
                .max(Instant::compareTo);
        Instant explained = last.map(at -> at.plus(TOLERANCE)).orElse(made);
        String updated = into.schemaLastUpdatedAt();
        Optional<String> doubt = updated == null
                ? Optional.of(common + "PlanetScale does not say when `" + target + "` was last changed")
                : Times.parse(updated).isAfter(explained)
                        ? Optional.of(common + "`" + target + "` was changed at " + updated + ", after `" + head
                                + "` was made")
                        : Optional.empty();
        return new MergeBase(doubt, created, changed);
    }

    private static List<LiveDeployRequest> deployed(Reads api, ApiPath database, String target, Instant since)
            throws IOException, InterruptedException {
        ApiPath query =
                database.then("/deploy-requests").with("state", "deployed").with("into_branch", target);
        try (Stream<LiveDeployRequest> found = api.list(query, LiveDeployRequest.class)) {
            return found.filter(request -> target.equals(request.intoBranch()) && request.deployedAt() != null)
                    .filter(request -> !Times.parse(request.deployedAt()).isBefore(since))
                    .toList();
        }
    }

    private static MergeBase unknown(String why) {
        return new MergeBase(Optional.of(why), Map.of(), Map.of());
    }

    /// The tables that others have made since, in words.
    String words(List<Name> kept) {
        return kept.stream()
                .map(table -> "`" + table + "` (" + Objects.requireNonNullElse(created.get(table), "?") + ")")
                .collect(Collectors.joining(", "));
    }
}
