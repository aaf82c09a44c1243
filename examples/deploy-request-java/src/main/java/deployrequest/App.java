package deployrequest;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.Branch;
import com.pulumi.planetscale.BranchArgs;
import com.pulumi.planetscale.Database;
import com.pulumi.planetscale.DatabaseArgs;
import com.pulumi.planetscale.DeployRequest;
import com.pulumi.planetscale.DeployRequestArgs;
import com.pulumi.planetscale.Password;
import com.pulumi.planetscale.PasswordArgs;
import java.util.Map;

/** A schema change on its way to production, and what is released after it. */
public final class App {
    private App() {}

    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    /** What the stack consists of. */
    public static void stack(Context context) {
        // `pulumi config set release 2` begins the next one.
        var release = context.config().get("release").orElse("1");

        var shop = new Database(
                "shop", DatabaseArgs.builder().name("shop").clusterSize("PS_10").build());

        // Deploy requests go into branches with safe migrations.
        var main = new Branch(
                "main",
                BranchArgs.builder()
                        .database(shop.name())
                        .name("main")
                        .safeMigrations(true)
                        .build());

        // Developers and migration tools change the schema here.
        var dev = new Branch(
                "dev",
                BranchArgs.builder()
                        .database(shop.name())
                        .name("dev")
                        .parentBranch(main.name())
                        .build());

        // Each release opens a request of its own, and each `pulumi up` moves it as far as its gates allow. Where
        // someone has to approve it, the run ends, and the next one continues with the same request.
        var change = new DeployRequest(
                "change",
                DeployRequestArgs.builder()
                        .database(shop.name())
                        .branch(dev.name())
                        .intoBranch(main.name())
                        .triggers(Map.of("release", release))
                        .atGate("fail")
                        .build());

        // What needs the new schema depends on `schemaRevision`, and so is released after the schema is live. Here
        // each revision of the schema gets a password of its own.
        var app = new Password(
                "app",
                PasswordArgs.builder()
                        .database(shop.name())
                        .branch(main.name())
                        .role("readwriter")
                        .rotationTriggers(change.schemaRevision()
                                .applyValue(revision -> Map.of("schema", revision.orElse(""))))
                        .build());

        context.export("verdict", change.verdict());
        context.export("reviewAt", change.htmlUrl());
        context.export("username", app.username());
    }
}
