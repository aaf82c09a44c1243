package com.pulumi.planetscale.emulator.model;

import com.pulumi.planetscale.emulator.world.Actor;
import java.time.Instant;

/// One administrator asked for something that a second one must confirm.
public record PendingRequest(String id, Actor actor, Instant createdAt) {}
