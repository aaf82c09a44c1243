package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A team of an organization's members. The databases that it has are only changed at the web page.
public final class Team extends Entity {
    public String name;
    public @Nullable String description;
    /// Whether a directory of the identity provider decides on it.
    public boolean managed = false;
    /// Ids of the databases that its members are administrators of.
    public Set<String> databases = new TreeSet<>();
    /// Ids of the databases that its members may read.
    public Set<String> analystDatabases = new TreeSet<>();

    @JsonCreator
    public Team(Origin origin, String name) {
        super(origin);
        this.name = name;
    }

    @Override
    public String label() {
        return slug(name);
    }

    /// A name as it stands in paths; it follows the name (API reference).
    public static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
