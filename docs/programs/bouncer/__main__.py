import pulumi
import pulumi_planetscale as planetscale

ledger = planetscale.Database("ledger",
    name="ledger",
    kind=planetscale.DatabaseKind.POSTGRESQL,
    cluster_size="PS_10_AWS_ARM")
app = planetscale.Bouncer("app",
    database=ledger.name,
    branch="main",
    name="app",
    bouncer_size="PGB_10",
    parameters={
        "default_pool_size": "40",
    })
reports = planetscale.Bouncer("reports",
    database=ledger.name,
    branch="main",
    name="reports",
    target=planetscale.BouncerTarget.REPLICA,
    replicas_per_cell=2)
pulumi.export("appBouncer", app.public_id)
