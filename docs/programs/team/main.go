package main

import (
	"github.com/pulumi/pulumi-planetscale/sdk/go/planetscale"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		onCall, err := planetscale.NewTeam(ctx, "onCall", &planetscale.TeamArgs{
			Name:        pulumi.String("On call"),
			Description: pulumi.String("Whoever is woken at night"),
		})
		if err != nil {
			return err
		}
		ctx.Export("slug", onCall.Slug)
		return nil
	})
}
