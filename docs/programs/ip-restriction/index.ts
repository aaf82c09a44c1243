import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const ledger = new planetscale.Database("ledger", {
    name: "ledger",
    kind: planetscale.DatabaseKind.Postgresql,
    clusterSize: "PS_10_AWS_ARM",
});
const app = new planetscale.Role("app", {
    database: ledger.name,
    branch: "main",
    name: "app",
    inheritedRoles: [
        "pg_read_all_data",
        "pg_write_all_data",
    ],
});
const office = new planetscale.IpRestriction("office", {
    database: ledger.name,
    cidrs: ["203.0.113.0/24"],
    description: "Office",
});
const servers = new planetscale.IpRestriction("servers", {
    database: ledger.name,
    role: app.baseUsername,
    cidrs: [
        "198.51.100.7/32",
        "198.51.100.8/32",
    ],
});
export const officeRule = office.publicId;
