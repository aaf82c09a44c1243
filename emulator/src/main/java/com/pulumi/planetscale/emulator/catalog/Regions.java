package com.pulumi.planetscale.emulator.catalog;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Optional;

/// The regions that PlanetScale's documentation lists, with addresses that are reserved for documentation.
public final class Regions {
    public static final Regions CATALOG = new Regions(Catalogs.read("regions.json", new TypeReference<>() {}));

    private final List<Region> all;

    private Regions(List<Region> all) {
        this.all = List.copyOf(all);
    }

    public List<Region> all() {
        return all;
    }

    public Optional<Region> find(String slug) {
        return all.stream().filter(region -> region.slug().equals(slug)).findFirst();
    }

    /// A region that is known to exist.
    ///
    /// @throws IllegalArgumentException if there is no such region
    public Region get(String slug) {
        return find(slug).orElseThrow(() -> new IllegalArgumentException("No region " + slug));
    }
}
