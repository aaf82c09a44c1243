package com.pulumi.planetscale.provider.resources.making;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// How an object is made and recognised, as far as the schema of its kind and its resource's inputs say it.
///
/// @param <L> the object as the API returns it
public interface Declared<L extends Made> extends Making.Traits<L> {
    /// Where it is made.
    Api api();

    /// The schema of its kind.
    Schema schema();

    /// What the program wants.
    PropertyMap inputs();

    /// What the request sets.
    List<Property<?>> sent();

    /// What the API returned of an object.
    PropertyMap properties(L object);

    @Override
    default String kind() {
        return schema().name();
    }

    @Override
    default Map<String, ?> body() {
        return inputs().body(sent());
    }

    @Override
    default String path(L object) {
        PropertyMap found = inputs().with(properties(object)).with(Owners.PUBLIC_ID, object.id());
        return schema().path(found).orElseThrow();
    }

    @Override
    default boolean isOurs(L object) throws IOException, InterruptedException {
        return !(object instanceof Made.ByActor made) || made.isBy(api().tokenId());
    }
}
