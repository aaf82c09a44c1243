package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.world.Origin;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Instant;

/// VTGates on their way to another size or number.
public final class VtgateResize extends Work {
    public final VtgateSettings to;
    public final VtgateSettings from;

    @JsonCreator
    public VtgateResize(Origin origin, Instant endsAt, VtgateSettings to, VtgateSettings from) {
        super(origin, endsAt);
        this.to = to;
        this.from = from;
    }

    @Override
    protected void apply(World world, Instant at) {
        Branch branch = world.owner(this, Branch.class);
        branch.vtgate = to;
        branch.vtgateCustomized = true;
        branch.updatedAt = at;
    }
}
