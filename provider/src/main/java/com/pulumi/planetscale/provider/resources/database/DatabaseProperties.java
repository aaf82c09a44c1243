package com.pulumi.planetscale.provider.resources.database;

import static com.pulumi.planetscale.provider.resources.cluster.Clusters.MAXIMUM_STORAGE_BYTES;
import static com.pulumi.planetscale.provider.resources.cluster.Clusters.MINIMUM_STORAGE_BYTES;
import static com.pulumi.planetscale.provider.resources.cluster.Clusters.REPLICAS;
import static com.pulumi.planetscale.provider.resources.cluster.Engine.KIND;
import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Naming;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resources.cluster.ClusterSize;
import com.pulumi.planetscale.provider.resources.cluster.Clusters;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.cluster.PostgresVersion;
import com.pulumi.planetscale.provider.resources.deploy.Throttler;
import com.pulumi.planetscale.provider.resources.owner.NameRule;
import java.util.List;
import java.util.function.Consumer;

/// What a database declares about itself; [DatabaseResource] has its verbs.
public final class DatabaseProperties {
    static final Property<String> NAME = Property.text(
                    "name",
                    "Name of the database: lower-case letters, digits and underscores; hyphens are accepted but have to"
                            + " be escaped in SQL. If omitted, generated from the resource's name. A Vitess"
                            + " database is renamed in place, which keeps its branches and credentials; a Postgres"
                            + " database is replaced.")
            .optional()
            .checking(new NameRule("database", "_-", 63, true)::problem)
            .deciding((from, to, state) -> Engine.isPostgres(state)
                    ? OnChange.replace("PlanetScale cannot rename a Postgres database")
                    : OnChange.update())
            .atCreationWhile(Engine::isPostgres);

    static final Property<String> REGION = Property.text(
                    "region", "Slug of the region, such as `us-east`. If omitted, the organization's default region.")
            .optional()
            .atCreation("a database cannot move to another region")
            .always();

    static final Property<String> CLUSTER_SIZE = Property.text(
                    "clusterSize",
                    "Cluster size of the branch that the database was created with, such as `PS_10`, or for Postgres"
                            + " `PS_10_AWS_ARM`. Resized in place. A `Branch` for that branch, and a `Keyspace` for its"
                            + " default keyspace, must have the same `clusterSize` if they have one.")
            .checking(ClusterSize::problem)
            .sameWhen(ClusterSize::same)
            .deciding((from, to, state) -> Engine.changing(state.find(KIND), () -> Clusters.sizeChange(from, to)));

    static final Property<String> MAJOR_VERSION = Property.text(
                    "majorVersion", "Major version of Postgres, such as `18`. If omitted, the newest.")
            .optional()
            .checking(PostgresVersion::problem)
            .documentedAs(PostgresVersion.DOCUMENTED)
            .atCreation("PlanetScale has no upgrade to another major version in place")
            .notReturned();

    static final Property<String> DEFAULT_BRANCH = Property.text(
                    "defaultBranch",
                    "Name of the default branch. A new database has only `main`; another one can be set once it exists,"
                            + " and must be a production branch in Postgres.")
            .optional()
            .derived()
            .always();

    static final Property<Boolean> DELETION_PROTECTED = setting(
                    "deletionProtected", "Whether PlanetScale refuses to delete the database.")
            .always();
    static final Property<Boolean> REQUIRE_APPROVAL_FOR_DEPLOY = setting(
                    "requireApprovalForDeploy",
                    "Whether a deploy request must be approved by an administrator other than its author.")
            .always();
    static final Property<Boolean> RESTRICT_BRANCH_REGION = setting(
                    "restrictBranchRegion", "Whether branches may be created in the database's own region only.")
            .always();
    static final Property<Boolean> INSIGHTS_RAW_QUERIES = setting(
                    "insightsRawQueries", "Whether Insights collects complete queries, including their values.")
            .always();
    static final Property<Boolean> PRODUCTION_BRANCH_WEB_CONSOLE = setting(
                    "productionBranchWebConsole", "Whether the web console works on production branches.")
            .always();
    public static final Property<Boolean> ALLOW_DATA_BRANCHING = setting(
                    "allowDataBranching", "Whether branches may be seeded with data, Vitess only.")
            .always();
    static final Property<Boolean> ALLOW_FOREIGN_KEY_CONSTRAINTS = setting(
                    "allowForeignKeyConstraints",
                    "Whether foreign key constraints are allowed, Vitess only. Cannot be changed while a deploy request"
                            + " is open.")
            .always();
    static final Property<Boolean> AUTOMATIC_MIGRATIONS = setting(
            "automaticMigrations",
            "Whether deploy requests copy the rows of the migration table, Vitess only. Needs"
                    + " `migrationFramework` and `migrationTableName`.");
    static final Property<String> MIGRATION_FRAMEWORK = Property.text(
                    "migrationFramework", "Framework that runs the migrations, such as `rails`, Vitess only.")
            .optional();
    static final Property<String> MIGRATION_TABLE_NAME = Property.text(
                    "migrationTableName", "Table in which that framework records its migrations, Vitess only.")
            .optional();

    static final Property<Long> THROTTLER_RATIO = Property.integer(
                    "throttlerRatio",
                    "How much deployments of schema changes are throttled in favor of other load, from 0 (not at all)"
                            + " to 95 (almost stopped), in all keyspaces, Vitess only. Applies to deploy requests"
                            + " opened later. Removing it resets it to 0; if it was never set, it is left as it is.")
            .optional()
            .checking(Throttler::problem)
            .dropping(OnChange.update());

