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
const dev = new planetscale.Branch("dev", {
    database: shop.name,
    name: "dev",
    parentBranch: main.name,
});
const change = new planetscale.DeployRequest("change", {
    database: shop.name,
    branch: dev.name,
    intoBranch: main.name,
    notes: "Opened by the release pipeline.",
    stage: planetscale.DeployRequestStage.Deployed,
    atGate: planetscale.DeployRequestAtGate.Fail,
    destructive: planetscale.DeployRequestDestructive.Refuse,
});
const app = new planetscale.Password("app", {
    database: shop.name,
    branch: main.name,
    role: planetscale.PasswordRole.Readwriter,
    rotationTriggers: {
        schema: pulumi.interpolate`revision ${change.schemaRevision}`,
    },
});
export const verdict = change.verdict;
export const gates = change.gates;
export const reviewAt = change.htmlUrl;
