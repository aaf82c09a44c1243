import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const ledger = new planetscale.Database("ledger", {
    name: "ledger",
    kind: planetscale.DatabaseKind.Postgresql,
    clusterSize: "PS_10_AWS_ARM",
});
const migrations = new planetscale.Role("migrations", {
    database: ledger.name,
    branch: "main",
    name: "migrations",
    inheritedRoles: ["postgres"],
    rotationTriggers: {
        quarter: "2026-Q4",
    },
});
const app = new planetscale.Role("app", {
    database: ledger.name,
    branch: "main",
    name: "app",
    inheritedRoles: [
        "pg_read_all_data",
        "pg_write_all_data",
    ],
    requireWhereOnDelete: planetscale.RoleRequireWhereOnDelete.On,
    requireWhereOnUpdate: planetscale.RoleRequireWhereOnUpdate.Warn,
    successor: migrations.username,
});
const reports = new planetscale.Role("reports", {
    database: ledger.name,
    branch: "main",
    inheritedRoles: ["pg_read_all_data"],
    ttlSeconds: 2592000,
    renewBeforeSeconds: 604800,
});
export const host = app.accessHostUrl;
export const username = app.username;
export const password = app.password;
export const databaseUrl = app.connectionStrings.pooled;
export const reportsUrl = reports.connectionStrings.replica;
