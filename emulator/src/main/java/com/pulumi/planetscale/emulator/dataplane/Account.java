package com.pulumi.planetscale.emulator.dataplane;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A user of a server.
///
/// @param loginDigest what the server compares a password with, for `mysql_native_password`
/// @param sha2Digest the same for `caching_sha2_password`; empty for a password of an emulator without servers
/// @param cidrs addresses from which the user may connect; empty for any
/// @param schemas the schemas that the rights are for
public record Account(
        String username,
        String loginDigest,
        Optional<String> sha2Digest,
        List<String> cidrs,
        Set<String> schemas,
        boolean reads,
        boolean writes,
        boolean definesSchema) {
    public Account {
        cidrs = List.copyOf(cidrs);
        schemas = Set.copyOf(schemas);
    }

    /// The digest opens nothing by itself, but has no place in a log either.
    @Override
    public String toString() {
        return "Account " + username;
    }
}
