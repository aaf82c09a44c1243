package com.pulumi.planetscale.emulator.world;

import java.time.Instant;
import java.util.Optional;

/// An object of the API. Its fields are what the state file holds, so no kind describes them twice; whatever depends
/// on the time is computed from them on request.
///
/// Fields that may change are public and plain: all access happens under the one lock of [World].
public abstract class Entity {
    private final Origin origin;
    public Instant updatedAt;

    protected Entity(Origin origin) {
        this.origin = origin;
        this.updatedAt = origin.createdAt();
    }

    public final String id() {
        return origin.id();
    }

    public final Instant createdAt() {
        return origin.createdAt();
    }

    public final Optional<String> owner() {
        return Optional.ofNullable(origin.owner());
    }

    public final Optional<Actor> actor() {
        return Optional.ofNullable(origin.actor());
    }

    /// The id of another object than the owner without which this one makes no sense; empty if there is none.
    public Optional<String> about() {
        return Optional.empty();
    }

    /// The last part of the object's path; its name where the API has names there.
    public String label() {
        return id();
    }

    /// Whether paths no longer lead to the object, although it is still remembered.
    public boolean gone() {
        return false;
    }
}
