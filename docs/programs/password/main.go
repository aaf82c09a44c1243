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
		app, err := planetscale.NewPassword(ctx, "app", &planetscale.PasswordArgs{
			Database: shop.Name,
			Branch:   pulumi.String("main"),
			Name:     pulumi.String("app"),
			Role:     pulumi.String(planetscale.PasswordRoleReadwriter),
			Cidrs: pulumi.StringArray{
				pulumi.String("203.0.113.0/24"),
				pulumi.String("198.51.100.7"),
			},
			RotationTriggers: pulumi.StringMap{
				"quarter": pulumi.String("2026-Q4"),
			},
		})
		if err != nil {
			return err
		}
		_, err = planetscale.NewPassword(ctx, "migrations", &planetscale.PasswordArgs{
			Database:           shop.Name,
			Branch:             pulumi.String("main"),
			Role:               pulumi.String(planetscale.PasswordRoleAdmin),
			TtlSeconds:         pulumi.Int(2592000),
			RenewBeforeSeconds: pulumi.Int(604800),
		})
		if err != nil {
			return err
		}
		_, err = planetscale.NewPassword(ctx, "reports", &planetscale.PasswordArgs{
			Database: shop.Name,
			Branch:   pulumi.String("main"),
			Name:     pulumi.String("reports"),
			Role:     pulumi.String(planetscale.PasswordRoleReader),
			Replica:  pulumi.Bool(true),
		})
		if err != nil {
			return err
		}
		ctx.Export("host", app.AccessHostUrl)
		ctx.Export("username", app.Username)
		ctx.Export("password", app.PlainText)
		ctx.Export("jdbc", app.ConnectionStrings.Jdbc())
		return nil
	})
}
