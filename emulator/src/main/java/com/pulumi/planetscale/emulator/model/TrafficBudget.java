package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import java.util.Map;
import java.util.TreeMap;

/// What some of the traffic of a PostgreSQL branch may use. Which traffic, its [TrafficRule]s say.
public final class TrafficBudget extends Entity {
    public String name;
    public String mode = "warn";
    /// The limits that are set, by their names; those that are not are unlimited.
    public Map<String, Integer> limits = new TreeMap<>();

    @JsonCreator
    public TrafficBudget(Origin origin, String name) {
        super(origin);
        this.name = name;
    }
}
