package com.pulumi.planetscale.provider.resources.making;

import com.pulumi.planetscale.provider.property.PropertyMap;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// How an object is made and recognised that goes by its public id, and that others may resemble: by what its list
/// says of it.
///
/// @param <L> the object as the API returns it
public interface FoundInList<L extends Made> extends Declared<L> {
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

    /// What an answer omits contradicts nothing.
    @Override
    default boolean matches(L object) throws IOException, InterruptedException {
        PropertyMap shown = properties(object);
        return inputs().differing(shown, sent().stream().filter(shown::has).toList())
                .isEmpty();
    }
}
