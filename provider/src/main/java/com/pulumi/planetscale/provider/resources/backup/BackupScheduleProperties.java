package com.pulumi.planetscale.provider.resources.backup;

import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.DATABASE_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Property.Problem;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What a backup schedule declares about itself; [BackupScheduleResource] has its verbs.
final class BackupScheduleProperties {
    private static final long SATURDAY = 6;
    private static final long FOURTH_WEEK = 3;

    static final Property<String> DATABASE = Owners.database("backup schedule");

    static final Property<Boolean> REQUIRED = Property.bool(
                    "required",
                    "Whether it is the schedule that PlanetScale requires. That one comes with the database: it is"
                            + " adopted rather than created, and removed from the state rather than deleted."
                            + " Everything but `target` can be omitted then.")
            .defaultsTo(false)
            .atCreation("the schedule that PlanetScale requires is not the same object as a schedule of your own")
            .always();

    static final Property<String> TARGET = Property.oneOf(
                    "target", "Branches that it backs up. Changed in place.", "production", "development")
            .deciding((from, to, state) -> state.is(REQUIRED)
                    ? OnChange.replace("each target has a required schedule of its own")
                    : OnChange.update())
            .atCreationWhile(state -> state.is(REQUIRED));

    static final Property<String> NAME = Property.text(
                    "name", "Name of the schedule. If omitted, PlanetScale generates one. Changed in place.")
            .optional()
            .always();

    static final Property<Long> FREQUENCY_VALUE =
            amount("frequencyValue", "Time between two backups, in units of `frequencyUnit`. Changed in place.");

    static final Property<String> FREQUENCY_UNIT = own(Property.oneOf(
                    "frequencyUnit", "Unit of `frequencyValue`. Changed in place.", "hour", "day", "week", "month"))
            .always();

    static final Property<Long> RETENTION_VALUE =
            amount("retentionValue", "How long a backup is kept, in units of `retentionUnit`. Changed in place.");

    static final Property<String> RETENTION_UNIT = own(Property.oneOf(
                    "retentionUnit",
                    "Unit of `retentionValue`. Changed in place.",
                    "hour",
                    "day",
                    "week",
                    "month",
                    "year"))
            .always();

    static final Property<String> SCHEDULE_TIME = own(Property.text(
                    "scheduleTime",
                    "Time of the day, such as `03:30`; PlanetScale does not document the time zone. Changed in place."))
            .checking(time -> time.matches("([01]\\d|2[0-3]):[0-5]\\d")
                    ? Optional.empty()
                    : Optional.of(new Problem(
                            "`" + time + "` is not a time of the day", "Write hours and minutes like `03:30`.")))
            .always();

    static final Property<Long> SCHEDULE_DAY = place(
            "scheduleDay",
            "Day of the week, 0 for Sunday to 6 for Saturday. Required for weekly and monthly schedules. Changed in"
                    + " place.",
            SATURDAY);

    static final Property<Long> SCHEDULE_WEEK = place(
            "scheduleWeek",
            "Week of the month, 0 for the first to 3 for the fourth. Required for monthly schedules. Changed in place.",
            FOURTH_WEEK);

    static final Property<String> LAST_RAN_AT = Property.text("lastRanAt", "When it last ran, in ISO 8601, if it did.")
            .computed();
    static final Property<String> NEXT_RUN_AT =
            Property.text("nextRunAt", "When it will run next, in ISO 8601.").computed();

    /// What a schedule of your own cannot be made without: what PlanetScale's own Go client always sends.
    private static final List<Property<?>> NEEDED =
            List.of(FREQUENCY_VALUE, FREQUENCY_UNIT, RETENTION_VALUE, RETENTION_UNIT, SCHEDULE_TIME);

    static final List<Property<?>> IN_PLACE = List.of(
            NAME,
            TARGET,
            FREQUENCY_VALUE,
            FREQUENCY_UNIT,
            RETENTION_VALUE,
            RETENTION_UNIT,
            SCHEDULE_TIME,
            SCHEDULE_DAY,
            SCHEDULE_WEEK);

