package com.pulumi.planetscale.provider.resources.owner;

import org.jspecify.annotations.Nullable;

/// Who made something: a person or a service token, by the public id.
public record Actor(@Nullable String id, @Nullable String displayName) {}
