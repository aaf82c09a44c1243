package com.pulumi.planetscale.provider.resources.backup;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.resources.owner.Facts;
import java.util.List;

/// A backup as look-ups return it: facts that change by themselves, and what narrows a list.
final class BackupFacts {
    /// What narrows a list of backups.
    static final List<Property<?>> FILTERS = List.of(
            Property.bool("all", "Whether to list the deleted backups as well.").optional(),
            Property.oneOf(
                            "state",
                            "Lists only the backups in this state.",
                            "pending",
                            "running",
                            "success",
                            "failed",
                            "canceled",
                            "ignored")
                    .optional(),
            Property.text("policy", "Lists only the backups of the schedule with this public id.")
                    .optional(),
            Property.text("from", "Lists only the backups that began after this time, in ISO 8601.")
                    .optional(),
            Property.text("to", "Lists only the backups that began before this time, in ISO 8601.")
                    .optional(),
            Property.text(
                            "runningAt",
                            "Lists only the backups that ran in this time, such as"
                                    + " `2026-11-01T00:00:00Z..2026-11-01T23:59:59Z`.")
                    .optional(),
            Property.bool("production", "Lists only backups of production branches, or only those of others.")
                    .optional());

    static final List<Property<?>> ALL = List.of(
            Property.decimal("estimatedStorageCost", "Estimated cost of its storage in US dollars.")
                    .computed(),
            Facts.bytes("uncompressedSize", "Size of the data in it, in bytes."),
            Facts.bytes("pvcSize", "Size of the disk that was used to make it, in bytes."),
            Facts.text("updatedAt", "When it was last changed, in ISO 8601."));

    private BackupFacts() {}
}
