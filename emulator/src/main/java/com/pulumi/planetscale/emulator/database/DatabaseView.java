package com.pulumi.planetscale.emulator.database;

import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.ClusterChange;
import com.pulumi.planetscale.emulator.model.DataImport;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.model.KeyspaceResize;
import com.pulumi.planetscale.emulator.model.ReadOnlyRegion;
import com.pulumi.planetscale.emulator.model.VtgateResize;
import com.pulumi.planetscale.emulator.model.Work;
import com.pulumi.planetscale.emulator.offer.RegionView;
import com.pulumi.planetscale.emulator.world.World;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The JSON of a database.
public final class DatabaseView {
    private DatabaseView() {}

    public static View of(Call call, Database database) {
        return View.of("Database", database)
                .put("url", call.url(path(call, database)))
                .put("branches_url", call.url(path(call, database) + "/branches"))
                .put("html_url", "https://app.planetscale.com/" + call.organization().name + "/" + database.name)
                .put("name", database.name)
                .put("kind", database.kind)
                .put("state", database.state(call.now()))
                .put("ready", database.ready(call.now()))
                .put("region", RegionView.of(call, database.region))
                .put("plan", database.plan)
                .optional("data_import", dataImport(database.dataImport))
                .putAll(branches(call, database))
                .putAll(work(call, database))
                .putAll(settings(database))
                .putAll(limits(database));
    }

    /// In lists the branches are not counted (API reference).
    static View listed(Call call, Database database) {
        return of(call, database)
                .put("branches_count", null)
                .put("production_branches_count", null)
                .put("development_branches_count", null);
    }

    private static String path(Call call, Database database) {
        return "/organizations/" + call.organization().name + "/databases/" + database.name;
    }

    private static View branches(Call call, Database database) {
        World world = call.world();
        List<Branch> branches = world.in(database, Branch.class).toList();
        long production = branches.stream().filter(branch -> branch.production).count();
        Branch main = Branch.defaultOf(call.world(), database);
        int shards = world.in(main, Keyspace.class)
                .mapToInt(keyspace -> keyspace.shards)
                .sum();
        return new View()
                .put("branches_count", branches.size())
                .put("production_branches_count", production)
                .put("development_branches_count", branches.size() - production)
                .put("default_branch", main.name)
                .put("default_branch_shard_count", shards)
                .put(
                        "default_branch_read_only_regions_count",
                        world.in(main, ReadOnlyRegion.class).count())
                .put(
                        "default_branch_table_count",
                        main.lastReadSchema().tables().size())
                .put("schema_last_updated_at", main.schemaLastUpdatedAt)
                .put("sharded", world.in(main, Keyspace.class).anyMatch(Keyspace::sharded));
    }

    /// What is going on, or waits for a maintenance window, in any of the branches.
    private static View work(Call call, Database database) {
        World world = call.world();
        List<Work> sizes = world.in(database, Branch.class)
                .flatMap(branch -> Stream.concat(
                        world.in(branch, VtgateResize.class),
                        world.in(branch, Keyspace.class).flatMap(keyspace -> world.in(keyspace, KeyspaceResize.class))))
                .map(Work.class::cast)
                .toList();
        List<Work> changes = world.in(database, Branch.class)
                .flatMap(branch -> world.in(branch, ClusterChange.class))
                .map(Work.class::cast)
                .toList();
        return new View()
                .put("resizing", runs(call, sizes))
                .put("resize_queued", waits(call, sizes))
                .put("config_changing", runs(call, changes))
                .put("config_change_queued", waits(call, changes));
    }

    private static boolean runs(Call call, List<Work> works) {
        return works.stream().anyMatch(work -> work.unfinished(call.now()) && !work.queued(call.now()));
    }

    private static boolean waits(Call call, List<Work> works) {
        return works.stream().anyMatch(work -> work.queued(call.now()));
    }

    private static View settings(Database database) {
        return new View()
                .put("require_approval_for_deploy", database.requireApprovalForDeploy)
                .put("deletion_protected", database.deletionProtected)
                .put("allow_data_branching", database.allowDataBranching)
                .put("foreign_keys_enabled", database.foreignKeysEnabled)
                .optional("automatic_migrations", database.automaticMigrations)
                .optional("migration_framework", database.migrationFramework)
                .optional("migration_table_name", database.migrationTableName)
                // The description of 22 August 2026 has it; no call sets it.
                .optional("prefer_instant", false)
                .put("restrict_branch_region", database.restrictBranchRegion)
                .put("insights_raw_queries", database.insightsRawQueries)
                .put("insights_enabled", database.insightsEnabled)
                .put("production_branch_web_console", database.productionBranchWebConsole);
    }

    private static View limits(Database database) {
        return new View()
                .put("multiple_admins_required_for_deletion", database.multipleAdminsRequiredForDeletion)
                .put("at_backup_restore_branches_limit", database.atBackupRestoreBranchesLimit)
                .put("at_development_branch_usage_limit", database.atDevelopmentBranchUsageLimit)
                .put("open_schema_recommendations_count", 0)
                .optional("issues_count", 0);
    }

    private static @Nullable View dataImport(@Nullable DataImport running) {
        if (running == null) {
            return null;
        }
        return new View()
                .put("state", running.state())
                .put("import_check_errors", running.importCheckErrors())
                .put("started_at", running.startedAt())
                .put("finished_at", running.finishedAt())
                .put(
                        "data_source",
                        new View()
                                .put("hostname", running.hostname())
                                .put("port", running.port())
                                .put("database", running.database()));
    }
}
