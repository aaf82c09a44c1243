package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.world.Origin;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A keyspace on its way to another size.
public final class KeyspaceResize extends Work {
    public final Target to;
    public final Target from;

    /// What a keyspace runs on.
    ///
    /// @param vectorPoolAllocation percent
    public record Target(
            String size,
            int extraReplicas,
            int replicas,
            @Nullable Integer vectorPoolAllocation) {
        /// No resize without a difference (API reference).
        public void checkDiffersFrom(Target other) {
            Refused.when(equals(other), "Keyspace already has this size");
        }
    }

    @JsonCreator
    public KeyspaceResize(Origin origin, Instant endsAt, Target to, Target from) {
        super(origin, endsAt);
        this.to = to;
        this.from = from;
    }

    @Override
    protected void apply(World world, Instant at) {
        Keyspace keyspace = world.owner(this, Keyspace.class);
        keyspace.size = to.size();
        keyspace.extraReplicas = to.extraReplicas();
        keyspace.vectorPoolAllocation = to.vectorPoolAllocation();
        if (!to.size().equals(from.size())) {
            keyspace.freeStorageBytes = null;
        }
        keyspace.lastRolloutStartedAt = startsAt;
        keyspace.lastRolloutFinishedAt = at;
        keyspace.updatedAt = at;
        Vitess.followClusterSize(world, world.owner(keyspace, Branch.class));
    }
}
