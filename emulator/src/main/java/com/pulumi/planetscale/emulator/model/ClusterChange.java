package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.Sizes;
import com.pulumi.planetscale.emulator.world.Origin;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Instant;

/// A PostgreSQL cluster on its way to another size, number of replicas, storage or parameters.
public final class ClusterChange extends Work {
    /// Not final: until the change starts, further requests go into it.
    public ClusterSettings to;
    public final ClusterSettings from;

    @JsonCreator
    public ClusterChange(Origin origin, Instant endsAt, ClusterSettings to, ClusterSettings from) {
        super(origin, endsAt);
        this.to = to;
        this.from = from;
    }

    @Override
    protected void apply(World world, Instant at) {
        Branch branch = world.owner(this, Branch.class);
        branch.cluster = to;
        // Above development size it is a production branch (PlanetScale documentation, Postgres branching).
        branch.production |= !Sizes.CATALOG.get(Engine.POSTGRESQL, to.size()).development();
        branch.updatedAt = at;
    }

    /// Puts other settings in the place of those that wait.
    ///
    /// @throws Refused if the change has started
    public void replace(ClusterSettings wanted, Instant now) {
        Refused.when(started(now).isPresent(), "Another change of this branch is in progress");
        to = wanted;
        updatedAt = now;
    }
}
