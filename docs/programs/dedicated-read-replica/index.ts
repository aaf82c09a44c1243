import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const ledger = new planetscale.Database("ledger", {
    name: "ledger",
    kind: planetscale.DatabaseKind.Postgresql,
    region: "us-east",
    clusterSize: "PS_10_AWS_ARM",
});
const europe = new planetscale.DedicatedReadReplica("europe", {
    database: ledger.name,
    branch: "main",
    name: "europe",
    region: "eu-west",
    replicas: 2,
});
export const host = europe.accessHostUrl;
