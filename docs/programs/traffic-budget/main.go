package main

import (
	"github.com/pulumi/pulumi-planetscale/sdk/go/planetscale"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		ledger, err := planetscale.NewDatabase(ctx, "ledger", &planetscale.DatabaseArgs{
			Name:        pulumi.String("ledger"),
			Kind:        pulumi.String(planetscale.DatabaseKindPostgresql),
			ClusterSize: pulumi.String("PS_10_AWS_ARM"),
		})
		if err != nil {
			return err
		}
		imports, err := planetscale.NewTrafficBudget(ctx, "imports", &planetscale.TrafficBudgetArgs{
			Database:    ledger.Name,
			Branch:      pulumi.String("main"),
			Name:        pulumi.String("imports"),
			Mode:        pulumi.String(planetscale.TrafficBudgetModeWarn),
			Rate:        pulumi.Int(20),
			Concurrency: pulumi.Int(25),
			Rules: planetscale.TrafficBudgetRuleArray{
				&planetscale.TrafficBudgetRuleArgs{
					Tags: planetscale.TrafficTagArray{
						&planetscale.TrafficTagArgs{
							Key:   pulumi.String("app"),
							Value: pulumi.String("imports"),
						},
					},
				},
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("importsBudget", imports.PublicId)
		return nil
	})
}
