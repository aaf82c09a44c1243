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
		pipeline, err := planetscale.NewServiceToken(ctx, "pipeline", &planetscale.ServiceTokenArgs{
			Name: pulumi.String("pipeline"),
		})
		if err != nil {
			return err
		}
		_, err = planetscale.NewServiceTokenAccess(ctx, "pipelineOnShop", &planetscale.ServiceTokenAccessArgs{
			ServiceToken: pipeline.PublicId,
			Database:     shop.Name,
			Accesses: pulumi.StringArray{
				pulumi.String("read_branch"),
				pulumi.String("create_branch"),
				pulumi.String("delete_branch"),
				pulumi.String("create_deploy_request"),
				pulumi.String("read_deploy_request"),
			},
		})
		if err != nil {
			return err
		}
		_, err = planetscale.NewServiceTokenAccess(ctx, "pipelineOnOrganization", &planetscale.ServiceTokenAccessArgs{
			ServiceToken: pipeline.PublicId,
			Accesses: pulumi.StringArray{
				pulumi.String("read_organization"),
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("id", pipeline.PublicId)
		ctx.Export("token", pipeline.Token)
		return nil
	})
}
