import pulumi
import pulumi_planetscale as planetscale

shop = planetscale.Database("shop",
    name="shop",
    cluster_size="PS_10")
orders = planetscale.Keyspace("orders",
    database=shop.name,
    branch="main",
    name="orders",
    cluster_size="PS_10",
    shards=2)
orders_vschema = planetscale.VSchema("ordersVSchema",
    database=shop.name,
    branch="main",
    keyspace=orders.name,
    vschema="""{
  "sharded": true,
  "vindexes": { "hash": { "type": "hash" } },
  "tables": { "orders": { "column_vindexes": [{ "column": "id", "name": "hash" }] } }
}
""")
pulumi.export("vschema", orders_vschema.raw)
