package com.pulumi.planetscale.provider.resources.making;

import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Operation;
import java.io.IOException;
import java.util.List;

/// How an object is made and recognised whose name no other object of its owner has, so that the name leads to it.
///
/// @param <L> the object as the API returns it
public interface UniquelyNamed<L extends Made> extends Making.Traits<L> {
    /// Where it is looked for.
    Reads api();

    /// The schema of its kind.
    Schema schema();

    /// What the program wants.
    PropertyMap inputs();

    @Override
    default String kind() {
        return schema().name();
    }

    @Override
    default List<L> named(String name) throws IOException, InterruptedException {
        return api().peek(collection().then("/{}", name), type()).stream().toList();
    }

    @Override
    default boolean isNamed(L object, String name) {
        return true;
    }

    @Override
    default boolean isUnique() {
        return true;
    }

    @Override
    default boolean isSameName(Operation operation, String other) {
        return schema().isSameName(operation.label(), name(), other);
    }
}
