import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const onCall = new planetscale.Team("onCall", {name: "On call"});
const ben = new planetscale.TeamMember("ben", {
    team: onCall.publicId,
    email: "ben@example.com",
});
export const user = ben.userId;
