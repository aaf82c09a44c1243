package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import com.pulumi.planetscale.emulator.world.Timed;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Replicas of a PostgreSQL branch for reading, with hosts and a size of their own.
public final class ReadReplica extends Entity implements Timed {
    public final String name;
    /// Slug.
    public final String region;
    public String size;
    public int replicas;
    /// Until then it is made or changed.
    public Instant readyAt;
    /// When it is gone; null as long as no one deletes it.
    public @Nullable Instant goneAt;
    /// Parameters that are set, by namespace and name.
    public Map<String, Map<String, String>> parameters = new LinkedHashMap<>();

    @JsonCreator
    public ReadReplica(Origin origin, String name, String region, String size, int replicas, Instant readyAt) {
        super(origin);
        this.name = name;
        this.region = region;
        this.size = size;
        this.replicas = replicas;
        this.readyAt = readyAt;
    }

    @Override
    public String label() {
        return name;
    }

    public String host() {
        return id() + "-" + region + ".horizon.psdb.cloud";
    }

    /// What it is doing, in a word.
    public String state(Instant now) {
        if (goneAt != null) {
            return "deleting";
        }
        return now.isBefore(readyAt) ? "pending" : "ready";
    }

    @Override
    public Optional<Instant> dueAt() {
        return Optional.ofNullable(goneAt);
    }

    @Override
    public void happen(World world, Instant at) {
        world.remove(this);
    }
}