    static final Property<String> CLUSTER_BRANCH_ID = Property.text(
                    "clusterBranchId",
                    "PlanetScale's public id of the branch that `clusterSize`, `replicas` and the storage belong to:"
                            + " the one that the database was created with, whichever is the default branch later.")
            .computed();

    static final Property<Boolean> MULTIPLE_ADMINS_REQUIRED_FOR_DELETION = Property.bool(
                    "multipleAdminsRequiredForDeletion",
                    "Whether a second administrator must confirm the deletion of the database. Set in PlanetScale's web"
                            + " interface only.")
            .computed()
            .always();

    static final Property<String> HTML_URL = Property.text("htmlUrl", "Page in PlanetScale's web interface.")
            .computedFrom(NAME)
            .always();
    static final Property<Boolean> READY =
            Property.bool("ready", "Whether it is ready.").computed().always();

    static final List<Property<?>> SETTINGS = List.of(
            NAME,
            AUTOMATIC_MIGRATIONS,
            MIGRATION_FRAMEWORK,
            MIGRATION_TABLE_NAME,
            REQUIRE_APPROVAL_FOR_DEPLOY,
            RESTRICT_BRANCH_REGION,
            ALLOW_DATA_BRANCHING,
            ALLOW_FOREIGN_KEY_CONSTRAINTS,
            INSIGHTS_RAW_QUERIES,
            PRODUCTION_BRANCH_WEB_CONSOLE,
            DEFAULT_BRANCH,
            DELETION_PROTECTED);
    static final List<Property<?>> CLUSTER =
            List.of(CLUSTER_SIZE, REPLICAS, MINIMUM_STORAGE_BYTES, MAXIMUM_STORAGE_BYTES);
    static final List<Property<?>> VITESS_ONLY = List.of(
            AUTOMATIC_MIGRATIONS,
            MIGRATION_FRAMEWORK,
            MIGRATION_TABLE_NAME,
            ALLOW_DATA_BRANCHING,
            ALLOW_FOREIGN_KEY_CONSTRAINTS,
            THROTTLER_RATIO);
    static final List<Property<?>> POSTGRES_ONLY =
            List.of(REPLICAS, MAJOR_VERSION, MINIMUM_STORAGE_BYTES, MAXIMUM_STORAGE_BYTES);

    static final Schema SCHEMA = Schema.of(
                    "Database",
                    "A PlanetScale database, Vitess or Postgres. It comes with a production branch named `main`, whose"
                            + " `clusterSize`, `replicas`, `minimumStorageBytes` and `maximumStorageBytes` are settings"
                            + " of the database: a program is refused that has other values in a `Branch` for it, or"
                            + " another `clusterSize` in a `Keyspace` for its default keyspace.",
                    List.of(
                            ORGANIZATION,
                            NAME,
                            KIND,
                            CLUSTER_SIZE,
                            REGION,
                            REPLICAS,
                            MAJOR_VERSION,
                            MINIMUM_STORAGE_BYTES,
                            MAXIMUM_STORAGE_BYTES,
                            DEFAULT_BRANCH,
                            DELETION_PROTECTED,
                            REQUIRE_APPROVAL_FOR_DEPLOY,
                            RESTRICT_BRANCH_REGION,
                            INSIGHTS_RAW_QUERIES,
                            PRODUCTION_BRANCH_WEB_CONSOLE,
                            ALLOW_DATA_BRANCHING,
                            ALLOW_FOREIGN_KEY_CONSTRAINTS,
                            AUTOMATIC_MIGRATIONS,
                            MIGRATION_FRAMEWORK,
                            MIGRATION_TABLE_NAME,
                            THROTTLER_RATIO,
                            PUBLIC_ID,
                            CLUSTER_BRANCH_ID,
                            MULTIPLE_ADMINS_REQUIRED_FOR_DELETION,
                            HTML_URL,
                            CREATED_AT,
                            READY))
            .identifiedBy(List.of(ORGANIZATION, NAME))
            .onlyInLookups(DatabaseFacts.ALL)
            .naming(new Naming(NAME, "_", 63))
            .checking(DatabaseProperties::badMix);

    private DatabaseProperties() {}

    private static Property<Boolean> setting(String name, String doc) {
        return Property.bool(name, doc).defaultsTo(false);
    }

    private static void badMix(PropertyMap inputs, Consumer<Finding> findings) {
        boolean kindKnown = !inputs.has(KIND) || inputs.find(KIND).isPresent();
        if (kindKnown) {
            String kind = inputs.find(KIND).orElse(Engine.MYSQL);
            Engine.refuseForeign(inputs, kind, VITESS_ONLY, POSTGRES_ONLY, findings);
            Engine.refuseForeignSize(inputs, kind, CLUSTER_SIZE, findings);
        }
        Clusters.badCluster(inputs, CLUSTER_SIZE, findings);
        if (inputs.is(AUTOMATIC_MIGRATIONS)) {
            for (Property<?> needed : List.of(MIGRATION_FRAMEWORK, MIGRATION_TABLE_NAME)) {
                if (!inputs.has(needed)) {
                    findings.accept(Finding.refusal(
                            needed, "it is missing, and `automaticMigrations` needs it", "Set it as well."));
                }
            }
        }
    }
}
