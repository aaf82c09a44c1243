package com.pulumi.planetscale.provider.api;

import org.jspecify.annotations.Nullable;

/// An answer about an object whose name leads to it as well as its id.
public interface NamedAnswer extends Identified {
    /// The object's name, which no other one of its owner has.
    @Nullable
    String name();

    @Override
    default boolean goesBy(String segment) {
        return Identified.super.goesBy(segment) || segment.equals(name());
    }
}
