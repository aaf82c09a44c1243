import pulumi
import pulumi_planetscale as planetscale

on_call = planetscale.Team("onCall",
    name="On call",
    description="Whoever is woken at night")
pulumi.export("slug", on_call.slug)
