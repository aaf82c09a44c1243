import pulumi
import pulumi_planetscale as planetscale

ledger = planetscale.Database("ledger",
    name="ledger",
    kind=planetscale.DatabaseKind.POSTGRESQL,
    cluster_size="PS_10_AWS_ARM")
admin = planetscale.DefaultRole("admin",
    database=ledger.name,
    branch="main",
    rotation_triggers={
        "year": "2026",
    })
pulumi.export("username", admin.username)
pulumi.export("psql", admin.connection_strings.psql)
