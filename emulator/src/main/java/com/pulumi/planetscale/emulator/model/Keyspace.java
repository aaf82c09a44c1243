package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A keyspace of a Vitess branch.
public final class Keyspace extends Entity {
    /// What every branch that is not a production branch runs at.
    public static final String DEVELOPMENT_SIZE = "PS_DEV";

    /// Replicas that come with production (PlanetScale documentation, replicas).
    private static final int INCLUDED_REPLICAS = 2;

    public final String name;
    public final int shards;
    public final boolean isDefault;
    public Instant readyAt;
    /// The size it was given. A development branch runs it at [#DEVELOPMENT_SIZE] nevertheless.
    public String size;
    public int extraReplicas = 0;
    public @Nullable Integer vectorPoolAllocation;
    public @Nullable String durabilityStrategy;
    public boolean optimizeInserts = true;
    public boolean allowNoBlobBinlogRowImage = true;
    public boolean vplayerBatching = false;
    public String vschema = "{}";
    /// Bytes that are left on each shard; null for as many as are needed.
    public @Nullable Long freeStorageBytes;
    public @Nullable Instant lastRolloutStartedAt;
    public @Nullable Instant lastRolloutFinishedAt;

    @JsonCreator
    public Keyspace(Origin origin, String name, int shards, boolean isDefault, Instant readyAt, String size) {
        super(origin);
        this.name = name;
        this.shards = shards;
        this.isDefault = isDefault;
        this.readyAt = readyAt;
        this.size = size;
    }

    @Override
    public String label() {
        return name;
    }

    public boolean sharded() {
        return shards > 1;
    }

    /// The size it runs at. Sizes apply to production branches (reference §2.7) and to branches made with a size.
    public String runningSize(Branch branch) {
        return branch.production || branch.sized ? size : DEVELOPMENT_SIZE;
    }

    /// Replicas in all, for the number of extra ones asked for.
    public static int replicas(Branch branch, int extraReplicas) {
        return branch.production ? INCLUDED_REPLICAS + extraReplicas : 0;
    }
}
