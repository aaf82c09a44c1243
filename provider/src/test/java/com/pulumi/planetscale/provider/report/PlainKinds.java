package com.pulumi.planetscale.provider.report;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Kinds as a report meets them, without a provider.
///
/// @param prices by the name of the kind
public record PlainKinds(Map<String, String> prices, boolean knowsPrices) implements Kinds {
    /// Kinds of which nothing costs anything.
    public static final PlainKinds NONE = new PlainKinds(Map.of(), false);

    @Override
    public Optional<String> lostWith(String kind, Map<String, Object> state) {
        return switch (kind) {
            case "Database" -> Optional.of("all of `" + state.get("name") + "`");
            case "Branch" -> Optional.of("its data");
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<Rotation> rotation(String kind) {
        return switch (kind) {
            case "Password" -> Optional.of(new Rotation(Set.of(), true));
            case "Role" -> Optional.of(new Rotation(Set.of("rotationTriggers"), true));
            case "DefaultRole" -> Optional.of(new Rotation(Set.of("rotationTriggers"), false));
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<String> priceOfDeleted(String kind, Map<String, Object> state) {
        return Optional.ofNullable(prices.get(kind));
    }
}
