package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.planetscale.Database;
import com.pulumi.planetscale.DatabaseArgs;
import com.pulumi.planetscale.Keyspace;
import com.pulumi.planetscale.KeyspaceArgs;
import com.pulumi.planetscale.VSchema;
import com.pulumi.planetscale.VSchemaArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    public static void stack(Context ctx) {
        var shop = new Database("shop", DatabaseArgs.builder()
            .name("shop")
            .clusterSize("PS_10")
            .build());

        var orders = new Keyspace("orders", KeyspaceArgs.builder()
            .database(shop.name())
            .branch("main")
            .name("orders")
            .clusterSize("PS_10")
            .shards(2)
            .build());

        var ordersVschema = new VSchema("ordersVschema", VSchemaArgs.builder()
            .database(shop.name())
            .branch("main")
            .keyspace(orders.name())
            .vschema("""
{
  "sharded": true,
  "vindexes": { "hash": { "type": "hash" } },
  "tables": { "orders": { "column_vindexes": [{ "column": "id", "name": "hash" }] } }
}
            """)
            .build());

        ctx.export("vschema", ordersVschema.raw());
    }
}
