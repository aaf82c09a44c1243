import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const shop = new planetscale.Database("shop", {
    name: "shop",
    clusterSize: "PS_10",
});
const main = new planetscale.Keyspace("main", {
    database: shop.name,
    branch: "main",
    name: "shop",
    clusterSize: "PS_10",
    mysqlParameters: {
        wait_timeout: "600",
    },
});
const orders = new planetscale.Keyspace("orders", {
    database: shop.name,
    branch: "main",
    name: "orders",
    clusterSize: "PS_20",
    shards: 2,
    extraReplicas: 1,
    replicationDurability: planetscale.KeyspaceReplicationDurability.Always,
    maxRollout: 2,
});
export const replicas = orders.replicas;
