package com.pulumi.planetscale.provider.resources.making;

import org.jspecify.annotations.Nullable;

/// An answer that says which object it is about, and when that was made.
public interface Made {
    /// PlanetScale's public id of the object.
    @Nullable
    String id();

    /// When it was made, by PlanetScale's clock, in ISO 8601.
    @Nullable
    String createdAt();
}
