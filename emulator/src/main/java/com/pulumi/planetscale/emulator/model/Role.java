package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A role of a PostgreSQL branch that was made through the API. Its password is returned once and not kept.
public final class Role extends Entity {
    /// The user of the default role, of which a branch has at most one.
    public static final String DEFAULT = "postgres";

    /// What the default one inherits (PlanetScale documentation, roles).
    public static final List<String> PREDEFINED = List.of(
            "pg_checkpoint",
            "pg_create_subscription",
            "pg_maintain",
            "pg_monitor",
            "pg_read_all_data",
            "pg_read_all_settings",
            "pg_read_all_stats",
            "pg_signal_backend",
            "pg_stat_scan_tables",
            "pg_use_reserved_connections",
            "pg_write_all_data");

    /// The user without the branch.
    public final String baseUsername;
    public final List<String> inheritedRoles;
    public final boolean withReplication;
    /// Null: never expires.
    public final @Nullable Duration ttl;
    public final Instant readyAt;
    public String name;
    public @Nullable Instant expiresAt;
    /// Of the password that was made last; see [Digest].
    public @Nullable String secretDigest;
    /// Of the same password, in the form by which PostgreSQL recognizes it; null in states of before that was kept.
    public @Nullable String verifier;
    public String requireWhereOnDelete = "off";
    public String requireWhereOnUpdate = "off";
    /// What it owns, such as `public.users`, where no server knows; the admin interface sets it.
    public List<String> owns = List.of();
    /// Why PostgreSQL will not drop it; said by the admin interface.
    public @Nullable String dropFault;
    /// Since when it has been deleted without being dropped.
    public @Nullable Instant deletedAt;

    @JsonCreator
    public Role(
            Origin origin,
            String name,
            String baseUsername,
            List<String> inheritedRoles,
            boolean withReplication,
            @Nullable Duration ttl,
            Instant readyAt) {
        super(origin);
        this.name = name;
        this.baseUsername = baseUsername;
        this.inheritedRoles = List.copyOf(inheritedRoles);
        this.withReplication = withReplication;
        this.ttl = ttl;
        this.expiresAt = ttl == null ? null : origin.createdAt().plus(ttl);
        this.readyAt = readyAt;
    }

    public boolean isDefault() {
        return baseUsername.equals(DEFAULT);
    }

    /// The user that connects: the branch in it leads the connection there (PlanetScale documentation, roles).
    public String username(Branch branch) {
        return baseUsername + "." + branch.id();
    }

    public boolean ready(Instant now) {
        return !now.isBefore(readyAt);
    }

    public boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /// Takes over what another role owns.
    public void inherit(Role donor) {
        owns = Stream.concat(owns.stream(), donor.owns.stream()).distinct().toList();
    }
}
