import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const organizationVar = planetscale.getOrganization({});
const regions = planetscale.getRegions({
    kind: planetscale.GetRegionsKind.Mysql,
});
const sizes = planetscale.getClusterSizes({
    region: "us-west",
    enabledOnly: true,
});
const organizationsVar = planetscale.getOrganizations({});
const shop = new planetscale.Database("shop", {
    name: "shop",
    region: "us-west",
    clusterSize: "PS_10",
});
const schema = planetscale.getBranchSchemaOutput({
    database: shop.publicId,
    branch: "main",
});
const lint = planetscale.getBranchSchemaLintOutput({
    database: shop.publicId,
    branch: "main",
});
export const organizations = organizationsVar.then(organizationsVar => organizationsVar.organizations);
export const plan = organizationVar.then(organizationVar => organizationVar.plan);
export const defaultRegion = regions.then(regions => regions.defaultRegion);
export const smallestSize = sizes.then(sizes => sizes.clusterSizes?.[0]?.name);
export const smallestPrice = sizes.then(sizes => sizes.clusterSizes?.[0]?.rate);
export const tables = schema.apply(schema => schema.tables);
export const lintErrors = lint.apply(lint => lint.errors);
