import pulumi
import pulumi_planetscale as planetscale

ledger = planetscale.Database("ledger",
    name="ledger",
    kind=planetscale.DatabaseKind.POSTGRESQL,
    cluster_size="PS_10_AWS_ARM")
reports = planetscale.TrafficBudget("reports",
    database=ledger.name,
    branch="main",
    name="reports",
    mode=planetscale.TrafficBudgetMode.ENFORCE,
    rate=50,
    warning_threshold=80)
monthly = planetscale.TrafficRule("monthly",
    database=ledger.name,
    branch="main",
    budget=reports.public_id,
    tags=[
        {
            "key": "app",
            "value": "monthly-report",
        },
        {
            "key": "application_name",
            "value": "reports",
            "source": "system",
        },
    ])
per_tenant = planetscale.TrafficRule("perTenant",
    database=ledger.name,
    branch="main",
    budget=reports.public_id,
    kind=planetscale.TrafficRuleKind.EACH,
    tags=[{
        "key": "tenant",
    }])
pulumi.export("monthlyRule", monthly.public_id)
