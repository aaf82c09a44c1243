package com.pulumi.planetscale.emulator.credential;

import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.world.Refused;

/// Which passwords a branch can have.
final class PasswordRules {
    private PasswordRules() {}

    static void checkReplica(Branch branch, boolean replica, String role) {
        Refused.when(replica && !role.equals("reader"), "Replica passwords must have the reader role");
        // "Development branches DO NOT have replicas" (PlanetScale documentation, replicas).
        Refused.when(replica && !branch.production, "Development branches have no replicas");
    }
}
