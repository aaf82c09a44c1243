package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Addresses that may connect to a PostgreSQL database.
public final class IpRestriction extends Entity {
    public List<String> cidrs;
    /// Empty: every schema.
    public String schema = "";
    /// Empty: every role.
    public String role = "";
    public @Nullable String description;

    @JsonCreator
    public IpRestriction(Origin origin, List<String> cidrs) {
        super(origin);
        this.cidrs = cidrs;
    }
}
