package com.pulumi.planetscale.provider.resources.network;

import static com.pulumi.planetscale.provider.resources.network.BouncerResource.NAME;
import static com.pulumi.planetscale.provider.resources.network.BouncerResource.PARAMETERS;
import static com.pulumi.planetscale.provider.resources.network.BouncerResource.REPLICAS;
import static com.pulumi.planetscale.provider.resources.network.BouncerResource.SIZE;
import static com.pulumi.planetscale.provider.resources.network.BouncerResource.TARGET;
import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.pulumi.planetscale.provider.api.NamedAnswer;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.making.Made;
import com.pulumi.planetscale.provider.resources.owner.Actor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the API returns for a PgBouncer.
record LiveBouncer(
        @Nullable String id,
        @Nullable String name,
        @Nullable Sku sku,
        @Nullable String target,
        @Nullable Long replicasPerCell,
        @Nullable List<ServerParameter> parameters,
        @Nullable String deletedAt,
        @Nullable String createdAt,
        @Nullable Actor actor)
        implements NamedAnswer, Made.ByActor {
    record Sku(@Nullable String name) {}

    boolean isThere() {
        return deletedAt == null;
    }

    Optional<String> defaultOf(String parameter) {
        return ServerParameter.named(parameters)
                .filter(one -> parameter.equals(one.name()))
                .findFirst()
                .map(ServerParameter::defaultText);
    }

    /// The same under the names of the properties. Of an object that is recorded, only its recorded parameters are
    /// looked at; of another one, those that are not at their defaults.
    PropertyMap properties(PropertyMap state) {
        Optional<Map<String, String>> recorded = state.find(PARAMETERS);
        var values = new LinkedHashMap<String, String>();
        ServerParameter.named(parameters)
                .filter(parameter -> parameter.counts(recorded.map(known -> known.containsKey(parameter.name()))))
                .forEach(parameter -> values.put(String.valueOf(parameter.name()), parameter.text()));
        return PropertyMap.EMPTY
                .with(PUBLIC_ID, id)
                .with(NAME, name)
                .with(TARGET, target)
                .with(SIZE, sku == null ? null : sku.name())
                .with(REPLICAS, replicasPerCell)
                .with(PARAMETERS, parameters == null ? null : values)
                .with(CREATED_AT, createdAt);
    }
}
