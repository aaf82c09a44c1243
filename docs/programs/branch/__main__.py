import pulumi
import pulumi_planetscale as planetscale

shop = planetscale.Database("shop",
    name="shop",
    cluster_size="PS_10")
main = planetscale.Branch("main",
    database=shop.name,
    name="main",
    safe_migrations=True)
staging = planetscale.Branch("staging",
    database=shop.name,
    name="staging",
    parent_branch=main.name,
    safe_migrations=True)
eu = planetscale.Branch("eu",
    database=shop.name,
    name="eu",
    production=True)
dev = planetscale.Branch("dev",
    database=shop.name,
    parent_branch=staging.name)
ledger = planetscale.Database("ledger",
    name="ledger",
    kind=planetscale.DatabaseKind.POSTGRESQL,
    cluster_size="PS_10_AWS_ARM")
reports = planetscale.Branch("reports",
    database=ledger.name,
    name="reports",
    cluster_size="PS_10_AWS_ARM",
    parameters={
        "pgconf": {
            "max_connections": "200",
        },
    })
pulumi.export("devUrl", dev.html_url)
pulumi.export("reportsUrl", reports.html_url)
