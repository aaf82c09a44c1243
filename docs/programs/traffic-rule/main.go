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
		reports, err := planetscale.NewTrafficBudget(ctx, "reports", &planetscale.TrafficBudgetArgs{
			Database:         ledger.Name,
			Branch:           pulumi.String("main"),
			Name:             pulumi.String("reports"),
			Mode:             pulumi.String(planetscale.TrafficBudgetModeEnforce),
			Rate:             pulumi.Int(50),
			WarningThreshold: pulumi.Int(80),
		})
		if err != nil {
			return err
		}
		monthly, err := planetscale.NewTrafficRule(ctx, "monthly", &planetscale.TrafficRuleArgs{
			Database: ledger.Name,
			Branch:   pulumi.String("main"),
			Budget:   reports.PublicId,
			Tags: planetscale.TrafficTagArray{
				&planetscale.TrafficTagArgs{
					Key:   pulumi.String("app"),
					Value: pulumi.String("monthly-report"),
				},
				&planetscale.TrafficTagArgs{
					Key:    pulumi.String("application_name"),
					Value:  pulumi.String("reports"),
					Source: pulumi.String("system"),
				},
			},
		})
		if err != nil {
			return err
		}
		_, err = planetscale.NewTrafficRule(ctx, "perTenant", &planetscale.TrafficRuleArgs{
			Database: ledger.Name,
			Branch:   pulumi.String("main"),
			Budget:   reports.PublicId,
			Kind:     pulumi.String(planetscale.TrafficRuleKindEach),
			Tags: planetscale.TrafficTagArray{
				&planetscale.TrafficTagArgs{
					Key: pulumi.String("tenant"),
				},
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("monthlyRule", monthly.PublicId)
		return nil
	})
}
