package com.pulumi.planetscale.provider.resources.database;

import static com.pulumi.planetscale.provider.resources.cluster.Engine.KIND;
import static com.pulumi.planetscale.provider.resources.database.DatabaseProperties.*;
import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.NamedAnswer;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.making.Made;
import com.pulumi.planetscale.provider.resources.owner.Facts;
import com.pulumi.planetscale.provider.resources.owner.Told;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the API returns for a database.
record LiveDatabase(
        @Nullable String id,
        @Nullable String name,
        @Nullable String kind,
        @Nullable String state,
        @Nullable Boolean ready,
        @Nullable Region region,
        @Nullable String defaultBranch,
        @Nullable Boolean deletionProtected,
        @Nullable Boolean requireApprovalForDeploy,
        @Nullable Boolean restrictBranchRegion,
        @Nullable Boolean insightsRawQueries,
        @Nullable Boolean productionBranchWebConsole,
        @Nullable Boolean allowDataBranching,
        @Nullable Boolean foreignKeysEnabled,
        @Nullable Boolean automaticMigrations,
        @Nullable Told<String> migrationFramework,
        @Nullable Told<String> migrationTableName,
        @Nullable Boolean multipleAdminsRequiredForDeletion,
        @Nullable String htmlUrl,
        @Nullable String createdAt,
        @JsonAnySetter @Nullable Map<String, JsonNode> others)
        implements NamedAnswer, Made {
    record Region(@Nullable String slug) {}

    /// The same under the names of the properties.
    PropertyMap properties() {
        PropertyMap properties = Facts.of(others, DatabaseFacts.ALL)
                .with(PUBLIC_ID, id)
                .with(NAME, name)
                .with(KIND, kind)
                .with(READY, ready)
                .with(DatabaseFacts.STATE, state)
                .with(REGION, region == null ? null : region.slug())
                .with(DEFAULT_BRANCH, defaultBranch)
                .with(DELETION_PROTECTED, deletionProtected)
                .with(REQUIRE_APPROVAL_FOR_DEPLOY, requireApprovalForDeploy)
                .with(RESTRICT_BRANCH_REGION, restrictBranchRegion)
                .with(INSIGHTS_RAW_QUERIES, insightsRawQueries)
                .with(PRODUCTION_BRANCH_WEB_CONSOLE, productionBranchWebConsole)
                .with(ALLOW_DATA_BRANCHING, allowDataBranching)
                .with(ALLOW_FOREIGN_KEY_CONSTRAINTS, foreignKeysEnabled)
                .with(AUTOMATIC_MIGRATIONS, automaticMigrations)
                .with(MULTIPLE_ADMINS_REQUIRED_FOR_DELETION, multipleAdminsRequiredForDeletion)
                .with(HTML_URL, htmlUrl)
                .with(CREATED_AT, createdAt);
        properties = Told.put(properties, MIGRATION_FRAMEWORK, Told.filled(migrationFramework));
        return Told.put(properties, MIGRATION_TABLE_NAME, Told.filled(migrationTableName));
    }
}
