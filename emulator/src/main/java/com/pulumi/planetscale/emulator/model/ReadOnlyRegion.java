package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;

/// Replicas of a production branch in another region. Made at the web page, so here only by the admin interface.
public final class ReadOnlyRegion extends Entity {
    /// Slug of a region.
    public final String region;

    @JsonCreator
    public ReadOnlyRegion(Origin origin, String region) {
        super(origin);
        this.region = region;
    }
}
