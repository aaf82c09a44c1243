import pulumi
import pulumi_planetscale as planetscale

ledger = planetscale.Database("ledger",
    name="ledger",
    kind=planetscale.DatabaseKind.POSTGRESQL,
    cluster_size="PS_10_AWS_ARM")
imports = planetscale.TrafficBudget("imports",
    database=ledger.name,
    branch="main",
    name="imports",
    mode=planetscale.TrafficBudgetMode.WARN,
    rate=20,
    concurrency=25,
    rules=[{
        "tags": [{
            "key": "app",
            "value": "imports",
        }],
    }])
pulumi.export("importsBudget", imports.public_id)
