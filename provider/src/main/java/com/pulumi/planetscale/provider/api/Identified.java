package com.pulumi.planetscale.provider.api;

import org.jspecify.annotations.Nullable;

/// An answer about an object, which has an id.
public interface Identified extends Answer {
    /// PlanetScale's public id of the object.
    @Nullable
    String id();

    /// Whether a path leads to the object that ends like this.
    default boolean goesBy(String segment) {
        return segment.equals(id());
    }

    @Override
    default boolean isWhole() {
        String id = id();
        return id != null && !id.isBlank();
    }
}
