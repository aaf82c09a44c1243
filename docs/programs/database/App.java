package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.Database;
import com.pulumi.planetscale.DatabaseArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    public static void stack(Context ctx) {
        var shop = new Database("shop", DatabaseArgs.builder()
            .name("shop")
            .clusterSize("PS_10")
            .requireApprovalForDeploy(true)
            .restrictBranchRegion(true)
            .allowForeignKeyConstraints(true)
            .automaticMigrations(true)
            .migrationFramework("rails")
            .migrationTableName("schema_migrations")
            .build());

        var ledger = new Database("ledger", DatabaseArgs.builder()
            .name("ledger")
            .kind("postgresql")
            .clusterSize("PS_10_AWS_ARM")
            .replicas(2)
            .insightsRawQueries(true)
            .build());

        ctx.export("shopUrl", shop.htmlUrl());
        ctx.export("ledgerUrl", ledger.htmlUrl());
    }
}
