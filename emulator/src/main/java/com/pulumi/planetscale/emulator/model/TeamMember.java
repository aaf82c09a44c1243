package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import java.util.Optional;

/// A person's membership of a team.
public final class TeamMember extends Entity {
    /// Id of the membership of the organization, with which this one ends.
    public final String member;
    public final String userId;

    @JsonCreator
    public TeamMember(Origin origin, String member, String userId) {
        super(origin);
        this.member = member;
        this.userId = userId;
    }

    @Override
    public Optional<String> about() {
        return Optional.of(member);
    }

    @Override
    public String label() {
        return userId;
    }
}
