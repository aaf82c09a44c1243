package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.pulumi.planetscale.emulator.sql.schema.Schema;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import com.pulumi.planetscale.emulator.world.Timed;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A backup with what it takes to make a branch of it.
public final class Backup extends Entity implements Timed {
    /// It waits this part of the whole time before it starts.
    private static final int WAITING_PART = 4;

    private static final Map<Outcome, String> EVENTS =
            Map.of(Outcome.SUCCESS, "backup.succeeded", Outcome.FAILED, "backup.failed");

    public final String name;
    public final Instant endsAt;
    public final Content content;
    public @Nullable Instant expiresAt;
    public @Nullable Instant deletedAt;
    /// Set by hand: neither deleted nor expired as long as it is.
    public boolean isProtected = false;
    /// Made by the system's own schedule.
    public boolean required = false;
    /// Made at once, whatever else goes on.
    public boolean emergency = false;
    /// How it ends; the admin interface may say that it fails.
    public Outcome outcome = Outcome.SUCCESS;
    /// Id of the policy that made it; null on demand.
    public @Nullable String policy;
    /// Whether the rows of its branch have been put aside, if there are any.
    public boolean rowsSettled = false;
    /// How the backup ended has been announced.
    public boolean announced = false;

    /// The states in which nothing happens any more.
    public enum Outcome {
        SUCCESS,
        FAILED,
        CANCELED,
        IGNORED;

        @JsonValue
        public String state() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What the branch was like. Sizes of Vitess are its keyspaces', of PostgreSQL its cluster's.
    public record Content(
            boolean production,
            Schema schema,
            List<KeyspaceCopy> keyspaces,
            @Nullable ClusterSettings cluster,
            @Nullable String majorVersion) {

        /// What a branch holds at this moment.
        public static Content of(World world, Branch branch) {
            List<KeyspaceCopy> keyspaces = world.in(branch, Keyspace.class)
                    .map(keyspace -> new KeyspaceCopy(
                            keyspace.name, keyspace.shards, keyspace.isDefault, keyspace.size, keyspace.vschema))
                    .toList();
            return new Content(
                    branch.production, branch.lastReadSchema(), keyspaces, branch.cluster, branch.majorVersion);
        }
    }

    /// A keyspace as it was.
    public record KeyspaceCopy(String name, int shards, boolean isDefault, String size, String vschema) {}

    @JsonCreator
    public Backup(Origin origin, String name, Instant endsAt, Content content) {
        super(origin);
        this.name = name;
        this.endsAt = endsAt;
        this.content = content;
    }

    /// The name if none is given.
    public static String defaultName(Instant begun) {
        return begun.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    @Override
    public boolean gone() {
        return deletedAt != null;
    }

    public Instant startsAt() {
        Duration waiting = Duration.between(createdAt(), endsAt).dividedBy(WAITING_PART);
        return emergency ? createdAt() : createdAt().plus(waiting);
    }

    public String state(Instant now) {
        if (!now.isBefore(endsAt)) {
            return outcome.state();
        }
        return now.isBefore(startsAt()) ? "pending" : "running";
    }

    @Override
    public Optional<Instant> dueAt() {
        if (deletedAt != null) {
            return Optional.empty();
        }
        if (!announced) {
            return Optional.of(endsAt);
        }
        return isProtected ? Optional.empty() : Optional.ofNullable(expiresAt);
    }

    @Override
    public void happen(World world, Instant at) {
        if (!announced) {
            announced = true;
            announce(world);
            return;
        }
        deletedAt = at;
        updatedAt = at;
    }

    private void announce(World world) {
        Optional.ofNullable(EVENTS.get(outcome))
                .ifPresent(event ->
                        world.events().publish(world.owner(this, Branch.class).database(world), event, this));
    }
}
