package com.pulumi.planetscale.emulator.database;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.deploy.DeployRequest;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.world.Refused;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `PATCH` of a database: the settings that can change (API reference). Everything is checked first.
final class DatabaseSettings {
    private static final List<String> VITESS_ONLY = List.of(
            "automatic_migrations",
            "migration_framework",
            "migration_table_name",
            "allow_data_branching",
            "allow_foreign_key_constraints");

    private static final List<String> SWITCHES = List.of(
            "require_approval_for_deploy",
            "restrict_branch_region",
            "allow_data_branching",
            "allow_foreign_key_constraints",
            "insights_raw_queries",
            "deletion_protected",
            "production_branch_web_console");

    private final Call call;
    private final Database database;
    private final Values body;

    DatabaseSettings(Call call) {
        this.call = call;
        this.database = call.database();
        this.body = call.body();
    }

    void update() {
        checkEngine();
        SWITCHES.forEach(body::bool);
        Optional<String> newName = body.filled("new_name").filter(name -> !name.equals(database.name));
        newName.ifPresent(this::checkName);
        Optional<Branch> defaultBranch = body.filled("default_branch").map(this::checkDefaultBranch);
        checkForeignKeys();
        checkMigrations();

        newName.ifPresent(name -> database.name = name);
        defaultBranch.ifPresent(branch -> database.defaultBranch = branch.id());
        updateMigrations();
        updateSwitches();
        database.updatedAt = call.now();
    }

    private void checkEngine() {
        if (database.kind == Engine.POSTGRESQL) {
            VITESS_ONLY.stream().filter(body::has).findFirst().ifPresent(name -> {
                throw Refused.because(name + " is only available for Vitess databases");
            });
        }
    }

    /// The documentation says that a PostgreSQL database's name cannot be changed; the description has no such limit.
    /// The stricter reading.
    @Assumes(Assumption.POSTGRES_NAME_IS_FIXED)
    private void checkName(String name) {
        if (database.kind == Engine.POSTGRESQL) {
            throw Refused.because("The name of a PostgreSQL database cannot be changed");
        }
        NewDatabase.checkName(call, name);
    }

    /// On PostgreSQL it must be a production branch (PlanetScale documentation, Postgres branching).
    private Branch checkDefaultBranch(String name) {
        Branch branch = call.world()
                .in(database, Branch.class)
                .filter(candidate -> candidate.name.equals(name))
                .findFirst()
                .orElseThrow(() -> Refused.because("Branch " + name + " does not exist"));
        if (database.kind == Engine.POSTGRESQL && !branch.production) {
            throw Refused.because("A development branch cannot be the default branch");
        }
        return branch;
    }

    /// Sharded keyspaces cannot have foreign keys, and open deploy requests forbid to switch (API reference).
    private void checkForeignKeys() {
        boolean switches = body.bool("allow_foreign_key_constraints")
                .filter(value -> value != database.foreignKeysEnabled)
                .isPresent();
        Refused.when(
                switches && call.world().in(database, DeployRequest.class).anyMatch(DeployRequest::open),
                "Foreign key constraints cannot be changed while there are open deploy requests");
        boolean sharded = call.world()
                .in(database, Branch.class)
                .flatMap(branch -> call.world().in(branch, Keyspace.class))
                .anyMatch(Keyspace::sharded);
        if (body.bool("allow_foreign_key_constraints").orElse(false) && sharded) {
            throw Refused.because("Foreign key constraints are not supported with sharded keyspaces");
        }
    }

    /// Switching them on needs both of the others (API reference).
    private void checkMigrations() {
        boolean named = (body.filled("migration_framework").isPresent() || database.migrationFramework != null)
                && (body.filled("migration_table_name").isPresent() || database.migrationTableName != null);
        if (body.bool("automatic_migrations").orElse(false) && !named) {
            throw Refused.because("automatic_migrations requires migration_framework and migration_table_name");
        }
    }

    private void updateMigrations() {
        body.bool("automatic_migrations").ifPresent(value -> database.automaticMigrations = value);
        body.text("migration_framework").ifPresent(value -> database.migrationFramework = emptyToNull(value));
        body.text("migration_table_name").ifPresent(value -> database.migrationTableName = emptyToNull(value));
    }

    private void updateSwitches() {
        body.bool("require_approval_for_deploy").ifPresent(value -> database.requireApprovalForDeploy = value);
        body.bool("restrict_branch_region").ifPresent(value -> database.restrictBranchRegion = value);
        body.bool("allow_foreign_key_constraints").ifPresent(value -> database.foreignKeysEnabled = value);
        body.bool("insights_raw_queries").ifPresent(value -> database.insightsRawQueries = value);
        body.bool("deletion_protected").ifPresent(value -> database.deletionProtected = value);
        body.bool("production_branch_web_console").ifPresent(value -> database.productionBranchWebConsole = value);
        // Sent before the database is ready it comes back false (API reference, two-step creation).
        body.bool("allow_data_branching")
                .ifPresent(value -> database.allowDataBranching = value && database.ready(call.now()));
    }

    private static @Nullable String emptyToNull(String value) {
        return value.isEmpty() ? null : value;
    }
}
