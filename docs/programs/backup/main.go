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
		beforeMigration, err := planetscale.NewBackup(ctx, "beforeMigration", &planetscale.BackupArgs{
			Database:       shop.Name,
			Branch:         pulumi.String("main"),
			Name:           pulumi.String("before-migration-42"),
			RetentionValue: pulumi.Int(2),
			RetentionUnit:  pulumi.String(planetscale.BackupRetentionUnitWeek),
		})
		if err != nil {
			return err
		}
		_, err = planetscale.NewBranch(ctx, "rehearsal", &planetscale.BranchArgs{
			Database:     shop.Name,
			Name:         pulumi.String("rehearsal"),
			ParentBranch: pulumi.String("main"),
			BackupId:     beforeMigration.PublicId,
			ClusterSize:  pulumi.String("PS_10"),
		})
		if err != nil {
			return err
		}
		ctx.Export("keptUntil", beforeMigration.ExpiresAt)
		return nil
	})
}
