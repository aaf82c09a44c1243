package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.Database;
import com.pulumi.planetscale.DatabaseArgs;
import com.pulumi.planetscale.Webhook;
import com.pulumi.planetscale.WebhookArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    public static void stack(Context ctx) {
        var shop = new Database("shop", DatabaseArgs.builder()
            .name("shop")
            .clusterSize("PS_10")
            .build());

        var deploys = new Webhook("deploys", WebhookArgs.builder()
            .database(shop.name())
            .url("https://hooks.example.com/deploys")
            .events(
                "deploy_request.opened",
                "deploy_request.pending_cutover",
                "deploy_request.schema_applied",
                "deploy_request.errored",
                "deploy_request.reverted")
            .build());

        var alarms = new Webhook("alarms", WebhookArgs.builder()
            .database(shop.name())
            .url("https://hooks.example.com/alarms")
            .enabled(false)
            .events(
                "branch.anomaly",
                "branch.out_of_memory",
                "branch.primary_promoted",
                "keyspace.storage")
            .build());

        ctx.export("signingKey", deploys.secret());
    }
}
