package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A password of a Vitess branch. The secret itself is returned once and not kept.
public final class Password extends Entity {
    public final String username;
    public final String role;
    public final boolean replica;
    public final boolean directVtgate;
    /// Null: never expires.
    public final @Nullable Duration ttl;
    public String name;
    /// Empty: any address.
    public List<String> cidrs = List.of();
    /// The read-only region that it connects to; null: wherever its role leads.
    public @Nullable String readOnlyRegion;
    public @Nullable Instant expiresAt;
    /// Of the secret; see [Digest].
    public @Nullable String secretDigest;
    /// Of the secret as well, in the form by which MySQL recognizes it; null in states of before that was kept.
    public @Nullable String loginDigest;
    /// What servers without `mysql_native_password` compare with, if branches have servers.
    public @Nullable String sha2Digest;

    @JsonCreator
    public Password(
            Origin origin,
            String name,
            String username,
            String role,
            boolean replica,
            boolean directVtgate,
            @Nullable Duration ttl) {
        super(origin);
        this.name = name;
        this.username = username;
        this.role = role;
        this.replica = replica;
        this.directVtgate = directVtgate;
        this.ttl = ttl;
        this.expiresAt = ttl == null ? null : origin.createdAt().plus(ttl);
    }

    public boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
