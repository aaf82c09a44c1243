import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const shop = new planetscale.Database("shop", {
    name: "shop",
    clusterSize: "PS_10",
});
const beforeMigration = new planetscale.Backup("beforeMigration", {
    database: shop.name,
    branch: "main",
    name: "before-migration-42",
    retentionValue: 2,
    retentionUnit: planetscale.BackupRetentionUnit.Week,
});
const rehearsal = new planetscale.Branch("rehearsal", {
    database: shop.name,
    name: "rehearsal",
    parentBranch: "main",
    backupId: beforeMigration.publicId,
    clusterSize: "PS_10",
});
export const keptUntil = beforeMigration.expiresAt;
