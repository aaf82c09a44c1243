package com.pulumi.planetscale.provider.resources.branch;

import static com.pulumi.planetscale.provider.resources.branch.BranchProperties.*;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.assumption.Assumes;
import com.pulumi.planetscale.provider.assumption.Assumption;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Waiter;
import com.pulumi.planetscale.provider.resources.cluster.Ongoing;
import com.pulumi.planetscale.provider.resources.cluster.Sizing;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Deletes branches: those of a protected, production, default or parent branch are deletions of their own kind.
record BranchDeletion(Api api, Directory directory) {
    /// How long descendants may take to go.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    /// Why a branch may not be deleted; empty where it may.
    Optional<Finding> undeletable(PropertyMap state) {
        return state.is(DELETION_PROTECTED) ? Optional.of(isProtected(state)) : Optional.empty();
    }

    /// Why a branch cannot be replaced: the default branch stays as long as its database, so the new one would be the
    /// old one again.
    Optional<Finding> irreplaceable(PropertyMap state) throws IOException, InterruptedException {
        ApiPath database = Owners.databasePath(state, DATABASE);
        Optional<Directory.Database> live = directory.seen(database);
        String name = live.map(Directory.Database::defaultBranch).orElse(null);
        boolean isDefault = name != null
                && directory
                        .seenBranch(database, name)
                        .filter(branch -> branch.id() != null
                                && branch.id()
                                        .equals(state.find(Owners.PUBLIC_ID).orElse(null)))
                        .isPresent();
        return isDefault
                ? Optional.of(Finding.refusal(
                        Path.ROOT,
                        "branch `" + BranchResource.label(state)
                                + "` is the default branch of its database, which cannot be deleted, so it cannot be"
                                + " replaced",
                        "Take the change back, or set `defaultBranch` of the database to another branch first."))
                : Optional.empty();
    }

    /// Deletes it; one that is gone already is not a failure.
    void run(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        ApiPath path = BranchResource.path(state);
        Optional<LiveBranch> live = api.find(path, LiveBranch.class);
        if (live.isEmpty()) {
            return;
        }
        if (Boolean.TRUE.equals(live.get().deletionProtected())) {
            throw new OperationException(isProtected(state));
        }
        try {
            if (!deleteUnlessDefault(operation, state, live.get())) {
                forget(operation, state);
                return;
            }
        } catch (ApiException refusal) {
            if (refusal.kind() != Kind.INVALID) {
                throw refusal;
            }
            throw new OperationException(Finding.refusal(
                    Path.ROOT,
                    String.valueOf(refusal.getMessage()),
                    "If other branches descend from it, delete them first, or set `deleteDescendants` to true, run"
                            + " `pulumi up`, then delete it."));
        }
        var _ = Waiter.<Optional<LiveBranch>>until(Optional::isEmpty, _ -> "still there")
                .ridingOut(ApiException::passes)
                .await(
                        operation,
                        "branch `" + BranchResource.label(state) + "` to be gone",
                        () -> api.find(path, LiveBranch.class));
        directory.forget(BranchResource.namePath(state));
    }

    /// Warns of the data that goes with a branch, where that is more than a copy of a schema.
    private static void warn(Operation operation, PropertyMap state, LiveBranch branch) {
        boolean cameWithTheDatabase = branch.parentBranch() == null && branch.restoredFromBranch() == null;
        if (Boolean.TRUE.equals(branch.production()) || cameWithTheDatabase) {
            String what = Boolean.TRUE.equals(branch.production()) ? "production branch" : "branch";
            operation.say(Finding.warning(
                    what + " `" + BranchResource.label(state) + "`"
                            + (cameWithTheDatabase
                                    ? ", which came with its database and is no longer the default branch,"
                                    : "")
                            + " is being deleted with its data, backups and credentials",
                    ""));
        }
    }

    /// Deletes, with some patience for descendants that are being deleted at the same time: the engine knows no order
    /// among branches that have been imported.
    ///
    /// The default branch is never asked to be deleted: PlanetScale may answer with 204 and delete the
    /// database with its last branch (the official Terraform provider depends on that, 1.1 and later). Each
    /// try looks first.
    ///
    /// @return false for the default branch
    @Assumes(Assumption.DEFAULT_BRANCH_DELETES_ITS_DATABASE)
    private boolean deleteUnlessDefault(Operation operation, PropertyMap state, LiveBranch branch)
            throws IOException, InterruptedException {
        if (isDefaultBranch(state, branch)) {
            return false;
        }
        warn(operation, state, branch);
        Instant patience = operation.now().plus(PATIENCE);
        for (boolean mayBeForDescendants = true; ; ) {
            try {
                return Sizing.whenFree(
                        operation, new Ongoing(api, BranchResource.path(state)), () -> deleteNow(state, branch));
            } catch (ApiException refusal) {
                boolean waits =
                        refusal.kind() == Kind.INVALID && operation.now().isBefore(patience);
                if (!waits || !mayBeForDescendants) {
                    throw refusal;
                }
                // The last of them may have gone between the refusal and this look, so none left means one more try.
                mayBeForDescendants = hasDescendants(state, branch);
                if (mayBeForDescendants) {
                    operation.status("waiting for branches that descend from `" + BranchResource.label(state)
                            + "` to be deleted");
                    operation.pause(BETWEEN_TRIES);
                }
            }
        }
    }

