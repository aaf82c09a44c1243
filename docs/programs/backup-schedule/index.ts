import * as pulumi from "@pulumi/pulumi";
import * as planetscale from "@pulumi/planetscale";

const shop = new planetscale.Database("shop", {
    name: "shop",
    clusterSize: "PS_10",
});
const included = new planetscale.BackupSchedule("included", {
    database: shop.name,
    target: "production",
    required: true,
});
const frequent = new planetscale.BackupSchedule("frequent", {
    database: shop.name,
    target: "production",
    name: "every six hours",
    frequencyValue: 6,
    frequencyUnit: "hour",
    scheduleTime: "00:30",
    retentionValue: 4,
    retentionUnit: "day",
});
const archive = new planetscale.BackupSchedule("archive", {
    database: shop.name,
    target: "production",
    name: "archive",
    frequencyValue: 1,
    frequencyUnit: "month",
    scheduleWeek: 0,
    scheduleDay: 0,
    scheduleTime: "03:00",
    retentionValue: 1,
    retentionUnit: "year",
});
const experiments = new planetscale.BackupSchedule("experiments", {
    database: shop.name,
    target: "development",
    frequencyValue: 1,
    frequencyUnit: "day",
    scheduleTime: "22:00",
    retentionValue: 1,
    retentionUnit: "week",
});
