package com.pulumi.planetscale.emulator.schema;

import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.sql.lint.Lint;
import com.pulumi.planetscale.emulator.sql.schema.BranchSchema;
import com.pulumi.planetscale.emulator.sql.schema.Change;
import com.pulumi.planetscale.emulator.sql.schema.Schema;
import com.pulumi.planetscale.emulator.world.DataPlaneException;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The schemas that branches have.
public final class Schemas {
    private Schemas() {}

    public static BranchSchema of(World world, Branch branch) {
        Map<String, String> vschemas = new TreeMap<>();
        world.in(branch, Keyspace.class).forEach(keyspace -> vschemas.put(keyspace.name, keyspace.vschema));
        return new BranchSchema(branch.schema(), vschemas);
    }

    /// What is wrong with the schema of a branch; nothing is said of PostgreSQL.
    public static List<Lint.Finding> lint(World world, Branch branch) {
        return branch.kind == Engine.MYSQL ? lint(world, branch, of(world, branch)) : List.of();
    }

    /// What would be wrong with a Vitess branch that had this schema.
    public static List<Lint.Finding> lint(World world, Branch branch, BranchSchema schema) {
        Set<String> sharded = world.in(branch, Keyspace.class)
                .filter(Keyspace::sharded)
                .map(keyspace -> keyspace.name)
                .collect(Collectors.toSet());
        return Lint.of(schema, new Lint.Rules(branch.database(world).foreignKeysEnabled, sharded));
    }

    /// Gives a branch other tables, by statements on its server if it has one.
    ///
    /// @throws DataPlaneException with the words of the server, if it refuses one; those before it have been run
    public static void setTables(World world, Branch branch, Schema tables, Instant at) {
        for (Change change : Change.inOrder(branch.schema(), tables)) {
            world.dataPlane().run(branch, change.keyspace(), change.statement());
        }
        branch.setSchema(tables);
        branch.schemaLastUpdatedAt = at;
        world.dataPlane().agree(branch);
    }

    /// Gives a branch another schema. Keyspaces that it does not have are skipped: deploy requests create none.
    ///
    /// @throws DataPlaneException with the words of the server, if it refuses a statement
    public static void apply(World world, Branch branch, BranchSchema schema, Instant at) {
        setTables(world, branch, schema.tables(), at);
        branch.updatedAt = at;
        world.in(branch, Keyspace.class).forEach(keyspace -> {
            keyspace.vschema = schema.vschemas().getOrDefault(keyspace.name, keyspace.vschema);
            keyspace.updatedAt = at;
        });
    }

    /// The tables of one keyspace or namespace, or all of them: `keyspace` is for Vitess, `namespace` for PostgreSQL
    /// (OpenAPI: get_branch_schema).
    static Schema part(World world, Branch branch, Optional<String> keyspace, Optional<String> namespace) {
        if (branch.kind == Engine.POSTGRESQL) {
            Refused.when(keyspace.isPresent(), "Use namespace for this database");
            return namespace.map(branch.schema()::in).orElse(branch.schema());
        }
        Refused.when(namespace.isPresent(), "Use keyspace for this database");
        if (keyspace.isEmpty()) {
            return branch.schema();
        }
        return world.in(branch, Keyspace.class)
                .filter(found -> found.name.equals(keyspace.get()))
                .findFirst()
                .map(found -> branch.schema().in(found.name))
                .orElseThrow(Refused::absent);
    }
}
