import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const analyst = new planetscale.OrganizationMember("analyst", {
    email: "ben@example.com",
    role: "analyst",
});
export const user = analyst.userId;
