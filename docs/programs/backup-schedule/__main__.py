import pulumi
import pulumi_planetscale as planetscale

shop = planetscale.Database("shop",
    name="shop",
    cluster_size="PS_10")
included = planetscale.BackupSchedule("included",
    database=shop.name,
    target=planetscale.BackupScheduleTarget.PRODUCTION,
    required=True)
frequent = planetscale.BackupSchedule("frequent",
    database=shop.name,
    target=planetscale.BackupScheduleTarget.PRODUCTION,
    name="every six hours",
    frequency_value=6,
    frequency_unit=planetscale.BackupScheduleFrequencyUnit.HOUR,
    schedule_time="00:30",
    retention_value=4,
    retention_unit=planetscale.BackupScheduleRetentionUnit.DAY)
archive = planetscale.BackupSchedule("archive",
    database=shop.name,
    target=planetscale.BackupScheduleTarget.PRODUCTION,
    name="archive",
    frequency_value=1,
    frequency_unit=planetscale.BackupScheduleFrequencyUnit.MONTH,
    schedule_week=0,
    schedule_day=0,
    schedule_time="03:00",
    retention_value=1,
    retention_unit=planetscale.BackupScheduleRetentionUnit.YEAR)
experiments = planetscale.BackupSchedule("experiments",
    database=shop.name,
    target=planetscale.BackupScheduleTarget.DEVELOPMENT,
    frequency_value=1,
    frequency_unit=planetscale.BackupScheduleFrequencyUnit.DAY,
    schedule_time="22:00",
    retention_value=1,
    retention_unit=planetscale.BackupScheduleRetentionUnit.WEEK)
