package com.pulumi.planetscale.provider.resources.network;

import static com.pulumi.planetscale.provider.resources.network.BouncerResource.NAME;
import static com.pulumi.planetscale.provider.resources.network.BouncerResource.PARAMETERS;
import static com.pulumi.planetscale.provider.resources.network.BouncerResource.REPLICAS;
import static com.pulumi.planetscale.provider.resources.network.BouncerResource.SIZE;
import static com.pulumi.planetscale.provider.resources.network.BouncerResource.TARGET;
import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.NamedAnswer;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.making.Made;
import com.pulumi.planetscale.provider.resources.owner.Actor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the API returns for a PgBouncer.
record LiveBouncer(
        @Nullable String id,
        @Nullable String name,
        @Nullable Sku sku,
        @Nullable String target,
        @Nullable Long replicasPerCell,
        @Nullable List<Parameter> parameters,
        @Nullable String deletedAt,
        @Nullable String createdAt,
        @Nullable Actor actor)
        implements NamedAnswer, Made.ByActor {
    record Sku(@Nullable String name) {}

    /// Values come as numbers, truth values, strings or null.
    record Parameter(
            @Nullable String name,
            @Nullable JsonNode value,
            @Nullable JsonNode defaultValue) {
        boolean isSet() {
            return !text(value).equals(text(defaultValue));
        }
    }

    boolean isThere() {
        return deletedAt == null;
    }

    Optional<String> defaultOf(String parameter) {
        return all().stream()
                .filter(one -> parameter.equals(one.name()))
                .findFirst()
                .map(one -> text(one.defaultValue()));
    }

    /// The same under the names of the properties. Of an object that is recorded, only its recorded parameters are
    /// looked at; of another one, those that are not at their defaults.
    PropertyMap properties(PropertyMap state) {
        Optional<Map<String, String>> recorded = state.find(PARAMETERS);
        var values = new LinkedHashMap<String, String>();
        for (Parameter parameter : all()) {
            boolean counts =
                    recorded.map(known -> known.containsKey(parameter.name())).orElse(parameter.isSet());
            if (parameter.name() != null && counts) {
                values.put(parameter.name(), text(parameter.value()));
            }
        }
        return PropertyMap.EMPTY
                .with(PUBLIC_ID, id)
                .with(NAME, name)
                .with(TARGET, target)
                .with(SIZE, sku == null ? null : sku.name())
                .with(REPLICAS, replicasPerCell)
                .with(PARAMETERS, parameters == null ? null : values)
                .with(CREATED_AT, createdAt);
    }

    private List<Parameter> all() {
        return Objects.requireNonNullElse(parameters, List.of());
    }

    private static String text(@Nullable JsonNode value) {
        return value == null || value.isNull() ? "" : value.asText();
    }
}
