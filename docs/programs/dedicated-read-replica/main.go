package main

import (
	"github.com/pulumi/pulumi-planetscale/sdk/go/planetscale"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		ledger, err := planetscale.NewDatabase(ctx, "ledger", &planetscale.DatabaseArgs{
			Name:        pulumi.String("ledger"),
			Kind:        pulumi.String(planetscale.DatabaseKindPostgresql),
			Region:      pulumi.String("us-east"),
			ClusterSize: pulumi.String("PS_10_AWS_ARM"),
		})
		if err != nil {
			return err
		}
		europe, err := planetscale.NewDedicatedReadReplica(ctx, "europe", &planetscale.DedicatedReadReplicaArgs{
			Database: ledger.Name,
			Branch:   pulumi.String("main"),
			Name:     pulumi.String("europe"),
			Region:   pulumi.String("eu-west"),
			Replicas: pulumi.Int(2),
		})
		if err != nil {
			return err
		}
		ctx.Export("host", europe.AccessHostUrl)
		return nil
	})
}
