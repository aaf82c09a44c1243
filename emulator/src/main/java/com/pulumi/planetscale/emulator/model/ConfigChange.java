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

/// A change of Vitess parameters: a draft until it is submitted, then it runs and takes effect when it ends.
///
/// It belongs to the branch for VTGates, and to the keyspace for its VTTablets and MySQL servers.
public final class ConfigChange extends Entity implements Timed {
    /// `vtgate`, `vttablet` or `mysqld`.
    public final String changeType;
    /// Values by name; null goes back to the default.
    public final Map<String, @Nullable String> options;
    /// The values that were set before.
    public final Map<String, @Nullable String> previous;

    public @Nullable Instant startsAt;
    public @Nullable Instant endsAt;
    public @Nullable Instant queuedUntil;
    public @Nullable Instant canceledAt;
    public boolean applied = false;

    @JsonCreator
    public ConfigChange(
            Origin origin,
            String changeType,
            Map<String, @Nullable String> options,
            Map<String, @Nullable String> previous) {
        super(origin);
        this.changeType = changeType;
        this.options = new LinkedHashMap<>(options);
        this.previous = new LinkedHashMap<>(previous);
    }

    public boolean draft() {
        return startsAt == null && canceledAt == null;
    }

    /// Whether it is neither done nor cancelled.
    public boolean unfinished(Instant now) {
        return canceledAt == null && (endsAt == null || now.isBefore(endsAt));
    }

    /// Whether it waits for a maintenance window.
    public boolean queued(Instant now) {
        return canceledAt == null && queuedUntil != null && now.isBefore(queuedUntil);
    }

    /// When it started; empty if it has not.
    public Optional<Instant> started(Instant now) {
        return Optional.ofNullable(startsAt).filter(start -> canceledAt == null && !start.isAfter(now));
    }

    /// When it was done; empty if it is not.
    public Optional<Instant> completed(Instant now) {
        return Optional.ofNullable(endsAt).filter(end -> canceledAt == null && !end.isAfter(now));
    }

    @Override
    public Optional<Instant> dueAt() {
        return applied || canceledAt != null ? Optional.empty() : Optional.ofNullable(endsAt);
    }

    @Override
    public void happen(World world, Instant at) {
        applied = true;
        updatedAt = at;
        Map<String, String> set = overrides(world);
        options.forEach((name, value) -> {
            if (value == null) {
                set.remove(name);
            } else {
                set.put(name, value);
            }
        });
    }

    private Map<String, String> overrides(World world) {
        return switch (changeType) {
            case "vtgate" -> world.owner(this, Branch.class).vtgateParameters;
            case "vttablet" -> world.owner(this, Keyspace.class).vttabletParameters;
            default -> world.owner(this, Keyspace.class).mysqldParameters;
        };
    }
}
