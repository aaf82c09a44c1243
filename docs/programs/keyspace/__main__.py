import pulumi
import pulumi_planetscale as planetscale

shop = planetscale.Database("shop",
    name="shop",
    cluster_size="PS_10")
main = planetscale.Keyspace("main",
    database=shop.name,
    branch="main",
    name="shop",
    cluster_size="PS_10",
    mysql_parameters={
        "wait_timeout": "600",
    })
orders = planetscale.Keyspace("orders",
    database=shop.name,
    branch="main",
    name="orders",
    cluster_size="PS_20",
    shards=2,
    extra_replicas=1,
    replication_durability=planetscale.KeyspaceReplicationDurability.ALWAYS,
    max_rollout=2)
pulumi.export("replicas", orders.replicas)
