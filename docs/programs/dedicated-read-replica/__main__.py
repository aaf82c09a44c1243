import pulumi
import pulumi_planetscale as planetscale

ledger = planetscale.Database("ledger",
    name="ledger",
    kind=planetscale.DatabaseKind.POSTGRESQL,
    region="us-east",
    cluster_size="PS_10_AWS_ARM")
europe = planetscale.DedicatedReadReplica("europe",
    database=ledger.name,
    branch="main",
    name="europe",
    region="eu-west",
    replicas=2)
pulumi.export("host", europe.access_host_url)
