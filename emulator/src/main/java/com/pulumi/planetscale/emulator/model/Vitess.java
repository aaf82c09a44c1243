package com.pulumi.planetscale.emulator.model;

import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.Sizes;
import com.pulumi.planetscale.emulator.world.World;
import java.util.Comparator;

/// What follows from the keyspaces of a Vitess branch.
public final class Vitess {
    private Vitess() {}

    /// The keyspace that came with the branch; a branch always has one.
    public static Keyspace defaultKeyspace(World world, Branch branch) {
        return world.in(branch, Keyspace.class)
                .filter(keyspace -> keyspace.isDefault)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Branch " + branch.name + " has no default keyspace"));
    }

    /// The size a branch shows as its own.
    public static String clusterName(World world, Branch branch) {
        return defaultKeyspace(world, branch).runningSize(branch);
    }

    /// Gives the branch the VTGates that go with its largest keyspace, unless they were set by hand (PlanetScale
    /// documentation, VTGate default sizes).
    public static void followClusterSize(World world, Branch branch) {
        if (branch.vtgateCustomized) {
            return;
        }
        String vtgate = world.in(branch, Keyspace.class)
                .map(keyspace -> Sizes.CATALOG.get(Engine.MYSQL, keyspace.runningSize(branch)))
                .max(Comparator.comparingInt(
                        size -> Sizes.CATALOG.vtgate(size.defaultVtgate()).rank()))
                .orElseThrow(() -> new IllegalStateException("Branch " + branch.name + " has no keyspace"))
                .defaultVtgate();
        branch.vtgate = VtgateSettings.ofSize(vtgate);
    }
}
