package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.Database;
import com.pulumi.planetscale.DatabaseArgs;
import com.pulumi.planetscale.Branch;
import com.pulumi.planetscale.BranchArgs;
import java.util.Map;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    public static void stack(Context ctx) {
        var shop = new Database("shop", DatabaseArgs.builder()
            .name("shop")
            .clusterSize("PS_10")
            .build());

        var main = new Branch("main", BranchArgs.builder()
            .database(shop.name())
            .name("main")
            .safeMigrations(true)
            .build());

        var staging = new Branch("staging", BranchArgs.builder()
            .database(shop.name())
            .name("staging")
            .parentBranch(main.name())
            .safeMigrations(true)
            .build());

        var eu = new Branch("eu", BranchArgs.builder()
            .database(shop.name())
            .name("eu")
            .production(true)
            .build());

        var dev = new Branch("dev", BranchArgs.builder()
            .database(shop.name())
            .parentBranch(staging.name())
            .build());

        var ledger = new Database("ledger", DatabaseArgs.builder()
            .name("ledger")
            .kind("postgresql")
            .clusterSize("PS_10_AWS_ARM")
            .build());

        var reports = new Branch("reports", BranchArgs.builder()
            .database(ledger.name())
            .name("reports")
            .clusterSize("PS_10_AWS_ARM")
            .parameters(Map.of("pgconf", Map.of("max_connections", "200")))
            .build());

        ctx.export("devUrl", dev.htmlUrl());
        ctx.export("reportsUrl", reports.htmlUrl());
    }
}
