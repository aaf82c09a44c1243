package com.pulumi.planetscale.emulator.vitess;

import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.world.Refused;
import java.util.List;
import java.util.Optional;

/// Settings of a keyspace that official clients send although the description lacks them (documentation, cluster
/// configuration; the official command line). What is omitted stays.
record UndescribedSettings(
        int maxRollout, boolean throttlerEnabled, int throttlerThreshold, String scaling, long maxStorageBytes) {
    private static final int MOST_SHARDS = 32;
    private static final long LARGEST_DISK = 4L << 40;
    private static final long GIB = 1L << 30;
    private static final String SHRINK = "shrink";

    static UndescribedSettings of(Values body, Keyspace keyspace) {
        int maxRollout = body.integer("max_rollout").orElse(keyspace.maxRollout);
        Refused.when(maxRollout < 1 || maxRollout > MOST_SHARDS, "max_rollout must be between 1 and " + MOST_SHARDS);
        Values throttler = body.object("throttler").orElseGet(Values::none);
        int threshold = throttler.integer("threshold").orElse(keyspace.throttlerThreshold);
        Refused.when(threshold < 0, "throttler threshold must be 0 or more");
        Values storage = body.object("storage").orElseGet(Values::none);
        String strategy = storage.oneOf("disk_scaling_strategy", List.of("grow", "disable", SHRINK))
                .orElse(keyspace.diskScalingStrategy);
        long most = storage.number("max_storage_bytes").orElse(keyspace.maxStorageBytes);
        Refused.when(most < 1 || most > LARGEST_DISK, "max_storage_bytes must be at most " + LARGEST_DISK);
        Optional<Long> size = storage.number("storage_bytes");
        Refused.when(size.isPresent() != strategy.equals(SHRINK), "storage_bytes goes with the strategy shrink");
        Refused.when(size.filter(bytes -> bytes % GIB != 0).isPresent(), "storage_bytes must be whole GiB");
        return new UndescribedSettings(
                maxRollout,
                throttler.bool("enabled").orElse(keyspace.throttlerEnabled),
                threshold,
                // Growth is off once the disks have shrunk.
                strategy.equals(SHRINK) ? "disable" : strategy,
                most);
    }

    void apply(Keyspace keyspace) {
        keyspace.maxRollout = maxRollout;
        keyspace.throttlerEnabled = throttlerEnabled;
        keyspace.throttlerThreshold = throttlerThreshold;
        keyspace.diskScalingStrategy = scaling;
        keyspace.maxStorageBytes = maxStorageBytes;
    }
}
