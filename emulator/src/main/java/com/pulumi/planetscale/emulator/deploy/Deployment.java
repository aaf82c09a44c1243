package com.pulumi.planetscale.emulator.deploy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.sql.lint.Lint;
import com.pulumi.planetscale.emulator.sql.schema.BranchSchema;
import com.pulumi.planetscale.emulator.world.Actor;
import com.pulumi.planetscale.emulator.world.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How far a deploy request has come. Every request has one from the start.
public final class Deployment {
    public String id = Ids.publicId();
    public DeployState state = DeployState.PENDING;
    public Instant since;
    public Instant updatedAt;
    /// When it goes on by itself; null if it does not.
    public @Nullable Instant nextAt;
    /// Its time has come, but something stands in the way: a hold, another deployment, a lock.
    public boolean waiting = false;

    public boolean autoCutover;
    public boolean autoDeleteBranch;
    public boolean instantDdl = false;
    /// Percent of the speed that the throttler takes, by keyspace.
    public Map<String, Integer> throttling = new TreeMap<>();

    public List<DeployOperation> operations = new ArrayList<>();
    public List<Lint.Finding> lintErrors = List.of();
    public @Nullable String checkErrors;
    /// When the schema of the head was last changed, as of the last check.
    public @Nullable Instant schemaLastUpdatedAt;
    /// The head's schema, from the moment at which it is deployed.
    public @Nullable BranchSchema head;
    /// What that is compared with to find what the head has changed; null if the head was made from nothing.
    public @Nullable BranchSchema base;
    /// The target's schema before the cutover.
    public @Nullable BranchSchema before;
    /// What the cutover makes of it.
    public @Nullable BranchSchema after;
    /// The target has been changed, and not changed back.
    public boolean applied = false;

    public @Nullable Instant queuedAt;
    public @Nullable Instant submittedAt;
    public @Nullable Instant startedAt;
    public @Nullable Instant readyToCutoverAt;
    public @Nullable Instant cutoverAt;
    public @Nullable Instant forceCutoverRequestedAt;
    public @Nullable Instant finishedAt;
    public @Nullable Actor actor;
    public @Nullable Actor cutoverActor;
    public @Nullable Actor cancelledActor;
    public @Nullable Revert revert;

    /// What can be taken back, from the cutover on.
    public static final class Revert {
        public String id = Ids.publicId();
        public Instant createdAt;
        public Instant waitingPeriodEndAt;
        public @Nullable Actor actor;
        public @Nullable Instant cancelledAt;
        public @Nullable Instant finishedAt;
        public @Nullable String errors;

        @JsonCreator
        Revert(Instant createdAt, Instant waitingPeriodEndAt) {
            this.createdAt = createdAt;
            this.waitingPeriodEndAt = waitingPeriodEndAt;
        }
    }

    @JsonCreator
    Deployment(Instant since, boolean autoCutover, boolean autoDeleteBranch) {
        this.since = since;
        this.updatedAt = since;
        this.autoCutover = autoCutover;
        this.autoDeleteBranch = autoDeleteBranch;
    }

    /// Goes on to a state.
    ///
    /// @throws IllegalStateException if that cannot follow, which is a fault of the emulator's
    void enter(DeployState next, Instant at) {
        if (!state.next().contains(next)) {
            throw new IllegalStateException("A deployment cannot go from " + state.label() + " to " + next.label());
        }
        state = next;
        since = at;
        updatedAt = at;
        nextAt = null;
        waiting = false;
    }

    /// Whether it can be deployed, or has been.
    public boolean deployable() {
        return lintErrors.isEmpty()
                && checkErrors == null
                && state != DeployState.PENDING
                && state != DeployState.NO_CHANGES;
    }

    public boolean instantEligible() {
        return !operations.isEmpty() && operations.stream().allMatch(operation -> operation.change.instant());
    }

    public boolean changesVSchema() {
        return before != null && after != null && !before.vschemas().equals(after.vschemas());
    }
}
