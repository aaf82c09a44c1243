import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const shop = new planetscale.Database("shop", {
    name: "shop",
    clusterSize: "PS_10",
});
const app = new planetscale.Password("app", {
    database: shop.name,
    branch: "main",
    name: "app",
    role: planetscale.PasswordRole.Readwriter,
    cidrs: [
        "203.0.113.0/24",
        "198.51.100.7",
    ],
    rotationTriggers: {
        quarter: "2026-Q4",
    },
});
const migrations = new planetscale.Password("migrations", {
    database: shop.name,
    branch: "main",
    role: planetscale.PasswordRole.Admin,
    ttlSeconds: 2592000,
    renewBeforeSeconds: 604800,
});
const reports = new planetscale.Password("reports", {
    database: shop.name,
    branch: "main",
    name: "reports",
    role: planetscale.PasswordRole.Reader,
    replica: true,
});
export const host = app.accessHostUrl;
export const username = app.username;
export const password = app.plainText;
export const jdbc = app.connectionStrings.jdbc;
