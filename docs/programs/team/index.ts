import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const onCall = new planetscale.Team("onCall", {
    name: "On call",
    description: "Whoever is woken at night",
});
export const slug = onCall.slug;
