package com.pulumi.planetscale.emulator.deploy;

import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.model.World;
import com.pulumi.planetscale.emulator.schema.BranchSchema;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// The schemas that branches have.
public final class Schemas {
    private Schemas() {}

    public static BranchSchema of(World world, Branch branch) {
        Map<String, String> vschemas = new TreeMap<>();
        world.in(branch, Keyspace.class).forEach(keyspace -> vschemas.put(keyspace.name, keyspace.vschema));
        return new BranchSchema(branch.schema, vschemas);
    }

    /// Gives a branch another schema. Keyspaces that it does not have are left out: deploy requests make none.
    static void apply(World world, Branch branch, BranchSchema schema, Instant at) {
        branch.schema = schema.tables();
        branch.schemaLastUpdatedAt = at;
        branch.updatedAt = at;
        world.in(branch, Keyspace.class).forEach(keyspace -> {
            keyspace.vschema = schema.vschemas().getOrDefault(keyspace.name, keyspace.vschema);
            keyspace.updatedAt = at;
        });
    }
}
