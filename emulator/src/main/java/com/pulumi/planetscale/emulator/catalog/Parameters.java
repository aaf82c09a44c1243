package com.pulumi.planetscale.emulator.catalog;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Optional;

/// The parameters that PlanetScale's documentation shows for PostgreSQL clusters. Defaults are those of a small
/// cluster; here they do not grow with its size.
public final class Parameters {
    public static final Parameters CATALOG = new Parameters(Catalogs.read("parameters.json", new TypeReference<>() {}));

    private final List<Parameter> all;

    private Parameters(List<Parameter> all) {
        this.all = List.copyOf(all);
    }

    public List<Parameter> all() {
        return all;
    }

    public Optional<Parameter> find(String namespace, String name) {
        return all.stream()
                .filter(parameter -> parameter.namespace().equals(namespace)
                        && parameter.name().equals(name))
                .findFirst();
    }
}
