package com.pulumi.planetscale.provider.pulumi;

import io.grpc.BindableService;
import io.grpc.HandlerRegistry;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import org.jspecify.annotations.Nullable;

/// A service that is bound when it is first needed. Binding one loads every message of its protocol, which the way to
/// the port line need not wait for.
final class LateService extends HandlerRegistry {
    private final BindableService service;
    private @Nullable ServerServiceDefinition bound;

    LateService(BindableService service) {
        this.service = service;
    }

    /// The service with its methods.
    synchronized ServerServiceDefinition bound() {
        if (bound == null) {
            bound = service.bindService();
        }
        return bound;
    }

    @Override
    public @Nullable ServerMethodDefinition<?, ?> lookupMethod(String method, @Nullable String authority) {
        return bound().getMethod(method);
    }
}
