import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const shop = new planetscale.Database("shop", {
    name: "shop",
    clusterSize: "PS_10",
    requireApprovalForDeploy: true,
    restrictBranchRegion: true,
    allowForeignKeyConstraints: true,
    automaticMigrations: true,
    migrationFramework: "rails",
    migrationTableName: "schema_migrations",
});
const ledger = new planetscale.Database("ledger", {
    name: "ledger",
    kind: planetscale.DatabaseKind.Postgresql,
    clusterSize: "PS_10_AWS_ARM",
    replicas: 2,
    insightsRawQueries: true,
});
export const shopUrl = shop.htmlUrl;
export const ledgerUrl = ledger.htmlUrl;
