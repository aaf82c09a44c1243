package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.Database;
import com.pulumi.planetscale.DatabaseArgs;
import com.pulumi.planetscale.Keyspace;
import com.pulumi.planetscale.KeyspaceArgs;
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

        var main = new Keyspace("main", KeyspaceArgs.builder()
            .database(shop.name())
            .branch("main")
            .name("shop")
            .clusterSize("PS_10")
            .mysqlParameters(Map.of("wait_timeout", "600"))
            .build());

        var orders = new Keyspace("orders", KeyspaceArgs.builder()
            .database(shop.name())
            .branch("main")
            .name("orders")
            .clusterSize("PS_20")
            .shards(2)
            .extraReplicas(1)
            .replicationDurability("always")
            .maxRollout(2)
            .build());

        ctx.export("replicas", orders.replicas());
    }
}
