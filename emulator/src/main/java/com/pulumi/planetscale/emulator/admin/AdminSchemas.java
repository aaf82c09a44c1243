package com.pulumi.planetscale.emulator.admin;

import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.deploy.DeployRequests;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.model.Vitess;
import com.pulumi.planetscale.emulator.schema.Schemas;
import com.pulumi.planetscale.emulator.sql.reader.Statements;
import com.pulumi.planetscale.emulator.sql.schema.BranchSchema;
import com.pulumi.planetscale.emulator.sql.schema.Table;
import com.pulumi.planetscale.emulator.world.DataPlaneException;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.World;
import java.util.List;
import java.util.Map;

/// The schemas of branches, which clients change with SQL.
final class AdminSchemas {
    private static final String POSTGRES_NAMESPACE = "postgres.public";

    private final World world;

    AdminSchemas(World world) {
        this.world = world;
    }

    /// What stands for PostgreSQL is kept as it is: only MySQL is understood.
    void load(Entity object, String part, Map<String, String> tables) {
        Branch branch = branch(object);
        String where = part.isEmpty() ? defaultPart(branch) : part;
        checkKeyspace(branch, where);
        List<Table> loaded = tables.entrySet().stream()
                .map(table -> branch.kind == Engine.MYSQL
                        ? Table.created(where, table.getKey(), table.getValue())
                        : new Table(where, table.getKey(), table.getValue()))
                .toList();
        set(branch, where, loaded);
    }

    void run(Entity object, String part, String statement) {
        Branch branch = branch(object);
        if (branch.kind != Engine.MYSQL) {
            throw new IllegalArgumentException("Statements are understood for Vitess databases only.");
        }
        if (!branch.ready(world.now())) {
            throw new IllegalArgumentException("Branch " + branch.name + " is not ready, its state is "
                    + branch.state(world.now()) + ". Advance the clock or wake it up first.");
        }
        if (branch.safeMigrations) {
            // The words of the database itself (PlanetScale documentation, safe migrations).
            throw new IllegalArgumentException("ERROR 1105 (HY000): direct DDL is disabled. Branch " + branch.name
                    + " has safe migrations; change it with a deploy request.");
        }
        String where = part.isEmpty() ? defaultPart(branch) : part;
        checkKeyspace(branch, where);
        if (ranOnServer(branch, where, statement)) {
            return;
        }
        List<Table> before = branch.schema().in(where).tables();
        Statements statements =
                Statements.of(before.stream().map(Table::definition).toList());
        statements.run(statement);
        List<Table> after = Table.of(where, statements).toList();
        refuseNewBrokenViews(branch, where, before, after);
        set(branch, where, after);
    }

    private boolean ranOnServer(Branch branch, String where, String statement) {
        try {
            boolean ran = world.dataPlane().run(branch, where, statement);
            world.dataPlane().refresh();
            return ran;
        } catch (DataPlaneException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /// MySQL lets a table go under its views, but makes no view of what does not exist.
    private void refuseNewBrokenViews(Branch branch, String where, List<Table> before, List<Table> after) {
        BranchSchema schema = new BranchSchema(branch.schema().with(where, after), Map.of());
        List<Table> made = after.stream()
                .filter(Table::isView)
                .filter(view -> !before.contains(view))
                .toList();
        Schemas.lint(world, branch, schema).stream()
                .filter(finding -> finding.code().endsWith("_IN_VIEW"))
                .filter(finding -> made.stream().anyMatch(view -> view.is(finding.keyspace(), finding.table())))
                .findFirst()
                .ifPresent(finding -> {
                    throw new IllegalArgumentException(finding.description());
                });
    }

    private void set(Branch branch, String part, List<Table> tables) {
        try {
            Schemas.setTables(world, branch, branch.schema().with(part, tables), world.now());
        } catch (DataPlaneException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        DeployRequests.schemaChanged(world, branch);
    }

    private static Branch branch(Entity object) {
        if (object instanceof Branch branch) {
            return branch;
        }
        throw new IllegalArgumentException(object.label() + " is not a branch.");
    }

    private String defaultPart(Branch branch) {
        return branch.kind == Engine.MYSQL ? Vitess.defaultKeyspace(world, branch).name : POSTGRES_NAMESPACE;
    }

    private void checkKeyspace(Branch branch, String name) {
        if (branch.kind == Engine.MYSQL
                && world.in(branch, Keyspace.class).noneMatch(keyspace -> keyspace.name.equals(name))) {
            throw new IllegalArgumentException("Branch " + branch.name + " has no keyspace " + name + ".");
        }
    }
}
