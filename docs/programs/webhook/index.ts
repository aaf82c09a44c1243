import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const shop = new planetscale.Database("shop", {
    name: "shop",
    clusterSize: "PS_10",
});
const deploys = new planetscale.Webhook("deploys", {
    database: shop.name,
    url: "https://hooks.example.com/deploys",
    events: [
        "deploy_request.opened",
        "deploy_request.pending_cutover",
        "deploy_request.schema_applied",
        "deploy_request.errored",
        "deploy_request.reverted",
    ],
});
const alarms = new planetscale.Webhook("alarms", {
    database: shop.name,
    url: "https://hooks.example.com/alarms",
    enabled: false,
    events: [
        "branch.anomaly",
        "branch.out_of_memory",
        "branch.primary_promoted",
        "keyspace.storage",
    ],
});
export const signingKey = deploys.secret;
