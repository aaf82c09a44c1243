package com.pulumi.planetscale.provider.resources;

import org.jspecify.annotations.Nullable;

/// Who made something: a person or a service token, by the public id.
record Actor(@Nullable String id, @Nullable String displayName) {}
