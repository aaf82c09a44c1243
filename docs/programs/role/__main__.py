import pulumi
import pulumi_planetscale as planetscale

ledger = planetscale.Database("ledger",
    name="ledger",
    kind=planetscale.DatabaseKind.POSTGRESQL,
    cluster_size="PS_10_AWS_ARM")
migrations = planetscale.Role("migrations",
    database=ledger.name,
    branch="main",
    name="migrations",
    inherited_roles=["postgres"],
    rotation_triggers={
        "quarter": "2026-Q4",
    })
app = planetscale.Role("app",
    database=ledger.name,
    branch="main",
    name="app",
    inherited_roles=[
        "pg_read_all_data",
        "pg_write_all_data",
    ],
    require_where_on_delete=planetscale.RoleRequireWhereOnDelete.ON,
    require_where_on_update=planetscale.RoleRequireWhereOnUpdate.WARN,
    successor=migrations.username)
reports = planetscale.Role("reports",
    database=ledger.name,
    branch="main",
    inherited_roles=["pg_read_all_data"],
    ttl_seconds=2592000,
    renew_before_seconds=604800)
pulumi.export("host", app.access_host_url)
pulumi.export("username", app.username)
pulumi.export("password", app.password)
pulumi.export("databaseUrl", app.connection_strings.pooled)
pulumi.export("reportsUrl", reports.connection_strings.replica)
