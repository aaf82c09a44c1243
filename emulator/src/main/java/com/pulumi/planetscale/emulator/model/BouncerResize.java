package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.world.Origin;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Instant;

/// A PgBouncer whose new servers are there, and whose old ones wait for their clients.
public final class BouncerResize extends Work {
    public final Bouncer.Settings to;
    public final Bouncer.Settings from;

    @JsonCreator
    public BouncerResize(Origin origin, Instant endsAt, Bouncer.Settings to, Bouncer.Settings from) {
        super(origin, endsAt);
        this.to = to;
        this.from = from;
    }

    /// What was asked for shows from the beginning, so nothing changes at the end.
    @Override
    protected void apply(World world, Instant at) {
        world.owner(this, Bouncer.class).updatedAt = at;
    }
}
