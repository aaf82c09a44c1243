import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const pipeline = new planetscale.ServiceToken("pipeline", {
    name: "pipeline",
    rotationTriggers: {
        quarter: "2026-Q4",
    },
});
const migration = new planetscale.ServiceToken("migration", {
    name: "migration",
    ttlSeconds: 86400,
});
export const id = pipeline.publicId;
export const token = pipeline.token;
