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
			ClusterSize: pulumi.String("PS_10_AWS_ARM"),
		})
		if err != nil {
			return err
		}
		app, err := planetscale.NewBouncer(ctx, "app", &planetscale.BouncerArgs{
			Database:    ledger.Name,
			Branch:      pulumi.String("main"),
			Name:        pulumi.String("app"),
			BouncerSize: pulumi.String("PGB_10"),
			Parameters: pulumi.StringMap{
				"default_pool_size": pulumi.String("40"),
			},
		})
		if err != nil {
			return err
		}
		_, err = planetscale.NewBouncer(ctx, "reports", &planetscale.BouncerArgs{
			Database:        ledger.Name,
			Branch:          pulumi.String("main"),
			Name:            pulumi.String("reports"),
			Target:          pulumi.String(planetscale.BouncerTargetReplica),
			ReplicasPerCell: pulumi.Int(2),
		})
		if err != nil {
			return err
		}
		ctx.Export("appBouncer", app.PublicId)
		return nil
	})
}
