package main

import (
	"github.com/pulumi/pulumi-planetscale/sdk/go/planetscale"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		pipeline, err := planetscale.NewServiceToken(ctx, "pipeline", &planetscale.ServiceTokenArgs{
			Name: pulumi.String("pipeline"),
			RotationTriggers: pulumi.StringMap{
				"quarter": pulumi.String("2026-Q4"),
			},
		})
		if err != nil {
			return err
		}
		_, err = planetscale.NewServiceToken(ctx, "migration", &planetscale.ServiceTokenArgs{
			Name:       pulumi.String("migration"),
			TtlSeconds: pulumi.Int(86400),
		})
		if err != nil {
			return err
		}
		ctx.Export("id", pipeline.PublicId)
		ctx.Export("token", pipeline.Token)
		return nil
	})
}
