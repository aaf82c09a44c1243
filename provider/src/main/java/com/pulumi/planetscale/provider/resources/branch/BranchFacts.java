package com.pulumi.planetscale.provider.resources.branch;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.resources.owner.Facts;
import java.util.List;

/// A branch as look-ups return it: facts that change by themselves, and what narrows a list.
final class BranchFacts {
    /// What narrows a list of branches.
    static final List<Property<?>> FILTERS = List.of(
            Property.text("q", "Lists only the branches whose name holds this.").optional(),
            Property.bool("production", "Lists only production branches, or only development branches.")
                    .optional(),
            Property.bool("safeMigrations", "Lists only the branches with safe migrations, or only those without.")
                    .optional(),
            Property.oneOf("order", "Order of their creation in which they are listed.", "asc", "desc")
                    .optional());

    static final Property<String> STATE = Facts.text("state", "State in PlanetScale's words, such as `ready`.");

    static final List<Property<?>> ALL = List.of(
            STATE,
            Facts.flag("schemaReady", "Whether the schema is ready for queries."),
            Facts.flag("staleSchema", "Whether the schema that PlanetScale knows is out of date."),
            Facts.flag("metal", "Whether it runs on Metal."),
            Facts.flag("sharded", "Whether it is sharded."),
            Facts.number("shardCount", "Number of its shards."),
            Facts.number("keyspaceCount", "Number of its keyspaces."),
            Facts.number("clusterIops", "Input and output operations per second of the cluster."),
            Facts.flag("hasReplicas", "Whether it has replicas."),
            Facts.flag("hasReadOnlyReplicas", "Whether it has read-only replicas."),
            Facts.flag("directVtgate", "Whether passwords can connect to a VTGate directly."),
            Facts.text("mysqlEdgeAddress", "Host name that Vitess clients of the nearest region connect to."),
            Facts.text(
                    "restoreChecklistCompletedAt",
                    "When the checklist of a restored backup was completed, in ISO 8601."),
            Facts.text("schemaLastUpdatedAt", "When the schema last changed, in ISO 8601."),
            Facts.text("updatedAt", "When it was last changed, in ISO 8601."),
            Facts.text("url", "Address of the branch in PlanetScale's API."));

    private BranchFacts() {}
}
