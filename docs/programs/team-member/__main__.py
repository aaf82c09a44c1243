import pulumi
import pulumi_planetscale as planetscale

on_call = planetscale.Team("onCall", name="On call")
ben = planetscale.TeamMember("ben",
    team=on_call.public_id,
    email="ben@example.com")
pulumi.export("user", ben.user_id)
