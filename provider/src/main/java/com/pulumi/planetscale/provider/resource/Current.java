package com.pulumi.planetscale.provider.resource;

/// Where [Operation#current] finds it.
final class Current {
    static final ScopedValue<Operation> OPERATION = ScopedValue.newInstance();

    private Current() {}
}
