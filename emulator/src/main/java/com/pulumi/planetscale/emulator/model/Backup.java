package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.schema.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A backup with what it takes to make a branch of it.
public final class Backup extends Entity implements Timed {
    /// It waits this part of the whole time before it starts.
    private static final int WAITING_PART = 4;

    public final String name;
    public final Instant endsAt;
    public final Content content;
    public @Nullable Instant expiresAt;
    public @Nullable Instant deletedAt;
    /// Set by hand: neither deleted nor expired as long as it is.
    public boolean isProtected = false;
    /// Made by the system's own schedule.
    public boolean required = false;
    /// Set by the admin interface: the backup fails instead of succeeding.
    public boolean fails = false;

    /// What the branch was like. Sizes of Vitess are its keyspaces', of PostgreSQL its cluster's.
    public record Content(
            boolean production,
            Schema schema,
            List<KeyspaceCopy> keyspaces,
            @Nullable ClusterSettings cluster,
            @Nullable String majorVersion) {}

    /// A keyspace as it was.
    public record KeyspaceCopy(String name, int shards, boolean isDefault, String size, String vschema) {}

    @JsonCreator
    public Backup(Origin origin, String name, Instant endsAt, Content content) {
        super(origin);
        this.name = name;
        this.endsAt = endsAt;
        this.content = content;
    }

    @Override
    public boolean gone() {
        return deletedAt != null;
    }

    public Instant startsAt() {
        return createdAt().plus(Duration.between(createdAt(), endsAt).dividedBy(WAITING_PART));
    }

    public String state(Instant now) {
        if (!now.isBefore(endsAt)) {
            return fails ? "failed" : "success";
        }
        return now.isBefore(startsAt()) ? "pending" : "running";
    }

    @Override
    public Optional<Instant> dueAt() {
        return deletedAt != null || isProtected ? Optional.empty() : Optional.ofNullable(expiresAt);
    }

    @Override
    public void happen(World world, Instant at) {
        deletedAt = at;
        updatedAt = at;
    }
}
