package com.pulumi.planetscale.emulator.deploy;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;
import java.util.Optional;

/// Whether the schema of a branch can be changed at present: not while something else changes it or copies its data
/// (API reference).
@Assumes(Assumption.SCHEMA_MUTATIONS)
public final class SchemaMutations {
    private SchemaMutations() {}

    /// Refuses what changes the schema of a branch, or how it is changed.
    public static void refuse(World world, Branch branch) {
        refuseDuringCopy(world, branch);
        boolean deploying = world.in(branch.database(world), DeployRequest.class)
                .anyMatch(request -> request.into.id().equals(branch.id()) && request.deployment.state.changesTarget());
        if (deploying) {
            throw Refused.busy();
        }
    }

    /// Refuses what would otherwise wait in the queue behind another deployment.
    public static void refuseDuringCopy(World world, Branch branch) {
        Database database = branch.database(world);
        boolean importing = Optional.ofNullable(database.dataImport)
                .filter(running -> running.finishedAt() == null)
                .isPresent();
        if (importing || branch.schemaMutationsBlocked) {
            throw Refused.busy();
        }
    }
}
