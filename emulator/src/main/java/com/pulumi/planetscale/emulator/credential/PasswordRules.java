package com.pulumi.planetscale.emulator.credential;

import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.ReadOnlyRegion;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;

/// Which passwords a branch can have.
final class PasswordRules {
    private PasswordRules() {}

    /// Read-only regions have replicas only, and one password leads to one of them or to the nearest (PlanetScale
    /// documentation, read-only regions).
    static void checkRegion(World world, Branch branch, String id, boolean replica, String role) {
        Refused.when(
                world.in(branch, ReadOnlyRegion.class)
                        .noneMatch(region -> region.id().equals(id)),
                "Read only region was not found");
        Refused.when(replica, "A password is for one read-only region or for all replicas, not for both");
        Refused.when(!role.equals("reader"), "Read-only region passwords must have the reader role");
    }

    static void checkReplica(Branch branch, boolean replica, String role) {
        Refused.when(replica && !role.equals("reader"), "Replica passwords must have the reader role");
        // "Development branches DO NOT have replicas" (PlanetScale documentation, replicas).
        Refused.when(replica && !branch.production, "Development branches have no replicas");
    }
}
