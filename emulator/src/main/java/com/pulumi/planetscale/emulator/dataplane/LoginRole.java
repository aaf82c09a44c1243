package com.pulumi.planetscale.emulator.dataplane;

import java.util.List;
import java.util.Optional;

/// A role that the API knows.
///
/// @param name without the branch
/// @param verifier what the server compares a password with; empty for none
/// @param login whether it may log in now
/// @param inherited roles that it is a member of
/// @param administers whether it is the one that makes databases and roles, and passes its memberships on
/// @param replication whether it may replicate
public record LoginRole(
        String name,
        Optional<String> verifier,
        boolean login,
        List<String> inherited,
        boolean administers,
        boolean replication) {
    public LoginRole {
        inherited = List.copyOf(inherited);
    }

    /// The verifier opens nothing by itself, but has no place in a log either.
    @Override
    public String toString() {
        return "LoginRole " + name;
    }
}
