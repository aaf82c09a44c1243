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
		main, err := planetscale.NewBranch(ctx, "main", &planetscale.BranchArgs{
			Database:       shop.Name,
			Name:           pulumi.String("main"),
			SafeMigrations: pulumi.Bool(true),
		})
		if err != nil {
			return err
		}
		staging, err := planetscale.NewBranch(ctx, "staging", &planetscale.BranchArgs{
			Database:       shop.Name,
			Name:           pulumi.String("staging"),
			ParentBranch:   main.Name,
			SafeMigrations: pulumi.Bool(true),
		})
		if err != nil {
			return err
		}
		_, err = planetscale.NewBranch(ctx, "eu", &planetscale.BranchArgs{
			Database:   shop.Name,
			Name:       pulumi.String("eu"),
			Production: pulumi.Bool(true),
		})
		if err != nil {
			return err
		}
		dev, err := planetscale.NewBranch(ctx, "dev", &planetscale.BranchArgs{
			Database:     shop.Name,
			ParentBranch: staging.Name,
		})
		if err != nil {
			return err
		}
		ledger, err := planetscale.NewDatabase(ctx, "ledger", &planetscale.DatabaseArgs{
			Name:        pulumi.String("ledger"),
			Kind:        pulumi.String(planetscale.DatabaseKindPostgresql),
			ClusterSize: pulumi.String("PS_10_AWS_ARM"),
		})
		if err != nil {
			return err
		}
		reports, err := planetscale.NewBranch(ctx, "reports", &planetscale.BranchArgs{
			Database:    ledger.Name,
			Name:        pulumi.String("reports"),
			ClusterSize: pulumi.String("PS_10_AWS_ARM"),
			Parameters: pulumi.StringMapMap{
				"pgconf": pulumi.StringMap{
					"max_connections": pulumi.String("200"),
				},
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("devUrl", dev.HtmlUrl)
		ctx.Export("reportsUrl", reports.HtmlUrl)
		return nil
	})
}
