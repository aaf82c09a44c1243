package com.pulumi.planetscale.provider.resources.database;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resources.owner.Facts;
import java.util.List;

/// A database as look-ups return it: facts that change by themselves, and what narrows a list.
final class DatabaseFacts {
    /// What narrows a list of databases.
    static final List<Property<?>> FILTERS =
            List.of(Property.text("q", "Lists only the databases whose name holds this.")
                    .optional());

    static final Property<String> STATE = Facts.text("state", "State in PlanetScale's words, such as `ready`.");

    static final List<Property<?>> ALL = List.of(
            STATE,
            Facts.text("plan", "Plan of the database."),
            Facts.number("branchesCount", "Number of its branches."),
            Facts.number("productionBranchesCount", "Number of its production branches."),
            Facts.number("developmentBranchesCount", "Number of its development branches."),
            Facts.number("defaultBranchShardCount", "Number of shards of the default branch."),
            Facts.number("defaultBranchTableCount", "Number of tables of the default branch."),
            Facts.number("defaultBranchReadOnlyRegionsCount", "Number of read-only regions of the default branch."),
            Facts.number("openSchemaRecommendationsCount", "Number of schema recommendations."),
            Facts.number("issuesCount", "Number of ongoing issues."),
            Facts.flag("sharded", "Whether it is sharded."),
            Facts.flag("resizing", "Whether a branch is being resized."),
            Facts.flag("resizeQueued", "Whether a resize waits for a maintenance window."),
            Facts.flag("configChanging", "Whether a configuration is being changed."),
            Facts.flag("configChangeQueued", "Whether a change of a configuration waits for a maintenance window."),
            Facts.flag("insightsEnabled", "Whether Insights is turned on."),
            Facts.flag("atDevelopmentBranchUsageLimit", "Whether it can have no further development branch."),
            Facts.flag("atBackupRestoreBranchesLimit", "Whether no further backup can be restored to a branch."),
            Property.object(
                            "dataImport",
                            "The import that it came from, if any.",
                            new Type.Obj(
                                    "DatabaseDataImport",
                                    "An import of a database.",
                                    List.of(
                                            Facts.text("state", "State of the import in PlanetScale's words."),
                                            Facts.text("importCheckErrors", "Errors of the check before it."),
                                            Facts.text("startedAt", "When it began, in ISO 8601."),
                                            Facts.text("finishedAt", "When it ended, in ISO 8601."))))
                    .computed(),
            Facts.text("schemaLastUpdatedAt", "When the schema of the default branch last changed, in ISO 8601."),
            Facts.text("updatedAt", "When it was last changed, in ISO 8601."),
            Facts.text("url", "Address of the database in PlanetScale's API."),
            Facts.text("branchesUrl", "Address of its branches in PlanetScale's API."));

    private DatabaseFacts() {}
}
