package com.pulumi.planetscale.provider.resources.cluster;

import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resources.owner.Asked;
import com.pulumi.planetscale.provider.resources.owner.Facts;
import com.pulumi.planetscale.provider.resources.owner.FactsLookup;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;

/// The function that lists when PlanetScale may change the clusters of a database. Waits for queued changes use
/// [Maintenance].
public final class MaintenanceSchedulesLookup {
    private static final Property<List<PropertyMap>> SCHEDULES = FactsLookup.list(
            "maintenanceSchedules",
            new Type.Obj(
                    "GetMaintenanceSchedulesMaintenanceSchedule",
                    "A schedule of maintenance windows.",
                    List.of(
                            Facts.text("publicId", "PlanetScale's public id of the schedule.")
                                    .inApi("id")
                                    .always(),
                            Facts.text("name", "Name of the schedule."),
                            Facts.flag("enabled", "Whether changes wait for its windows."),
                            Facts.flag("required", "Whether PlanetScale requires it."),
                            Facts.text("nextWindowDatetime", "When the next window begins, in ISO 8601."),
                            Facts.text("lastWindowDatetime", "When the last window began, in ISO 8601."),
                            Facts.number("duration", "Length of a window in hours."),
                            Facts.number("frequencyValue", "Time between two windows, in units of `frequencyUnit`."),
                            Facts.text("frequencyUnit", "Unit of `frequencyValue`: `day`, `week`, `month` or `once`."),
                            Facts.number("day", "Day of the week, 0 for Sunday to 6 for Saturday; 7 for every day."),
                            Facts.number("hour", "Hour of the day in UTC, 0 to 23."),
                            Facts.number("week", "Week of the month, 0 for the first to 3 for the fourth."),
                            Facts.text("expiresAt", "When a schedule with a single window ends, in ISO 8601."),
                            Facts.text("deadlineAt", "When a required schedule ends, in ISO 8601."),
                            Facts.flag(
                                    "pendingVitessVersionUpdate",
                                    "Whether another version of Vitess is to be installed."),
                            Facts.text("pendingVitessVersion", "Version of Vitess that is to be installed, if any."),
                            Facts.flag(
                                    "pendingMysqlVersionUpdate",
                                    "Whether another version of MySQL is to be installed."),
                            Facts.text("pendingMysqlVersion", "Version of MySQL that is to be installed, if any."),
                            Facts.text("createdAt", "When it was created, in ISO 8601."),
                            Facts.text("updatedAt", "When it was last changed, in ISO 8601."))));

    private MaintenanceSchedulesLookup() {}

    public static FactsLookup in(Reads api) {
        return new FactsLookup(
                api,
                Schema.of(
                                "getMaintenanceSchedules",
                                "Lists the maintenance schedules of a database, until whose windows PlanetScale queues"
                                        + " changes of its clusters. They are set in PlanetScale's web interface only.",
                                List.of(Asked.ORGANIZATION, Asked.DATABASE, SCHEDULES))
                        .identifiedBy(List.of(Asked.ORGANIZATION, Asked.DATABASE)),
                SCHEDULES,
                inputs -> Owners.databasePath(inputs, Asked.DATABASE).then("/maintenance-schedules"),
                true);
    }
}
