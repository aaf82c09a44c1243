package com.pulumi.planetscale.emulator.vitess;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.Size;
import com.pulumi.planetscale.emulator.catalog.Sizes;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.ConfigChange;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.model.KeyspaceResize;
import com.pulumi.planetscale.emulator.time.Delay;
import java.util.Optional;
import java.util.stream.IntStream;

/// The JSON of a keyspace.
public final class KeyspaceView {
    private KeyspaceView() {}

    static View of(Call call, Keyspace keyspace) {
        Branch branch = call.world().owner(keyspace, Branch.class);
        Size size = Sizes.CATALOG.get(Engine.MYSQL, keyspace.runningSize(branch));
        Optional<KeyspaceResize> resize = KeyspaceRules.unfinished(call.world(), keyspace);
        String state = resize.map(work -> work.state(call.now())).orElse("");
        return View.of("Keyspace", keyspace)
                .put("name", keyspace.name)
                .put("shards", keyspace.shards)
                .put("sharded", keyspace.sharded())
                .put("replicas", Keyspace.replicas(branch, keyspace.extraReplicas))
                .put("extra_replicas", keyspace.extraReplicas)
                .put("cluster_name", size.name())
                .put("cluster_display_name", size.displayName())
                .put("metal", size.metal())
                .put("resizing", state.equals("resizing"))
                .put("resize_pending", state.equals("pending") || state.equals("queued"))
                .put("resize_in_progress", resize.isPresent() || sticks(call, keyspace))
                .put("config_change_in_progress", configChanges(call, keyspace))
                .put("ready", !call.now().isBefore(keyspace.readyAt))
                .put("default", keyspace.isDefault)
                .put("imported", false)
                .put("vector_pool_allocation", keyspace.vectorPoolAllocation)
                .put("node_ttl_strategy", "node_ttl_follow_maintenance")
                .putAll(options(keyspace));
    }

    private static boolean configChanges(Call call, Keyspace keyspace) {
        return call.world()
                .in(keyspace, ConfigChange.class)
                .anyMatch(change -> !change.draft() && change.unfinished(call.now()));
    }

    /// The flag outlasts the resize by the delay [Delay#RESIZE_FLAG].
    private static boolean sticks(Call call, Keyspace keyspace) {
        return call.world()
                .in(keyspace, KeyspaceResize.class)
                .flatMap(resize -> resize.completed(call.now()).stream())
                .anyMatch(end -> call.now().isBefore(call.world().after(end, Delay.RESIZE_FLAG)));
    }

    private static View options(Keyspace keyspace) {
        return new View()
                .put("replication_durability_constraints", new View().optional("strategy", keyspace.durabilityStrategy))
                .put(
                        "vreplication_flags",
                        new View()
                                .put("optimize_inserts", keyspace.optimizeInserts)
                                .put("allow_no_blob_binlog_row_image", keyspace.allowNoBlobBinlogRowImage)
                                .put("vplayer_batching", keyspace.vplayerBatching))
                // The description lacks these three; official clients read them.
                .put("max_rollout", keyspace.maxRollout)
                .put(
                        "throttler",
                        new View()
                                .put("enabled", keyspace.throttlerEnabled)
                                .put("threshold", keyspace.throttlerThreshold))
                .put(
                        "storage",
                        new View()
                                .put("disk_scaling_strategy", keyspace.diskScalingStrategy)
                                .put("max_storage_bytes", keyspace.maxStorageBytes))
                .put("mysqld_options", keyspace.mysqldParameters)
                .put("vttablet_options", keyspace.vttabletParameters);
    }

    /// The states have no documented names.
    @Assumes(Assumption.ROLLOUT_STATES)
    static View rollout(Call call, Keyspace keyspace) {
        Optional<KeyspaceResize> running = KeyspaceRules.unfinished(call.world(), keyspace)
                .filter(work -> work.started(call.now()).isPresent());
        String state = running.isPresent() ? "in_progress" : "complete";
        View times = new View()
                .put("state", state)
                .put(
                        "last_rollout_started_at",
                        running.map(work -> work.startsAt)
                                .or(() -> Optional.ofNullable(keyspace.lastRolloutStartedAt))
                                .orElse(keyspace.createdAt()))
                .put(
                        "last_rollout_finished_at",
                        Optional.ofNullable(keyspace.lastRolloutFinishedAt).orElse(keyspace.readyAt));
        return new View()
                .put("name", keyspace.name)
                .put("state", state)
                .put(
                        "shards",
                        IntStream.range(0, keyspace.shards)
                                .mapToObj(shard -> new View()
                                        .put("name", Keyspace.shardName(shard, keyspace.shards))
                                        .putAll(times))
                                .toList());
    }
}
