import pulumi
import pulumi_planetscale as planetscale

shop = planetscale.Database("shop",
    name="shop",
    cluster_size="PS_10")
included = planetscale.BackupSchedule("included",
    database=shop.name,
    target="production",
    required=True)
frequent = planetscale.BackupSchedule("frequent",
    database=shop.name,
    target="production",
    name="every six hours",
    frequency_value=6,
    frequency_unit="hour",
    schedule_time="00:30",
    retention_value=4,
    retention_unit="day")
archive = planetscale.BackupSchedule("archive",
    database=shop.name,
    target="production",
    name="archive",
    frequency_value=1,
    frequency_unit="month",
    schedule_week=0,
    schedule_day=0,
    schedule_time="03:00",
    retention_value=1,
    retention_unit="year")
experiments = planetscale.BackupSchedule("experiments",
    database=shop.name,
    target="development",
    frequency_value=1,
    frequency_unit="day",
    schedule_time="22:00",
    retention_value=1,
    retention_unit="week")
