import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const shop = new planetscale.Database("shop", {clusterSize: "PS_10"});
const dev = new planetscale.Branch("dev", {database: shop.name});
const app = new planetscale.Password("app", {
    database: shop.name,
    branch: dev.name,
    role: planetscale.PasswordRole.Readwriter,
});
export const host = app.accessHostUrl;
export const username = app.username;
export const databaseUrl = app.connectionStrings.prisma;
