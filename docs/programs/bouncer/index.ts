import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const ledger = new planetscale.Database("ledger", {
    name: "ledger",
    kind: planetscale.DatabaseKind.Postgresql,
    clusterSize: "PS_10_AWS_ARM",
});
const app = new planetscale.Bouncer("app", {
    database: ledger.name,
    branch: "main",
    name: "app",
    bouncerSize: "PGB_10",
    parameters: {
        default_pool_size: "40",
    },
});
const reports = new planetscale.Bouncer("reports", {
    database: ledger.name,
    branch: "main",
    name: "reports",
    target: planetscale.BouncerTarget.Replica,
    replicasPerCell: 2,
});
export const appBouncer = app.publicId;
