package com.pulumi.planetscale.provider.resources.deploy;

import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.assumption.Assumes;
import com.pulumi.planetscale.provider.assumption.Assumption;
import com.pulumi.planetscale.provider.resources.owner.Times;
import com.pulumi.planetscale.provider.resources.schema.MergeBase;
import com.pulumi.planetscale.provider.resources.schema.SchemaText.Name;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What has happened to the target of a deploy request since its head was made.
///
/// PlanetScale does not offer the schema that the head was made with, but the target's history says a lot: a target
/// that has not changed since then is that schema, and the deploy requests that changed one list their tables.
final class History {
    /// A branch and a request that changes it do not get the same time.
    @Assumes(Assumption.TIMES_OF_ONE_CHANGE)
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private record Restored(@Nullable String name) {}

    private record Branch(
            @Nullable String parentBranch,
            @Nullable String createdAt,
            @Nullable String schemaLastUpdatedAt,
            @Nullable Restored restoredFromBranch) {}

    private History() {}

    /// Asks what has happened to the target since the head was made.
    static MergeBase base(Reads api, ApiPath database, String head, String target)
            throws IOException, InterruptedException {
        Optional<Branch> from = api.peek(database.then("/branches/{}", head), Branch.class);
        Optional<Branch> into = api.peek(database.then("/branches/{}", target), Branch.class);
        String common = "what `" + head + "` and `" + target + "` have in common is not known, since ";
        if (from.isEmpty() || from.get().createdAt() == null || into.isEmpty()) {
            return MergeBase.unknown(common + "PlanetScale does not say when `" + head + "` was made");
        }
        if (!target.equals(from.get().parentBranch())) {
            return MergeBase.unknown(common + "`" + head + "` was not made from `" + target + "`");
        }
        if (from.get().restoredFromBranch() != null) {
            return MergeBase.unknown(common + "`" + head + "` was restored from a backup");
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
            return MergeBase.unknown(
                    common + "the token may not read deploy requests; give it the access `read_deploy_request`");
        }
        var created = new TreeMap<Name, String>();
        var changed = new TreeMap<Name, String>();
        // What the head itself has deployed is common to both, unless it was reverted.
        List<LiveDeployRequest> others = deployed.stream()
                .filter(request ->
                        !head.equals(request.branch()) || !request.phase().isLive())
                .toList();
        others.forEach(request -> request.changes().forEach(change -> {
            changed.merge(change.name(), number(request), (one, other) -> one + ", " + other);
            if ("CREATE".equals(change.operationName())) {
                created.put(change.name(), number(request));
            }
        }));
        Optional<Instant> last = deployed.stream()
                .map(request -> Times.parse(request.deployedAt()))
                .max(Instant::compareTo);
        Instant explained = last.map(at -> at.plus(TOLERANCE)).orElse(made);
        String updated = into.schemaLastUpdatedAt();
        Optional<String> silent = others.stream()
                .filter(request -> !request.listsChanges())
                .findFirst()
                .map(request -> common + "PlanetScale does not list all tables that deploy request " + number(request)
                        + " has changed");
        Optional<String> late = updated == null
                ? Optional.of(common + "PlanetScale does not say when `" + target + "` was last changed")
                : Times.parse(updated).isAfter(explained)
                        ? Optional.of(common + "`" + target + "` was changed at " + updated + ", after `" + head
                                + "` was made")
                        : Optional.empty();
        return new MergeBase(
                silent.or(() -> late),
                created,
                changed,
                others.stream().map(History::number).toList());
    }

    private static String number(LiveDeployRequest request) {
        return "#" + request.number();
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
}
