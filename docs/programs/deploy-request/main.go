package main

import (
	"fmt"

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
		dev, err := planetscale.NewBranch(ctx, "dev", &planetscale.BranchArgs{
			Database:     shop.Name,
			Name:         pulumi.String("dev"),
			ParentBranch: main.Name,
		})
		if err != nil {
			return err
		}
		change, err := planetscale.NewDeployRequest(ctx, "change", &planetscale.DeployRequestArgs{
			Database:    shop.Name,
			Branch:      dev.Name,
			IntoBranch:  main.Name,
			Notes:       pulumi.String("Opened by the release pipeline."),
			Stage:       pulumi.String(planetscale.DeployRequestStageDeployed),
			AtGate:      pulumi.String(planetscale.DeployRequestAtGateFail),
			Destructive: pulumi.String(planetscale.DeployRequestDestructiveRefuse),
		})
		if err != nil {
			return err
		}
		_, err = planetscale.NewPassword(ctx, "app", &planetscale.PasswordArgs{
			Database: shop.Name,
			Branch:   main.Name,
			Role:     pulumi.String(planetscale.PasswordRoleReadwriter),
			RotationTriggers: pulumi.StringMap{
				"schema": change.SchemaRevision.ApplyT(func(schemaRevision *string) (string, error) {
					return fmt.Sprintf("revision %v", schemaRevision), nil
				}).(pulumi.StringOutput),
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("verdict", change.Verdict)
		ctx.Export("gates", change.Gates)
		ctx.Export("reviewAt", change.HtmlUrl)
		return nil
	})
}
