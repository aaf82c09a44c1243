package com.pulumi.planetscale.provider.resources.backup;

import static com.pulumi.planetscale.provider.resources.owner.Owners.BRANCH_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.DATABASE_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Naming;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// What a backup declares about itself; [BackupResource] has its verbs.
final class BackupProperties {
    static final String SUCCESS = "success";
    /// Our own word for what PlanetScale has thrown away at its time.
    static final String EXPIRED = "expired";

    /// The ends without a backup.
    static final Set<String> BAD_ENDS = Set.of("failed", "canceled", "ignored");

    static final Property<String> DATABASE = Owners.database("backup");
    static final Property<String> BRANCH = Owners.branch("backup");

    static final Property<String> NAME = Property.text(
                    "name", "Name of the backup. If omitted, generated from the resource's name.")
            .optional()
            .atCreation("a backup keeps its name");

    static final Property<Long> RETENTION_VALUE = Property.integer(
                    "retentionValue",
                    "How long it is kept, in units of `retentionUnit`. If omitted, as long as PlanetScale keeps"
                            + " backups by default.")
            .optional()
            .checking(Retention::problem)
            .atCreation("how long a backup is kept is set when it is made")
            .notReturned();

    static final Property<String> RETENTION_UNIT = Property.oneOf(
                    "retentionUnit", "Unit of `retentionValue`.", "hour", "day", "week", "month", "year")
            .optional()
            .atCreation("how long a backup is kept is set when it is made")
            .notReturned();

    static final Property<Boolean> EMERGENCY = Property.bool(
                    "emergency", "Whether it is made immediately, which can slow the database down, Postgres only.")
            .optional()
            .atCreation("whether a backup is an emergency one is set when it is made")
            .notReturned();

    static final Property<Boolean> PROTECTED = Property.bool(
                    "protected",
                    "Whether PlanetScale refuses to delete it, and keeps it beyond its retention. Changed in place.")
            .defaultsTo(false)
            .always();

    static final Property<String> STATE = Property.text(
                    "state",
                    "State of the backup: `pending`, `running`, `success`, `failed`, `canceled`, `ignored`; or"
                            + " `expired` once it has expired and PlanetScale has deleted it. A backup that failed, or"
                            + " was canceled or ignored, is replaced by the next `pulumi up`; an expired one stays as"
                            + " it is.")
            .computed()
            .always();
    static final Property<Long> SIZE =
            Property.bytes("size", "Its size in bytes.").computed();
    static final Property<String> STARTED_AT =
            Property.text("startedAt", "When it started, in ISO 8601.").computed();
    static final Property<String> COMPLETED_AT =
            Property.text("completedAt", "When it was completed, in ISO 8601.").computed();
    static final Property<String> EXPIRES_AT = Property.text(
                    "expiresAt", "When PlanetScale deletes it unless it is protected, in ISO 8601.")
            .computed();
    static final Property<Boolean> REQUIRED = Property.bool(
                    "required",
                    "Whether the schedule that PlanetScale requires created it, so that it cannot be deleted.")
            .computed();

    static final Schema SCHEMA = Schema.of(
                    "Backup",
                    "A backup of a branch, made once, when the resource is created. It is deleted with the resource."
                            + " When it expires, PlanetScale deletes it, and the resource stays with the state"
                            + " `expired`: another backup would change the origin of branches that were restored"
                            + " from this one. A new `name` creates a new backup.",
                    List.of(
                            ORGANIZATION,
                            DATABASE,
                            BRANCH,
                            NAME,
                            RETENTION_VALUE,
                            RETENTION_UNIT,
                            EMERGENCY,
                            PROTECTED,
                            STATE,
                            SIZE,
                            STARTED_AT,
                            COMPLETED_AT,
                            EXPIRES_AT,
                            REQUIRED,
                            PUBLIC_ID,
                            DATABASE_ID,
                            BRANCH_ID,
                            CREATED_AT))
            .identifiedBy(List.of(ORGANIZATION, DATABASE, BRANCH, PUBLIC_ID))
            .onlyInLookups(BackupFacts.ALL)
            .naming(new Naming(NAME, "-", 63))
            .checking(BackupProperties::halfRetention)
            .due((state, inputs, now) -> state.find(STATE)
                    .filter(BAD_ENDS::contains)
                    .map(end -> new Schema.Work(STATE, OnChange.replace("the backup did not succeed: " + end))));

    private BackupProperties() {}

    private static void halfRetention(PropertyMap inputs, Consumer<Finding> findings) {
        if (inputs.has(RETENTION_VALUE) != inputs.has(RETENTION_UNIT)) {
            Property<?> missing = inputs.has(RETENTION_VALUE) ? RETENTION_UNIT : RETENTION_VALUE;
            Property<?> given = inputs.has(RETENTION_VALUE) ? RETENTION_VALUE : RETENTION_UNIT;
            findings.accept(Finding.refusal(
                    missing, "it is missing, and `" + given.name() + "` needs it", "Set both, or neither."));
        }
    }
}
