package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.Database;
import com.pulumi.planetscale.DatabaseArgs;
import com.pulumi.planetscale.Bouncer;
import com.pulumi.planetscale.BouncerArgs;
import java.util.Map;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    public static void stack(Context ctx) {
        var ledger = new Database("ledger", DatabaseArgs.builder()
            .name("ledger")
            .kind("postgresql")
            .clusterSize("PS_10_AWS_ARM")
            .build());

        var app = new Bouncer("app", BouncerArgs.builder()
            .database(ledger.name())
            .branch("main")
            .name("app")
            .bouncerSize("PGB_10")
            .parameters(Map.of("default_pool_size", "40"))
            .build());

        var reports = new Bouncer("reports", BouncerArgs.builder()
            .database(ledger.name())
            .branch("main")
            .name("reports")
            .target("replica")
            .replicasPerCell(2)
            .build());

        ctx.export("appBouncer", app.publicId());
    }
}
