package com.pulumi.planetscale.emulator.deploy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;

/// A comment on a deploy request, or its approval.
public final class DeployReview extends Entity {
    public static final String APPROVED = "approved";
    public static final String COMMENTED = "commented";

    public final String state;
    public final String body;

    @JsonCreator
    public DeployReview(Origin origin, String state, String body) {
        super(origin);
        this.state = state;
        this.body = body;
    }
}
