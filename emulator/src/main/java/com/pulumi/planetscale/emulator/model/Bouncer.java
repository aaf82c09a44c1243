package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import java.util.Map;

/// A dedicated PgBouncer of a PostgreSQL branch.
public final class Bouncer extends Entity {
    public final String name;
    public Settings settings;

    /// What can change.
    ///
    /// @param parameters those that are set, by name
    public record Settings(String target, String size, int replicasPerCell, Map<String, String> parameters) {
        public Settings {
            parameters = Map.copyOf(parameters);
        }
    }

    @JsonCreator
    public Bouncer(Origin origin, String name, Settings settings) {
        super(origin);
        this.name = name;
        this.settings = settings;
    }

    @Override
    public String label() {
        return name;
    }
}
