package main

import (
	"github.com/pulumi/pulumi-planetscale/sdk/go/planetscale"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		analyst, err := planetscale.NewOrganizationMember(ctx, "analyst", &planetscale.OrganizationMemberArgs{
			Email: pulumi.String("ben@example.com"),
			Role:  pulumi.String("analyst"),
		})
		if err != nil {
			return err
		}
		ctx.Export("user", analyst.UserId)
		return nil
	})
}
