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
		admin, err := planetscale.NewDefaultRole(ctx, "admin", &planetscale.DefaultRoleArgs{
			Database: ledger.Name,
			Branch:   pulumi.String("main"),
			RotationTriggers: pulumi.StringMap{
				"year": pulumi.String("2026"),
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("username", admin.Username)
		ctx.Export("psql", admin.ConnectionStrings.Psql())
		return nil
	})
}
