package main

import (
	"github.com/pulumi/pulumi-planetscale/sdk/go/planetscale"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		shop, err := planetscale.NewDatabase(ctx, "shop", &planetscale.DatabaseArgs{
			ClusterSize: pulumi.String("PS_10"),
		})
		if err != nil {
			return err
		}
		dev, err := planetscale.NewBranch(ctx, "dev", &planetscale.BranchArgs{
			Database: shop.Name,
		})
		if err != nil {
			return err
		}
		app, err := planetscale.NewPassword(ctx, "app", &planetscale.PasswordArgs{
			Database: shop.Name,
			Branch:   dev.Name,
			Role:     pulumi.String(planetscale.PasswordRoleReadwriter),
		})
		if err != nil {
			return err
		}
		ctx.Export("host", app.AccessHostUrl)
		ctx.Export("username", app.Username)
		ctx.Export("databaseUrl", app.ConnectionStrings.Prisma())
		return nil
	})
}
