package com.pulumi.planetscale.emulator.database;

import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.Region;
import com.pulumi.planetscale.emulator.catalog.Size;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.model.BackupPolicy;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.model.NameRules;
import com.pulumi.planetscale.emulator.model.Organization;
import com.pulumi.planetscale.emulator.model.Vitess;
import com.pulumi.planetscale.emulator.postgres.Clusters;
import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Instant;

/// Makes a database with its first branch: a production branch, the default one, and on Vitess with a keyspace that
/// has the database's name (API reference).
public final class NewDatabase {
    static final String FIRST_BRANCH = "main";

    private final Call call;
    private final World world;
    private final Organization organization;
    private final Values body;

    public NewDatabase(Call call) {
        this.call = call;
        this.world = call.world();
        this.organization = call.organization();
        this.body = call.body();
    }

    public Database create(String name, String firstBranch) {
        checkName(call, name);
        Engine kind = body.oneOf("kind", Engine.kinds()).map(Engine::of).orElse(Engine.MYSQL);
        Region region = organization.openRegion(kind, body.filled("region").orElse(organization.defaultRegion));
        Size size = organization.usableSize(kind, body.requiredText("cluster_size"), region);
        if (kind == Engine.MYSQL) {
            Clusters.refuseOnVitess(body);
        }

        Database database = new Database(
                call.origin(organization), kind, region.slug(), name, world.after(call.now(), Delay.DATABASE));
        Branch branch = new Branch(
                call.origin(database), kind, region.slug(), firstBranch, world.after(database.readyAt, Delay.BRANCH));
        branch.production = true;
        database.defaultBranch = branch.id();
        if (kind == Engine.POSTGRESQL) {
            branch.cluster = Clusters.initial(size, Clusters.replicas(size, body), body);
            branch.majorVersion = Clusters.majorVersion(body).orElse(Clusters.NEWEST_VERSION);
            database.majorVersion = branch.majorVersion;
        }
        world.add(database);
        world.add(branch);
        if (kind == Engine.MYSQL) {
            addKeyspace(branch, name, size, branch.readyAt);
        }
        BackupPolicy.addRequired(world, database);
        call.caller().grantEverything(database);
        return database;
    }

    private void addKeyspace(Branch branch, String name, Size size, Instant readyAt) {
        world.add(new Keyspace(call.origin(branch), name, 1, true, readyAt, size.name()));
        Vitess.followClusterSize(world, branch);
    }

    /// Names are unique within the organization.
    static void checkName(Call call, String name) {
        NameRules.faultOfDatabaseName(name).ifPresent(fault -> {
            throw Refused.because(fault);
        });
        if (call.world().in(call.organization(), Database.class).anyMatch(database -> database.name.equals(name))) {
            throw Refused.because("Name has already been taken");
        }
    }
}
