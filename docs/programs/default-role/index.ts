import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const ledger = new planetscale.Database("ledger", {
    name: "ledger",
    kind: planetscale.DatabaseKind.Postgresql,
    clusterSize: "PS_10_AWS_ARM",
});
const admin = new planetscale.DefaultRole("admin", {
    database: ledger.name,
    branch: "main",
    rotationTriggers: {
        year: "2026",
    },
});
export const username = admin.username;
export const psql = admin.connectionStrings.psql;
