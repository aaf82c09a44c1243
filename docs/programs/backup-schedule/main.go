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
		_, err = planetscale.NewBackupSchedule(ctx, "included", &planetscale.BackupScheduleArgs{
			Database: shop.Name,
			Target:   pulumi.String(planetscale.BackupScheduleTargetProduction),
			Required: pulumi.Bool(true),
		})
		if err != nil {
			return err
		}
		_, err = planetscale.NewBackupSchedule(ctx, "frequent", &planetscale.BackupScheduleArgs{
			Database:       shop.Name,
			Target:         pulumi.String(planetscale.BackupScheduleTargetProduction),
			Name:           pulumi.String("every six hours"),
			FrequencyValue: pulumi.Int(6),
			FrequencyUnit:  pulumi.String(planetscale.BackupScheduleFrequencyUnitHour),
			ScheduleTime:   pulumi.String("00:30"),
			RetentionValue: pulumi.Int(4),
			RetentionUnit:  pulumi.String(planetscale.BackupScheduleRetentionUnitDay),
		})
		if err != nil {
			return err
		}
		_, err = planetscale.NewBackupSchedule(ctx, "archive", &planetscale.BackupScheduleArgs{
			Database:       shop.Name,
			Target:         pulumi.String(planetscale.BackupScheduleTargetProduction),
			Name:           pulumi.String("archive"),
			FrequencyValue: pulumi.Int(1),
			FrequencyUnit:  pulumi.String(planetscale.BackupScheduleFrequencyUnitMonth),
			ScheduleWeek:   pulumi.Int(0),
			ScheduleDay:    pulumi.Int(0),
			ScheduleTime:   pulumi.String("03:00"),
			RetentionValue: pulumi.Int(1),
			RetentionUnit:  pulumi.String(planetscale.BackupScheduleRetentionUnitYear),
		})
		if err != nil {
			return err
		}
		_, err = planetscale.NewBackupSchedule(ctx, "experiments", &planetscale.BackupScheduleArgs{
			Database:       shop.Name,
			Target:         pulumi.String(planetscale.BackupScheduleTargetDevelopment),
			FrequencyValue: pulumi.Int(1),
			FrequencyUnit:  pulumi.String(planetscale.BackupScheduleFrequencyUnitDay),
			ScheduleTime:   pulumi.String("22:00"),
			RetentionValue: pulumi.Int(1),
			RetentionUnit:  pulumi.String(planetscale.BackupScheduleRetentionUnitWeek),
		})
		if err != nil {
			return err
		}
		return nil
	})
}
