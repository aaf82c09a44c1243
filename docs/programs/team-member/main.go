package main

import (
	"github.com/pulumi/pulumi-planetscale/sdk/go/planetscale"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		onCall, err := planetscale.NewTeam(ctx, "onCall", &planetscale.TeamArgs{
			Name: pulumi.String("On call"),
		})
		if err != nil {
			return err
		}
		ben, err := planetscale.NewTeamMember(ctx, "ben", &planetscale.TeamMemberArgs{
			Team:  onCall.PublicId,
			Email: pulumi.String("ben@example.com"),
		})
		if err != nil {
			return err
		}
		ctx.Export("user", ben.UserId)
		return nil
	})
}
