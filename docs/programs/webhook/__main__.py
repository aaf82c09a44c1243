import pulumi
import pulumi_planetscale as planetscale

shop = planetscale.Database("shop",
    name="shop",
    cluster_size="PS_10")
deploys = planetscale.Webhook("deploys",
    database=shop.name,
    url="https://hooks.example.com/deploys",
    events=[
        "deploy_request.opened",
        "deploy_request.pending_cutover",
        "deploy_request.schema_applied",
        "deploy_request.errored",
        "deploy_request.reverted",
    ])
alarms = planetscale.Webhook("alarms",
    database=shop.name,
    url="https://hooks.example.com/alarms",
    enabled=False,
    events=[
        "branch.anomaly",
        "branch.out_of_memory",
        "branch.primary_promoted",
        "keyspace.storage",
    ])
pulumi.export("signingKey", deploys.secret)
