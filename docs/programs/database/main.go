package main

import (
	"github.com/pulumi/pulumi-planetscale/sdk/go/planetscale"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		shop, err := planetscale.NewDatabase(ctx, "shop", &planetscale.DatabaseArgs{
			Name:                       pulumi.String("shop"),
			ClusterSize:                pulumi.String("PS_10"),
			RequireApprovalForDeploy:   pulumi.Bool(true),
			RestrictBranchRegion:       pulumi.Bool(true),
			AllowForeignKeyConstraints: pulumi.Bool(true),
			AutomaticMigrations:        pulumi.Bool(true),
			MigrationFramework:         pulumi.String("rails"),
			MigrationTableName:         pulumi.String("schema_migrations"),
		})
		if err != nil {
			return err
		}
		ledger, err := planetscale.NewDatabase(ctx, "ledger", &planetscale.DatabaseArgs{
			Name:               pulumi.String("ledger"),
			Kind:               pulumi.String(planetscale.DatabaseKindPostgresql),
			ClusterSize:        pulumi.String("PS_10_AWS_ARM"),
			Replicas:           pulumi.Int(2),
			InsightsRawQueries: pulumi.Bool(true),
		})
		if err != nil {
			return err
		}
		ctx.Export("shopUrl", shop.HtmlUrl)
		ctx.Export("ledgerUrl", ledger.HtmlUrl)
		return nil
	})
}
