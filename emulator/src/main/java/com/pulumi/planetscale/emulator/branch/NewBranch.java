package com.pulumi.planetscale.emulator.branch;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.Region;
import com.pulumi.planetscale.emulator.catalog.Regions;
import com.pulumi.planetscale.emulator.database.NewDatabase;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.model.Backup;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.postgres.Clusters;
import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.emulator.world.Reference;
import com.pulumi.planetscale.emulator.world.Refused;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes a branch (API reference, *Create body*): from a parent, from data, or together with its database.
final class NewBranch {
    private static final List<String> SOURCES = List.of("backup_id", "restore_point", "seed_data");
    /// The official client always sends a point in time with the backup that the service is to start from.
    private static final List<String> TOGETHER = List.of("backup_id", "restore_point");

    private final Call call;
    private final Values body;

    NewBranch(Call call) {
        this.call = call;
        this.body = call.body();
    }

    Branch create() {
        Optional<Database> database = call.find(Database.class);
        boolean withDatabase = body.bool("create_database_if_missing").orElse(false);
        if (database.isEmpty() && withDatabase) {
            return withDatabase();
        }
        Database owner = database.orElseThrow(Refused::absent);
        // A restore needs its own access as well (API reference), where the description lists them side by side.
        call.caller().need("create_branch", owner);
        return in(owner);
    }

    /// The branch becomes the database's first one: production and default. Needs what creating a database needs; the
    /// size, optional for branches, is required (the stricter reading, OpenAPI: create_branch).
    @Assumes(Assumption.BRANCH_WITH_DATABASE_NEEDS_SIZE)
    private Branch withDatabase() {
        call.caller().need("create_databases");
        String name = body.requiredText("name");
        body.requiredText("kind");
        BranchRules.checkWording(name);
        Database database = new NewDatabase(call).create(call.piece("database"), name);
        Branch branch = Branch.defaultOf(call.world(), database);
        branch.deletionProtected = body.bool("deletion_protected").orElse(false);
        return branch;
    }

    private Branch in(Database database) {
        if (!database.ready(call.now())) {
            throw Refused.notYet("Database is still initializing");
        }
        String name = body.requiredText("name");
        new BranchRules(call.world(), database).checkName(name);
        Region region = region(database);
        checkFields(database);
        Branch parent = parent(database);
        Optional<BranchSource> source = BranchSource.of(call, database, parent);
        checkLimits(database, source);

        Delay delay = source.isPresent() ? Delay.RESTORE : Delay.BRANCH;
        Branch branch = new Branch(
                call.origin(database),
                database.kind,
                region.slug(),
                name,
                call.world().after(call.now(), delay));
        branch.parent = source.map(BranchSource::branch).orElse(parent).id();
        branch.deletionProtected = body.bool("deletion_protected").orElse(false);
        source.ifPresent(made -> {
            branch.restoredFrom = Reference.to(made.branch());
            branch.backup = made.backup().map(Backup::id).orElse(null);
        });
        if (database.kind == Engine.MYSQL) {
            new VitessCopy(call, branch, parent).fill(source);
        } else {
            new PostgresCopy(call, branch, parent).fill(source);
        }
        return branch;
    }

    private Region region(Database database) {
        String slug = body.filled("region").orElse(database.region);
        if (database.restrictBranchRegion && !slug.equals(database.region)) {
            throw Refused.because("Branches of this database are restricted to region " + database.region);
        }
        return slug.equals(database.region)
                ? Regions.CATALOG.get(slug)
                : call.organization().openRegion(database.kind, slug);
    }

    private void checkFields(Database database) {
        body.oneOf("kind", Engine.kinds())
                .filter(kind -> !kind.equals(database.kind.kind()))
                .ifPresent(kind -> {
                    throw Refused.because("kind does not match the database, which is " + database.kind.kind());
                });
        if (database.kind == Engine.MYSQL) {
            Clusters.refuseOnVitess(body);
        } else {
            refuseOnPostgres();
        }
        List<String> sources =
                SOURCES.stream().filter(name -> body.filled(name).isPresent()).toList();
        if (sources.size() > 1 && !sources.equals(TOGETHER)) {
            throw Refused.because("Only one of " + String.join(", ", SOURCES) + " can be given");
        }
    }

    private void refuseOnPostgres() {
        Stream.of("seed_data", "keyspace_cluster_sizes")
                .filter(body::has)
                .findFirst()
                .ifPresent(name -> {
                    throw Refused.because(name + " is only available for Vitess databases");
                });
    }

    private Branch parent(Database database) {
        Optional<String> name = body.filled("parent_branch");
        Branch parent = name.isEmpty()
                ? Branch.defaultOf(call.world(), database)
                : call.world()
                        .in(database, Branch.class)
                        .filter(branch ->
                                branch.name.equals(name.get()) || branch.id().equals(name.get()))
                        .findFirst()
                        .orElseThrow(Refused::absent);
        if (!parent.ready(call.now())) {
            throw Refused.because("Parent branch " + parent.name + " is not ready");
        }
        return parent;
    }

    private static void checkLimits(Database database, Optional<BranchSource> source) {
        if (source.isEmpty() && database.atDevelopmentBranchUsageLimit) {
            throw Refused.because("The limit of development branches has been reached");
        }
        if (source.isPresent() && database.atBackupRestoreBranchesLimit) {
            throw Refused.because("The limit of branches restored from backups has been reached");
        }
    }
}
