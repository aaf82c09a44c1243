package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.world.Origin;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Instant;

/// Another server of a PostgreSQL branch becomes its primary; one without replicas is restarted.
public final class Switchover extends Work {
    public final String method;

    @JsonCreator
    public Switchover(Origin origin, Instant endsAt, String method) {
        super(origin, endsAt);
        this.method = method;
    }

    /// A branch accepts one at a time.
    public static void checkFree(World world, Branch branch, Instant now) {
        Refused.when(
                world.in(branch, Switchover.class).anyMatch(other -> other.unfinished(now)),
                "The branch cannot accept a switchover right now");
    }

    @Override
    public String state(Instant now) {
        String state = super.state(now);
        return switch (state) {
            case "completed" -> "succeeded";
            case "resizing" -> "running";
            default -> state;
        };
    }

    @Override
    protected void apply(World world, Instant at) {
        world.owner(this, Branch.class).updatedAt = at;
    }
}
