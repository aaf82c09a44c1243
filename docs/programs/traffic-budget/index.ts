import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const ledger = new planetscale.Database("ledger", {
    name: "ledger",
    kind: planetscale.DatabaseKind.Postgresql,
    clusterSize: "PS_10_AWS_ARM",
});
const imports = new planetscale.TrafficBudget("imports", {
    database: ledger.name,
    branch: "main",
    name: "imports",
    mode: planetscale.TrafficBudgetMode.Warn,
    rate: 20,
    concurrency: 25,
    rules: [{
        tags: [{
            key: "app",
            value: "imports",
        }],
    }],
});
export const importsBudget = imports.publicId;
