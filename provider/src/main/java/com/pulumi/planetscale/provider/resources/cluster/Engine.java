package com.pulumi.planetscale.provider.resources.cluster;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The two kinds of database, as the API spells them, and what only one of them has.
public final class Engine {
    public static final String MYSQL = "mysql";
    public static final String POSTGRESQL = "postgresql";

    public static final Property<String> KIND = Property.oneOf("kind", "Database engine.", MYSQL, POSTGRESQL)
            .defaultsTo(MYSQL)
            .atCreation("a database cannot change its engine")
            .always();

    static final String UPDATE = "Update the provider, or make the change at PlanetScale and then write it here.";

    private Engine() {}

    /// The product behind a kind, as PlanetScale's documentation calls it; a kind that came later is called by its
    /// name.
    public static String product(String kind) {
        return switch (kind) {
            case MYSQL -> "Vitess";
            case POSTGRESQL -> "Postgres";
            default -> "`" + kind + "`";
        };
    }

    /// Whether a database is a Vitess one. Where the API does not say it is taken for one, as before there were others.
    public static boolean isVitess(@Nullable String kind) {
        return kind == null || kind.equals(MYSQL);
    }

    /// Whether a database or a branch is a Vitess one.
    public static boolean isVitess(PropertyMap values) {
        return isVitess(values.find(KIND).orElse(null));
    }

    /// Whether a database or a branch is a Postgres one.
    public static boolean isPostgres(PropertyMap values) {
        return values.find(KIND).filter(POSTGRESQL::equals).isPresent();
    }

    /// Whether this version of the provider knows a kind, and so its prices and calls.
    public static boolean isKnown(@Nullable String kind) {
        return isVitess(kind) || POSTGRESQL.equals(kind);
    }

    /// What a change comes to where the kind decides how it is made.
    ///
    /// @param kind the recorded kind
    public static <T> OnChange<T> changing(Optional<String> kind, Supplier<OnChange<T>> known) {
        return isKnown(kind.orElse(null)) ? known.get() : OnChange.refuse(notChangedHere(kind.get()), UPDATE);
    }

    /// Refuses a change whose call depends on the kind, where this version does not know it.
    public static Finding unchangeable(Property<?> property, String kind) {
        return Finding.refusal(property, notChangedHere(kind), UPDATE);
    }

    private static String notChangedHere(String kind) {
        return "this version of the provider does not know how " + product(kind) + " databases are changed";
    }

    /// Refuses settings that only the other kind has.
    public static void refuseForeign(
            PropertyMap inputs,
            String kind,
            List<Property<?>> vitessOnly,
            List<Property<?>> postgresOnly,
            Consumer<Finding> findings) {
        boolean postgres = kind.equals(POSTGRESQL);
        if (!postgres && !isVitess(kind)) {
            return;
        }
        for (Property<?> property : postgres ? vitessOnly : postgresOnly) {
            if (inputs.has(property)) {
                findings.accept(Finding.refusal(
                        property,
                        "only " + (postgres ? "Vitess (`mysql`)" : "Postgres (`postgresql`)")
                                + " databases have it, and this is a " + product(kind) + " one",
                        "Remove it" + (postgres ? "." : ", or set `kind` to `postgresql` if you meant Postgres.")));
            }
        }
    }

    /// Refuses a size that only the other kind has.
    public static void refuseForeignSize(
            PropertyMap inputs, String kind, Property<String> property, Consumer<Finding> findings) {
        inputs.find(property).map(ClusterSize::of).ifPresent(size -> {
            boolean postgres = kind.equals(POSTGRESQL);
            if (!postgres && !isVitess(kind)) {
                return;
            }
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
