import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const shop = new planetscale.Database("shop", {
    name: "shop",
    clusterSize: "PS_10",
});
const included = new planetscale.BackupSchedule("included", {
    database: shop.name,
    target: planetscale.BackupScheduleTarget.Production,
    required: true,
});
const frequent = new planetscale.BackupSchedule("frequent", {
    database: shop.name,
    target: planetscale.BackupScheduleTarget.Production,
    name: "every six hours",
    frequencyValue: 6,
    frequencyUnit: planetscale.BackupScheduleFrequencyUnit.Hour,
    scheduleTime: "00:30",
    retentionValue: 4,
    retentionUnit: planetscale.BackupScheduleRetentionUnit.Day,
});
const archive = new planetscale.BackupSchedule("archive", {
    database: shop.name,
    target: planetscale.BackupScheduleTarget.Production,
    name: "archive",
    frequencyValue: 1,
    frequencyUnit: planetscale.BackupScheduleFrequencyUnit.Month,
    scheduleWeek: 0,
    scheduleDay: 0,
    scheduleTime: "03:00",
    retentionValue: 1,
    retentionUnit: planetscale.BackupScheduleRetentionUnit.Year,
});
const experiments = new planetscale.BackupSchedule("experiments", {
    database: shop.name,
    target: planetscale.BackupScheduleTarget.Development,
    frequencyValue: 1,
    frequencyUnit: planetscale.BackupScheduleFrequencyUnit.Day,
    scheduleTime: "22:00",
    retentionValue: 1,
    retentionUnit: planetscale.BackupScheduleRetentionUnit.Week,
});