    static final Schema SCHEMA = Schema.of(
                    "BackupSchedule",
                    "A schedule for backups of the branches of a database. Every database has one that"
                            + " PlanetScale requires, which runs every twelve hours; others can be added.",
                    List.of(
                            ORGANIZATION,
                            DATABASE,
                            TARGET,
                            NAME,
                            FREQUENCY_VALUE,
                            FREQUENCY_UNIT,
                            SCHEDULE_TIME,
                            SCHEDULE_DAY,
                            SCHEDULE_WEEK,
                            RETENTION_VALUE,
                            RETENTION_UNIT,
                            REQUIRED,
                            PUBLIC_ID,
                            DATABASE_ID,
                            CREATED_AT))
            .identifiedBy(List.of(ORGANIZATION, DATABASE, PUBLIC_ID))
            .inApi("backup-policies")
            .onlyInLookups(List.of(LAST_RAN_AT, NEXT_RUN_AT))
            .checking(BackupScheduleProperties::missing)
            .checking(BackupScheduleProperties::badPlace)
            .checking(BackupScheduleProperties::shortRetention);

    private BackupScheduleProperties() {}

    /// What makes a schedule of your own. Where it may be omitted again, no schedule has a use for it any
    /// more: [#missing] and [#badPlace] see to that.
    private static <T> Property<T> own(Property<T> property) {
        return property.optional().dropping(OnChange.note());
    }

    private static Property<Long> amount(String name, String doc) {
        return own(Property.integer(name, doc)).checking(Retention::problem).always();
    }

    private static Property<Long> place(String name, String doc, long last) {
        return own(Property.integer(name, doc))
                .checking(number -> number >= 0 && number <= last
                        ? Optional.empty()
                        : Optional.of(new Problem(number + " is out of range", "Use 0 to " + last + ".")));
    }

    private static void missing(PropertyMap inputs, Consumer<Finding> findings) {
        boolean requiredIsKnown = !inputs.has(REQUIRED) || inputs.find(REQUIRED).isPresent();
        if (requiredIsKnown && !inputs.is(REQUIRED)) {
            for (Property<?> property : NEEDED) {
                if (!inputs.has(property)) {
                    findings.accept(Finding.refusal(
                            property,
                            "it is missing",
                            "Set it, or `required` if you mean the schedule that PlanetScale requires."));
                }
            }
        }
    }

    private static void badPlace(PropertyMap inputs, Consumer<Finding> findings) {
        inputs.find(FREQUENCY_UNIT).ifPresent(unit -> {
            boolean month = unit.equals("month");
            fits(inputs, SCHEDULE_DAY, unit, month || unit.equals("week"), findings);
            fits(inputs, SCHEDULE_WEEK, unit, month, findings);
        });
    }

    private static void fits(
            PropertyMap inputs, Property<Long> place, String unit, boolean needed, Consumer<Finding> findings) {
        String what = "a schedule whose `frequencyUnit` is `" + unit + "`";
        if (needed && !inputs.has(place)) {
            findings.accept(Finding.refusal(place, "it is missing, and " + what + " needs it", "Set it."));
        } else if (!needed && inputs.has(place)) {
            findings.accept(Finding.refusal(place, what + " has no use for it", "Remove it."));
        }
    }

    private static void shortRetention(PropertyMap inputs, Consumer<Finding> findings) {
        Optional<Retention> between = Retention.of(inputs, FREQUENCY_VALUE, FREQUENCY_UNIT);
        Optional<Retention> kept = Retention.of(inputs, RETENTION_VALUE, RETENTION_UNIT);
        if (between.isPresent() && kept.isPresent() && kept.get().isShorterThan(between.get())) {
            findings.accept(Finding.refusal(
                    RETENTION_VALUE,
                    "a backup kept for " + kept.get() + " is deleted before the next one is made, after "
                            + between.get(),
                    "Keep backups at least as long as the time between two of them."));
        }
    }
}
