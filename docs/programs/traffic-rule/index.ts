import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const ledger = new planetscale.Database("ledger", {
    name: "ledger",
    kind: planetscale.DatabaseKind.Postgresql,
    clusterSize: "PS_10_AWS_ARM",
});
const reports = new planetscale.TrafficBudget("reports", {
    database: ledger.name,
    branch: "main",
    name: "reports",
    mode: planetscale.TrafficBudgetMode.Enforce,
    rate: 50,
    warningThreshold: 80,
});
const monthly = new planetscale.TrafficRule("monthly", {
    database: ledger.name,
    branch: "main",
    budget: reports.publicId,
    tags: [
        {
            key: "app",
            value: "monthly-report",
        },
        {
            key: "application_name",
            value: "reports",
            source: "system",
        },
    ],
});
const perTenant = new planetscale.TrafficRule("perTenant", {
    database: ledger.name,
    branch: "main",
    budget: reports.publicId,
    kind: planetscale.TrafficRuleKind.Each,
    tags: [{
        key: "tenant",
    }],
});
export const monthlyRule = monthly.publicId;
