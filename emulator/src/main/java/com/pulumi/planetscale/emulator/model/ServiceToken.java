package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.world.Actor;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A service token. What it may do is in its [Grant]s.
public final class ServiceToken extends Entity {
    public final String secret;
    public @Nullable String name;
    public @Nullable Instant expiresAt;
    public @Nullable Instant lastUsedAt;

    @JsonCreator
    public ServiceToken(Origin origin, String secret) {
        super(origin);
        this.secret = secret;
    }

    public String displayName() {
        return name == null ? "Service token " + id() : name;
    }

    /// The token as the one who makes something.
    public Actor asActor() {
        return Actor.token(id(), displayName());
    }

    public boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
