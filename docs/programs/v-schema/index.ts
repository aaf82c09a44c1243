import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const shop = new planetscale.Database("shop", {
    name: "shop",
    clusterSize: "PS_10",
});
const orders = new planetscale.Keyspace("orders", {
    database: shop.name,
    branch: "main",
    name: "orders",
    clusterSize: "PS_10",
    shards: 2,
});
const ordersVschema = new planetscale.VSchema("ordersVSchema", {
    database: shop.name,
    branch: "main",
    keyspace: orders.name,
    vschema: `{
  "sharded": true,
  "vindexes": { "hash": { "type": "hash" } },
  "tables": { "orders": { "column_vindexes": [{ "column": "id", "name": "hash" }] } }
}
`,
});
export const vschema = ordersVschema.raw;
