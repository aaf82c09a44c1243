import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const shop = new planetscale.Database("shop", {
    name: "shop",
    clusterSize: "PS_10",
});
const pipeline = new planetscale.ServiceToken("pipeline", {name: "pipeline"});
const pipelineOnShop = new planetscale.ServiceTokenAccess("pipelineOnShop", {
    serviceToken: pipeline.publicId,
    database: shop.name,
    accesses: [
        "read_branch",
        "create_branch",
        "delete_branch",
        "create_deploy_request",
        "read_deploy_request",
    ],
});
const pipelineOnOrganization = new planetscale.ServiceTokenAccess("pipelineOnOrganization", {
    serviceToken: pipeline.publicId,
    accesses: ["read_organization"],
});
export const id = pipeline.publicId;
export const token = pipeline.token;