    private boolean deleteNow(PropertyMap state, LiveBranch branch) throws IOException, InterruptedException {
        if (isDefaultBranch(state, branch)) {
            return false;
        }
        var _ = api.delete(request(state, branch));
        return true;
    }

    /// The request goes by the public id: another branch may have the name by now.
    private static ApiPath request(PropertyMap state, LiveBranch branch) {
        ApiPath path = Owners.databasePath(state, DATABASE).then("/branches/{}", String.valueOf(branch.id()));
        return state.is(DELETE_DESCENDANTS) ? path.with("delete_descendants", "true") : path;
    }

    /// Branches name their parents, by the names of now: the branch may have been renamed since it was recorded.
    private boolean hasDescendants(PropertyMap state, LiveBranch branch) throws IOException, InterruptedException {
        ApiPath branches = Owners.databasePath(state, DATABASE).then("/branches");
        List<LiveBranch> all;
        try (Stream<LiveBranch> found = api.list(branches, LiveBranch.class)) {
            all = found.toList();
        }
        return all.stream()
                .filter(one -> branch.id() != null && branch.id().equals(one.id()))
                .map(LiveBranch::name)
                .anyMatch(name -> name != null && all.stream().anyMatch(other -> name.equals(other.parentBranch())));
    }

    /// The default branch cannot be deleted.
    private static void forget(Operation operation, PropertyMap state) {
        operation.say(Finding.warning(
                "branch `" + BranchResource.label(state)
                        + "` is removed from the state only: it is the default branch of its"
                        + " database, and is deleted with it",
                ""));
    }

    /// Whether a branch is the default branch of its database, by public ids: names may change at any time.
    ///
    /// @throws OperationException if PlanetScale does not say which one that is, or it is a descendant that would
    ///     be deleted with the branch
    private boolean isDefaultBranch(PropertyMap state, LiveBranch branch) throws IOException, InterruptedException {
        ApiPath database = Owners.databasePath(state, DATABASE);
        String name = api.get(database, Directory.Database.class).defaultBranch();
        Optional<LiveBranch> theDefault =
                name == null ? Optional.empty() : api.find(database.then("/branches/{}", name), LiveBranch.class);
        String id = theDefault.map(LiveBranch::id).orElse(null);
        if (id == null || branch.id() == null) {
            throw new OperationException(Finding.refusal(
                    Path.ROOT,
                    "branch `" + BranchResource.label(state)
                            + "` was not deleted: PlanetScale does not say which branch"
                            + " is the default branch of its database, and deleting that one may delete the database",
                    "Set `defaultBranch` of the database to another branch, then run the same command again."));
        }
        if (id.equals(branch.id())) {
            return true;
        }
        if (state.is(DELETE_DESCENDANTS) && descendsFrom(database, theDefault.get(), branch)) {
            throw new OperationException(Finding.refusal(
                    DELETE_DESCENDANTS,
                    "branch `" + BranchResource.label(state) + "` was not deleted: the default branch `" + name
                            + "` descends from it and would be deleted with it",
                    "Set `defaultBranch` of the database to another branch, or `deleteDescendants` to false."));
        }
        return false;
    }

    private boolean descendsFrom(ApiPath database, LiveBranch branch, LiveBranch ancestor)
            throws IOException, InterruptedException {
        var parents = new HashMap<String, String>();
        try (Stream<LiveBranch> all = api.list(database.then("/branches"), LiveBranch.class)) {
            all.filter(each -> each.name() != null && each.parentBranch() != null)
                    .forEach(each -> parents.put(each.name(), each.parentBranch()));
        }
        String name = branch.name();
        for (int steps = 0; name != null && steps <= parents.size(); steps++) {
            name = parents.get(name);
            if (Objects.equals(name, ancestor.name())) {
                return name != null;
            }
        }
        return false;
    }

    private static Finding isProtected(PropertyMap state) {
        return Finding.refusal(
                DELETION_PROTECTED,
                "branch `" + BranchResource.label(state) + "` was not deleted: deletionProtected is true",
                "Set it to false, run `pulumi up`, then delete it.");
    }
}
