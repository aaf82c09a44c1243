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
		app, err := planetscale.NewRole(ctx, "app", &planetscale.RoleArgs{
			Database: ledger.Name,
			Branch:   pulumi.String("main"),
			Name:     pulumi.String("app"),
			InheritedRoles: pulumi.StringArray{
				pulumi.String("pg_read_all_data"),
				pulumi.String("pg_write_all_data"),
			},
		})
		if err != nil {
			return err
		}
		office, err := planetscale.NewIpRestriction(ctx, "office", &planetscale.IpRestrictionArgs{
			Database: ledger.Name,
			Cidrs: pulumi.StringArray{
				pulumi.String("203.0.113.0/24"),
			},
			Description: pulumi.String("Office"),
		})
		if err != nil {
			return err
		}
		_, err = planetscale.NewIpRestriction(ctx, "servers", &planetscale.IpRestrictionArgs{
			Database: ledger.Name,
			Role:     app.BaseUsername,
			Cidrs: pulumi.StringArray{
				pulumi.String("198.51.100.7/32"),
				pulumi.String("198.51.100.8/32"),
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("officeRule", office.PublicId)
		return nil
	})
}
