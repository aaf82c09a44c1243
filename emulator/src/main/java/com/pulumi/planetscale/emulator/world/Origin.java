package com.pulumi.planetscale.emulator.world;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is settled once and for all when an object is made.
///
/// @param id public id, 12 lower-case letters and digits
/// @param owner id of the object that this one belongs to and goes with; null for an organization
/// @param actor who made it; null for what came without a request
public record Origin(
        String id,
        @Nullable String owner,
        Instant createdAt,
        @Nullable Actor actor) {}
