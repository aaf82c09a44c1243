import pulumi
import pulumi_planetscale as planetscale

ledger = planetscale.Database("ledger",
    name="ledger",
    kind=planetscale.DatabaseKind.POSTGRESQL,
    cluster_size="PS_10_AWS_ARM")
app = planetscale.Role("app",
    database=ledger.name,
    branch="main",
    name="app",
    inherited_roles=[
        "pg_read_all_data",
        "pg_write_all_data",
    ])
office = planetscale.IpRestriction("office",
    database=ledger.name,
    cidrs=["203.0.113.0/24"],
    description="Office")
servers = planetscale.IpRestriction("servers",
    database=ledger.name,
    role=app.base_username,
    cidrs=[
        "198.51.100.7/32",
        "198.51.100.8/32",
    ])
pulumi.export("officeRule", office.public_id)
