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
		deploys, err := planetscale.NewWebhook(ctx, "deploys", &planetscale.WebhookArgs{
			Database: shop.Name,
			Url:      pulumi.String("https://hooks.example.com/deploys"),
			Events: pulumi.StringArray{
				pulumi.String("deploy_request.opened"),
				pulumi.String("deploy_request.pending_cutover"),
				pulumi.String("deploy_request.schema_applied"),
				pulumi.String("deploy_request.errored"),
				pulumi.String("deploy_request.reverted"),
			},
		})
		if err != nil {
			return err
		}
		_, err = planetscale.NewWebhook(ctx, "alarms", &planetscale.WebhookArgs{
			Database: shop.Name,
			Url:      pulumi.String("https://hooks.example.com/alarms"),
			Enabled:  pulumi.Bool(false),
			Events: pulumi.StringArray{
				pulumi.String("branch.anomaly"),
				pulumi.String("branch.out_of_memory"),
				pulumi.String("branch.primary_promoted"),
				pulumi.String("keyspace.storage"),
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("signingKey", deploys.Secret)
		return nil
	})
}
