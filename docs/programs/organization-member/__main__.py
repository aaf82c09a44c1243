import pulumi
import pulumi_planetscale as planetscale

analyst = planetscale.OrganizationMember("analyst",
    email="ben@example.com",
    role="analyst")
pulumi.export("user", analyst.user_id)
