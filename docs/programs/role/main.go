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
		migrations, err := planetscale.NewRole(ctx, "migrations", &planetscale.RoleArgs{
			Database: ledger.Name,
			Branch:   pulumi.String("main"),
			Name:     pulumi.String("migrations"),
			InheritedRoles: pulumi.StringArray{
				pulumi.String("postgres"),
			},
			RotationTriggers: pulumi.StringMap{
				"quarter": pulumi.String("2026-Q4"),
			},
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
			RequireWhereOnDelete: pulumi.String(planetscale.RoleRequireWhereOnDeleteOn),
			RequireWhereOnUpdate: pulumi.String(planetscale.RoleRequireWhereOnUpdateWarn),
			Successor:            migrations.Username,
		})
		if err != nil {
			return err
		}
		reports, err := planetscale.NewRole(ctx, "reports", &planetscale.RoleArgs{
			Database: ledger.Name,
			Branch:   pulumi.String("main"),
			InheritedRoles: pulumi.StringArray{
				pulumi.String("pg_read_all_data"),
			},
			TtlSeconds:         pulumi.Int(2592000),
			RenewBeforeSeconds: pulumi.Int(604800),
		})
		if err != nil {
			return err
		}
		ctx.Export("host", app.AccessHostUrl)
		ctx.Export("username", app.Username)
		ctx.Export("password", app.Password)
		ctx.Export("databaseUrl", app.ConnectionStrings.Pooled())
		ctx.Export("reportsUrl", reports.ConnectionStrings.Replica())
		return nil
	})
}
