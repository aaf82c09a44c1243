package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A keyspace of a Vitess branch.
public final class Keyspace extends Entity {
    /// What every branch that is not a production branch runs at.
    public static final String DEVELOPMENT_SIZE = "PS_DEV";

    /// Replicas that come with production (PlanetScale documentation, replicas).
    private static final int INCLUDED_REPLICAS = 2;

    /// Shards share the range of ids evenly; names are in hexadecimal, four digits for up to 65,536 shards.
    private static final int ID_RANGE = 0x10000;

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
    /// Shards that a change is rolled out to at once.
    public int maxRollout = 1;
    public boolean throttlerEnabled = true;
    public int throttlerThreshold = 5;
    /// `grow` or `disable`; shrinking ends with growth disabled.
    public String diskScalingStrategy = "grow";
    public long maxStorageBytes = 4L << 40;
    public List<RegionReplicas> readOnlyRegions = List.of();
    /// Parameters that are set, by name.
    public Map<String, String> vttabletParameters = new LinkedHashMap<>();
    /// Parameters that are set, by name.
    public Map<String, String> mysqldParameters = new LinkedHashMap<>();
    public String vschema = "{}";
    /// Bytes that are left on each shard; null for as many as are needed.
    public @Nullable Long freeStorageBytes;
    public @Nullable Instant lastRolloutStartedAt;
    public @Nullable Instant lastRolloutFinishedAt;

    /// Replicas in another region.
    ///
    /// @param region slug
    public record RegionReplicas(String region, String clusterSize, int replicas) {}

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

    /// The size it runs at. Sizes apply to production branches (API reference) and to branches made with a size.
    public String runningSize(Branch branch) {
        return branch.production || branch.sized ? size : DEVELOPMENT_SIZE;
    }

    /// Replicas in all, for the number of extra ones asked for.
    public static int replicas(Branch branch, int extraReplicas) {
        return branch.production ? INCLUDED_REPLICAS + extraReplicas : 0;
    }

    /// What a shard is called: `-` alone, else such as `-80` and `80-`.
    public static String shardName(int shard, int shards) {
        return bound(shard, shards) + "-" + bound(shard + 1, shards);
    }

    private static String bound(int shard, int shards) {
        if (shard == 0 || shard == shards) {
            return "";
        }
        String digits = String.format("%04x", (int) ((long) ID_RANGE * shard / shards));
        return digits.endsWith("00") ? digits.substring(0, 2) : digits;
    }
}
