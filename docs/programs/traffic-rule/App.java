package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.Database;
import com.pulumi.planetscale.DatabaseArgs;
import com.pulumi.planetscale.TrafficBudget;
import com.pulumi.planetscale.TrafficBudgetArgs;
import com.pulumi.planetscale.TrafficRule;
import com.pulumi.planetscale.TrafficRuleArgs;
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

        var reports = new TrafficBudget("reports", TrafficBudgetArgs.builder()
            .database(ledger.name())
            .branch("main")
            .name("reports")
            .mode("enforce")
            .rate(50)
            .warningThreshold(80)
            .build());

        var monthly = new TrafficRule("monthly", TrafficRuleArgs.builder()
            .database(ledger.name())
            .branch("main")
            .budget(reports.publicId())
            .tags(
                TrafficTagArgs.builder()
                    .key("app")
                    .value("monthly-report")
                    .build(),
                TrafficTagArgs.builder()
                    .key("application_name")
                    .value("reports")
                    .source("system")
                    .build())
            .build());

        var perTenant = new TrafficRule("perTenant", TrafficRuleArgs.builder()
            .database(ledger.name())
            .branch("main")
            .budget(reports.publicId())
            .kind("each")
            .tags(TrafficTagArgs.builder()
                .key("tenant")
                .build())
            .build());

        ctx.export("monthlyRule", monthly.publicId());
    }
}
