import pulumi
import pulumi_planetscale as planetscale

shop = planetscale.Database("shop",
    name="shop",
    cluster_size="PS_10",
    require_approval_for_deploy=True,
    restrict_branch_region=True,
    allow_foreign_key_constraints=True,
    automatic_migrations=True,
    migration_framework="rails",
    migration_table_name="schema_migrations")
ledger = planetscale.Database("ledger",
    name="ledger",
    kind=planetscale.DatabaseKind.POSTGRESQL,
    cluster_size="PS_10_AWS_ARM",
    replicas=2,
    insights_raw_queries=True)
pulumi.export("shopUrl", shop.html_url)
pulumi.export("ledgerUrl", ledger.html_url)
