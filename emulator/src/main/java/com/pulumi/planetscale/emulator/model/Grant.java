package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Ids;
import com.pulumi.planetscale.emulator.world.Origin;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What one token may do with one resource. A database-level name granted on the organization holds for all its
/// databases, present and future (PlanetScale documentation, service tokens).
public final class Grant extends Entity {
    /// Id of the organization or the database.
    public final String resource;
    /// Public id of each single access, by its name.
    public Map<String, String> accesses = new LinkedHashMap<>();

    @JsonCreator
    public Grant(Origin origin, String resource) {
        super(origin);
        this.resource = resource;
    }

    @Override
    public Optional<String> about() {
        return Optional.of(resource);
    }

    public void add(Collection<String> names) {
        names.forEach(name -> accesses.computeIfAbsent(name, ignored -> Ids.publicId()));
    }
}
