package com.pulumi.planetscale.emulator.dataplane;

import java.util.Map;
import java.util.function.BiPredicate;

/// Where the way into a PostgreSQL branch leads.
///
/// @param branch its id, which ends each user name
/// @param replicas whether it has some
/// @param bouncers by name, whether one leads to replicas
/// @param admits whether a role may connect from an IP address
public record Routes(
        String branch, boolean replicas, Map<String, Boolean> bouncers, BiPredicate<String, String> admits) {
    public Routes {
        bouncers = Map.copyOf(bouncers);
    }
}
