import pulumi
import pulumi_planetscale as planetscale

shop = planetscale.Database("shop",
    name="shop",
    cluster_size="PS_10")
app = planetscale.Password("app",
    database=shop.name,
    branch="main",
    name="app",
    role=planetscale.PasswordRole.READWRITER,
    cidrs=[
        "203.0.113.0/24",
        "198.51.100.7",
    ],
    rotation_triggers={
        "quarter": "2026-Q4",
    })
migrations = planetscale.Password("migrations",
    database=shop.name,
    branch="main",
    role=planetscale.PasswordRole.ADMIN,
    ttl_seconds=2592000,
    renew_before_seconds=604800)
reports = planetscale.Password("reports",
    database=shop.name,
    branch="main",
    name="reports",
    role=planetscale.PasswordRole.READER,
    replica=True)
pulumi.export("host", app.access_host_url)
pulumi.export("username", app.username)
pulumi.export("password", app.plain_text)
pulumi.export("jdbc", app.connection_strings.jdbc)
