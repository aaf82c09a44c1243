package com.pulumi.planetscale.emulator.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is remembered of another object, also when that one is long gone.
public record Reference(
        String id,
        String name,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt) {

    public static Reference to(Entity entity) {
        return new Reference(entity.id(), entity.label(), entity.createdAt(), entity.updatedAt, null);
    }

    public Reference deleted(Instant at) {
        return new Reference(id, name, createdAt, updatedAt, at);
    }
}
