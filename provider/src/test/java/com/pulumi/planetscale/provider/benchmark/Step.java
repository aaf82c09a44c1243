package com.pulumi.planetscale.provider.benchmark;

import java.util.Locale;

/// What a user does with a program, in this order.
enum Step {
    PREVIEW,
    UP,
    /// `up` again with the same program.
    UNCHANGED,
    REFRESH,
    /// `up` with another name for each resource.
    RENAME,
    DESTROY;

    /// Such as `preview`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
