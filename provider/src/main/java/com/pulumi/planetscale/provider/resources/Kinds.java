package com.pulumi.planetscale.provider.resources;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import java.util.List;
import java.util.function.Consumer;

/// The two kinds of database, as the API spells them, and what only one of them has.
final class Kinds {
    static final String MYSQL = "mysql";
    static final String POSTGRESQL = "postgresql";

    private Kinds() {}

    /// The product behind a kind, as PlanetScale's documentation calls it.
    static String product(String kind) {
        return kind.equals(POSTGRESQL) ? "Postgres" : "Vitess";
    }

    /// Refuses settings that only the other kind has.
    static void refuseForeign(
            PropertyMap inputs,
            String kind,
            List<Property<?>> vitessOnly,
            List<Property<?>> postgresOnly,
            Consumer<Finding> findings) {
        boolean postgres = kind.equals(POSTGRESQL);
        for (Property<?> property : postgres ? vitessOnly : postgresOnly) {
            if (inputs.has(property)) {
                findings.accept(Finding.refusal(
                        property,
                        "only " + (postgres ? "Vitess (`mysql`)" : "Postgres (`postgresql`)")
                                + " databases have it, and this is a " + product(kind) + " one",
                        "Take it out" + (postgres ? "." : ", or set `kind` to `postgresql` if you meant Postgres.")));
            }
        }
    }

    /// Refuses a size that only the other kind has.
    static void refuseForeignSize(
            PropertyMap inputs, String kind, Property<String> property, Consumer<Finding> findings) {
        inputs.find(property).map(ClusterSize::of).ifPresent(size -> {
            boolean postgres = kind.equals(POSTGRESQL);
            if (postgres ? size.isVitessOnly() : size.isPostgresOnly()) {
                findings.accept(Finding.refusal(
                        property,
                        "`" + size.name() + "` is a size of " + (postgres ? "Vitess" : "Postgres")
                                + " databases, and this is a " + product(kind) + " one",
                        "Choose another one; `pscale size cluster list --engine " + kind + "` shows them."));
            }
        });
    }
}
