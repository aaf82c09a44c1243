package main

import (
	"github.com/pulumi/pulumi-planetscale/sdk/go/planetscale"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		shop, err := planetscale.NewDatabase(ctx, "shop", &planetscale.DatabaseArgs{
			Name:        pulumi.String("shop"),
			ClusterSize: pulumi.String("PS_10"),
		})
		if err != nil {
			return err
		}
		_, err = planetscale.NewKeyspace(ctx, "main", &planetscale.KeyspaceArgs{
			Database:    shop.Name,
			Branch:      pulumi.String("main"),
			Name:        pulumi.String("shop"),
			ClusterSize: pulumi.String("PS_10"),
			MysqlParameters: pulumi.StringMap{
				"wait_timeout": pulumi.String("600"),
			},
		})
		if err != nil {
			return err
		}
		orders, err := planetscale.NewKeyspace(ctx, "orders", &planetscale.KeyspaceArgs{
			Database:              shop.Name,
			Branch:                pulumi.String("main"),
			Name:                  pulumi.String("orders"),
			ClusterSize:           pulumi.String("PS_20"),
			Shards:                pulumi.Int(2),
			ExtraReplicas:         pulumi.Int(1),
			ReplicationDurability: pulumi.String(planetscale.KeyspaceReplicationDurabilityAlways),
			MaxRollout:            pulumi.Int(2),
		})
		if err != nil {
			return err
		}
		ctx.Export("replicas", orders.Replicas)
		return nil
	})
}
