package com.pulumi.planetscale.provider.report;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a report has to know of the provider's kinds. Properties are as JSON holds them.
public interface Kinds {
    /// What is lost with an object that is deleted, as in "its data and backups"; empty if nothing is.
    ///
    /// @param kind such as `Database`
    /// @param state its recorded properties
    Optional<String> lostWith(String kind, Map<String, Object> state);

    /// What a change does to a kind of credential; empty for every other kind.
    Optional<Rotation> rotation(String kind);

    /// What an object costs that is deleted, as [CostText] writes it; empty if it costs nothing, another object says
    /// it, or it is not known.
    Optional<String> priceOfDeleted(String kind, Map<String, Object> state);

    /// Whether prices can be asked for, so that one that is missing is none.
    boolean knowsPrices();

    /// How credentials of a kind change.
    ///
    /// @param inputs those whose change gives an object another secret in place
    /// @param revokedWhenDeleted whether nothing can connect any more once the resource is deleted
    record Rotation(Set<String> inputs, boolean revokedWhenDeleted) {
        public Rotation {
            inputs = Set.copyOf(inputs);
        }
    }
}
