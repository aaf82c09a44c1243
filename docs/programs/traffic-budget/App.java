package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.Database;
import com.pulumi.planetscale.DatabaseArgs;
import com.pulumi.planetscale.TrafficBudget;
import com.pulumi.planetscale.TrafficBudgetArgs;
import com.pulumi.planetscale.inputs.TrafficBudgetRuleArgs;
import com.pulumi.planetscale.inputs.TrafficTagArgs;

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

        var imports = new TrafficBudget("imports", TrafficBudgetArgs.builder()
            .database(ledger.name())
            .branch("main")
            .name("imports")
            .mode("warn")
            .rate(20)
            .concurrency(25)
            .rules(TrafficBudgetRuleArgs.builder()
                .tags(TrafficTagArgs.builder()
                    .key("app")
                    .value("imports")
                    .build())
                .build())
            .build());

        ctx.export("importsBudget", imports.publicId());
    }
}
