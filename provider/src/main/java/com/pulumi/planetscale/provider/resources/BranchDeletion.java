package com.pulumi.planetscale.provider.resources;

import static com.pulumi.planetscale.provider.resources.BranchProperties.*;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Waiter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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

    /// Deletes it; one that is gone already is no failure.
    void run(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        ApiPath path = BranchResource.path(state);
        Optional<LiveBranch> live = api.find(path, LiveBranch.class);
        if (live.isEmpty()) {
            return;
        }
        if (Boolean.TRUE.equals(live.get().deletionProtected())) {
            throw new OperationException(isProtected(state));
        }
        if (Boolean.TRUE.equals(live.get().production())) {
            if (isDefaultBranch(state, live.get())) {
                forget(operation, state);
                return;
            }
            operation.say(Finding.warning(
                    "production branch `" + BranchResource.label(state)
                            + "` is being deleted with its data, backups and credentials",
                    ""));
        }
        ApiPath request = state.is(DELETE_DESCENDANTS) ? path.with("delete_descendants", "true") : path;
        try {
            deleteAfterDescendants(operation, state, request);
        } catch (ApiException refusal) {
            if (refusal.kind() != Kind.INVALID) {
                throw refusal;
            }
            if (isDefaultBranch(state, live.get())) {
                forget(operation, state);
                return;
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

    /// Deletes, with some patience for descendants that are being deleted at the same time: the engine knows no order
    /// among branches that have been imported.
    private void deleteAfterDescendants(Operation operation, PropertyMap state, ApiPath request)
            throws IOException, InterruptedException {
        Instant patience = operation.now().plus(PATIENCE);
        for (boolean mayBeForDescendants = true; ; ) {
            try {
                var _ = Sizing.whenFree(operation, () -> api.delete(request));
                return;
            } catch (ApiException refusal) {
                boolean waits =
                        refusal.kind() == Kind.INVALID && operation.now().isBefore(patience);
                if (!waits || !mayBeForDescendants) {
                    throw refusal;
                }
                // The last of them may have gone between the refusal and this look, so none left means one more try.
                mayBeForDescendants = hasDescendants(state);
                if (mayBeForDescendants) {
                    operation.status("waiting for branches that descend from `" + BranchResource.label(state)
                            + "` to be deleted");
                    operation.pause(BETWEEN_TRIES);
                }
            }
        }
    }

    private boolean hasDescendants(PropertyMap state) throws IOException, InterruptedException {
        ApiPath branches = Owners.databasePath(state, DATABASE).then("/branches");
        try (Stream<LiveBranch> all = api.list(branches, LiveBranch.class)) {
            return all.anyMatch(branch -> state.get(NAME).equals(branch.parentBranch()));
        }
    }

    /// The default branch cannot be deleted.
    private static void forget(Operation operation, PropertyMap state) {
        operation.say(Finding.warning(
                "branch `" + BranchResource.label(state)
                        + "` stays, and is only forgotten: it is the default branch of its database"
                        + " and goes with it",
                ""));
    }

    private boolean isDefaultBranch(PropertyMap state, LiveBranch branch) throws IOException, InterruptedException {
        String name = api.get(Owners.databasePath(state, DATABASE), Directory.Database.class)
                .defaultBranch();
        return name != null && name.equals(branch.name());
    }

    private static Finding isProtected(PropertyMap state) {
        return Finding.refusal(
                DELETION_PROTECTED,
                "branch `" + BranchResource.label(state) + "` was not deleted: deletionProtected is true",
                "Set it to false, run `pulumi up`, then delete it.");
    }
}
