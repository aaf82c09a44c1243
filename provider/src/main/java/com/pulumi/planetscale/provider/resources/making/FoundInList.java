package com.pulumi.planetscale.provider.resources.making;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How an object is made and recognised that goes by its public id, and that others may resemble: by what its list
/// says of it.
///
/// @param <L> the object as the API returns it
public interface FoundInList<L extends Made> extends Making.Traits<L> {
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
    default String name() {
        return "";
    }

    @Override
    default List<L> named(String name) throws IOException, InterruptedException {
        try (Stream<L> all = api().list(collection(), type())) {
            return all.filter(object -> isNamed(object, name)).toList();
        }
    }

    @Override
    default boolean isNamed(L object, String name) {
        return true;
    }

    @Override
    default String path(L object) {
        return schema().path(inputs().with(Owners.PUBLIC_ID, object.id())).orElseThrow();
    }

    @Override
    default boolean isOurs(L object) {
        return !(object instanceof Made.ByActor made) || made.isBy(api().tokenId());
    }

    /// What an answer omits contradicts nothing.
    @Override
    default boolean matches(L object) {
        PropertyMap shown = properties(object);
        return inputs().differing(shown, sent().stream().filter(shown::has).toList())
                .isEmpty();
    }
}
