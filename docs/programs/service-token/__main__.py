import pulumi
import pulumi_planetscale as planetscale

pipeline = planetscale.ServiceToken("pipeline",
    name="pipeline",
    rotation_triggers={
        "quarter": "2026-Q4",
    })
migration = planetscale.ServiceToken("migration",
    name="migration",
    ttl_seconds=86400)
pulumi.export("id", pipeline.public_id)
pulumi.export("token", pipeline.token)
