package com.pulumi.planetscale.provider.resources.making;

import com.pulumi.planetscale.provider.resource.Operation;
import java.io.IOException;
import java.util.List;

/// How an object is made and recognised whose name no other object of its owner has, so that the name leads to it.
///
/// @param <L> the object as the API returns it
public interface UniquelyNamed<L extends Made> extends Declared<L> {
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
