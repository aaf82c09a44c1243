import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const shop = new planetscale.Database("shop", {
    name: "shop",
    clusterSize: "PS_10",
});
const main = new planetscale.Branch("main", {
    database: shop.name,
    name: "main",
    safeMigrations: true,
});
const staging = new planetscale.Branch("staging", {
    database: shop.name,
    name: "staging",
    parentBranch: main.name,
    safeMigrations: true,
});
const eu = new planetscale.Branch("eu", {
    database: shop.name,
    name: "eu",
    production: true,
});
const dev = new planetscale.Branch("dev", {
    database: shop.name,
    parentBranch: staging.name,
});
const ledger = new planetscale.Database("ledger", {
    name: "ledger",
    kind: planetscale.DatabaseKind.Postgresql,
    clusterSize: "PS_10_AWS_ARM",
});
const reports = new planetscale.Branch("reports", {
    database: ledger.name,
    name: "reports",
    clusterSize: "PS_10_AWS_ARM",
    parameters: {
        pgconf: {
            max_connections: "200",
        },
    },
});
export const devUrl = dev.htmlUrl;
export const reportsUrl = reports.htmlUrl;
