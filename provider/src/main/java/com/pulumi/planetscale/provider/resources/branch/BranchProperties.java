package com.pulumi.planetscale.provider.resources.branch;

import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.DATABASE_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Naming;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Property.Problem;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resources.cluster.ClusterSize;
import com.pulumi.planetscale.provider.resources.cluster.Clusters;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.cluster.PostgresVersion;
import com.pulumi.planetscale.provider.resources.owner.NameRule;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a branch declares about itself; [BranchResource] has its verbs.
final class BranchProperties {
    private static final String NEW_BRANCHES_ONLY = "only a new branch can be given data";

    private static final String PATIENT =
            " `pulumi up` waits up to 12 hours for the data, unless `customTimeouts` says otherwise.";

    private static final NameRule NAMES = new NameRule("branch", "-", 63, false);

    static final Property<String> DATABASE = Owners.database("branch");

    static final Property<String> NAME = Property.text(
                    "name",
                    "Name of the branch: lower-case letters, digits and hyphens. If omitted, generated from the"
                            + " resource's name. Renamed in place, which keeps its credentials.")
            .optional()
            .checking(NAMES::problem);

    static final Property<String> PARENT_BRANCH = Property.text(
                    "parentBranch", "Name of the parent branch. If omitted, the database's default branch.")
            .optional()
            .namingSibling("Branch")
            .atCreation("a branch keeps the parent it was made from");

    static final Property<String> REGION = Property.text(
                    "region", "Slug of the region, such as `us-east`. If omitted, the database's region.")
            .optional()
            .atCreation("a branch cannot move to another region")
            .always();

    static final Property<String> BACKUP_ID = Property.text(
                    "backupId",
                    "Public id of a backup to restore. Needs `clusterSize`, or `keyspaceClusterSizes`." + PATIENT)
            .optional()
            .atCreation(NEW_BRANCHES_ONLY)
            .believedWhile(BranchProperties::isRestored);

    static final Property<String> RESTORE_POINT = Property.text(
                    "restorePoint",
                    "Point in time to restore, in ISO 8601, such as `2026-11-21T10:00:00Z`, Postgres only." + PATIENT)
            .optional()
            .checking(BranchProperties::badTime)
            .sameWhen((one, other) -> OffsetDateTime.parse(one).isEqual(OffsetDateTime.parse(other)))
            .atCreation(NEW_BRANCHES_ONLY)
            .believedWhile(BranchProperties::isRestored);

    static final Property<String> SEED_DATA = Property.oneOf(
                    "seedData",
                    "Data that it starts with, Vitess only. Needs `allowDataBranching` of the database.",
                    "last_successful_backup")
            .optional()
            .atCreation(NEW_BRANCHES_ONLY)
            .believedWhile(BranchProperties::isRestored);

    static final Property<String> CLUSTER_SIZE = Property.text(
                    "clusterSize",
                    "Size of the branch, such as `PS_10`, or for Postgres `PS_10_AWS_ARM`. Resized in place on Postgres"
                            + " and on production branches; a Vitess development branch is replaced. On Vitess it is the"
                            + " size of the default keyspace: a `Keyspace` for that must have the same `clusterSize`.")
            .optional()
            .checking(ClusterSize::problem)
            .sameWhen(ClusterSize::same)
            .deciding((from, to, state) -> resize(from, to, state))
            .atCreationWhile(BranchProperties::isVitessDevelopment)
            .always();

    static final Property<Map<String, String>> KEYSPACE_CLUSTER_SIZES = Property.map(
                    "keyspaceClusterSizes",
                    "Size of each keyspace that a backup is restored to, by the keyspace's name, Vitess only.",
                    Type.text())
            .optional()
            .atCreation(NEW_BRANCHES_ONLY)
            .believedWhile(BranchProperties::isRestored);

    static final Property<String> MAJOR_VERSION = Property.text(
                    "majorVersion",
                    "Major version of Postgres, such as `18`. If omitted, the parent's. Ignored when a backup is"
                            + " restored.")
            .optional()
            .checking(PostgresVersion::problem)
            .documentedAs(PostgresVersion.DOCUMENTED)
            .atCreation("PlanetScale has no upgrade to another major version in place")
            .notReturned();

    static final Property<Boolean> PRODUCTION = Property.bool(
                    "production",
                    "Whether it is a production branch. A change promotes or demotes it in place. A promotion needs a"
                            + " schema without lint errors, and a production branch is billed by its size. If"
                            + " omitted, PlanetScale decides.")
            .optional()
            .always();

    static final Property<Boolean> SAFE_MIGRATIONS = Property.bool(
                    "safeMigrations",
                    "Whether schema changes are made through deploy requests only, Vitess only. Needs a schema without"
                            + " lint errors.")
            .defaultsTo(false);

    static final Property<Boolean> DELETION_PROTECTED = Property.bool(
                    "deletionProtected", "Whether PlanetScale refuses to delete the branch.")
            .defaultsTo(false)
            .always();

    static final Property<Boolean> DELETE_DESCENDANTS = Property.bool(
                    "deleteDescendants",
                    "Whether deleting it also deletes the branches that descend from it. Otherwise the deletion is"
                            + " refused while there are any.")
            .defaultsTo(false)
            .local();

    static final Property<String> RESTORED_FROM_BRANCH = Property.text(
                    "restoredFromBranch", "Name of the branch whose data it started with, if any.")
            .computed();
    static final Property<Boolean> READY =
            Property.bool("ready", "Whether it is ready.").computed().always();
    static final Property<String> KIND = Property.text("kind", "Engine of the database, `mysql` or `postgresql`.")
            .computed()
            .always();
    static final Property<String> MYSQL_ADDRESS = Property.text(
                    "mysqlAddress", "Host name that Vitess clients connect to.")
            .computed();
    static final Property<Boolean> PRIVATE_EDGE_CONNECTIVITY = Property.bool(
                    "privateEdgeConnectivity", "Whether private connections are turned on.")
            .computed()
            .always();
    static final Property<String> HTML_URL = Property.text("htmlUrl", "Page in PlanetScale's web interface.")
            .computedFrom(NAME, DATABASE)
            .always();

    static final Schema SCHEMA = Schema.of(
                    "Branch",
                    "A branch of a PlanetScale database. The branch that a database comes with, `main`, is adopted"
                            + " rather than created when a program declares it. Its `clusterSize`, `replicas`,"
                            + " `minimumStorageBytes` and `maximumStorageBytes` are settings of the `Database`: omit"
                            + " them in the branch, or write the same values, since others are refused. Removed from the"
                            + " program, it stays as long as it is the default branch; if another one is by then, it is"
                            + " deleted with its data. `pulumi up` warns of that right before, and `gates` lists it among"
                            + " what is lost; a preview itself cannot, since engines do not ask providers about deletions.",
                    properties())
            .identifiedBy(List.of(ORGANIZATION, DATABASE, NAME))
            .onlyInLookups(BranchFacts.ALL)
            .naming(new Naming(NAME, "-", 63))
            .checking(BranchProperties::badMix);

    static final List<Property<?>> VITESS_ONLY = Stream.concat(
                    Stream.of(SEED_DATA, KEYSPACE_CLUSTER_SIZES, SAFE_MIGRATIONS, Vtgates.PARAMETERS),
                    Vtgates.ALL.stream())
            .toList();
    static final List<Property<?>> POSTGRES_ONLY = Stream.concat(
                    Stream.of(RESTORE_POINT, MAJOR_VERSION), PostgresCluster.ALL.stream())
            .toList();
    static final List<Property<?>> POSTGRES_CLUSTER =
            Stream.concat(Stream.of(CLUSTER_SIZE), PostgresCluster.ALL.stream()).toList();
    static final List<Property<?>> ORIGINS = List.of(PARENT_BRANCH, BACKUP_ID, RESTORE_POINT, SEED_DATA);

    private BranchProperties() {}

    private static List<Property<?>> properties() {
        var properties = new ArrayList<Property<?>>(List.of(
                ORGANIZATION,
                DATABASE,
                NAME,
                PARENT_BRANCH,
                REGION,
                BACKUP_ID,
                RESTORE_POINT,
                SEED_DATA,
                CLUSTER_SIZE,
                KEYSPACE_CLUSTER_SIZES,
                MAJOR_VERSION,
                PRODUCTION,
                SAFE_MIGRATIONS,
                DELETION_PROTECTED,
                DELETE_DESCENDANTS));
        properties.addAll(PostgresCluster.ALL);
        properties.addAll(Vtgates.ALL);
        properties.add(Vtgates.PARAMETERS);
        properties.addAll(List.of(
                PUBLIC_ID,
                DATABASE_ID,
                KIND,
                RESTORED_FROM_BRANCH,
                MYSQL_ADDRESS,
                PRIVATE_EDGE_CONNECTIVITY,
                HTML_URL,
                CREATED_AT,
                READY));
        return properties;
    }

    /// PlanetScale returns that a branch was restored but not from which backup, so for an imported one the program is
    /// believed.
    private static boolean isRestored(PropertyMap state) {
        return state.has(RESTORED_FROM_BRANCH);
    }

    private static boolean isVitessDevelopment(PropertyMap state) {
        return Engine.isVitess(state) && !state.is(PRODUCTION);
    }

    private static OnChange<String> resize(Optional<String> from, Optional<String> to, PropertyMap state) {
        return Engine.changing(
                state.find(KIND),
                () -> isVitessDevelopment(state)
                        ? OnChange.replace("the size of a Vitess development branch is set when it is made")
                        : Clusters.sizeChange(from, to));
    }

    private static Optional<Problem> badTime(String time) {
        try {
            OffsetDateTime.parse(time);
            return Optional.empty();
        } catch (DateTimeParseException _) {
            return Optional.of(new Problem(
                    "`" + time + "` is not a time in ISO 8601 with a zone", "Write it like `2026-11-21T10:00:00Z`."));
        }
    }

    static void refuseForeign(PropertyMap inputs, @Nullable String kind, Consumer<Finding> findings) {
        if (kind != null) {
            Engine.refuseForeign(inputs, kind, VITESS_ONLY, POSTGRES_ONLY, findings);
            Engine.refuseForeignSize(inputs, kind, CLUSTER_SIZE, findings);
        }
    }

    private static void badMix(PropertyMap inputs, Consumer<Finding> findings) {
        Clusters.badCluster(inputs, CLUSTER_SIZE, findings);
        Vtgates.check(inputs, findings);
        List<Property<?>> data = List.of(BACKUP_ID, RESTORE_POINT, SEED_DATA);
        List<Property<?>> given = data.stream().filter(inputs::has).toList();
        for (Property<?> property : given.subList(Math.min(1, given.size()), given.size())) {
            findings.accept(Finding.refusal(
                    property,
                    "a branch starts with the data of one source, and `" + given.getFirst() + "` names one already",
                    "Keep only one of the two."));
        }
        if (inputs.has(BACKUP_ID) && !inputs.has(CLUSTER_SIZE) && !inputs.has(KEYSPACE_CLUSTER_SIZES)) {
            findings.accept(Finding.refusal(
                    CLUSTER_SIZE, "it is missing, and a backup cannot be restored without a size", "Set it as well."));
        }
        List<Property<?>> vitess = VITESS_ONLY.stream().filter(inputs::has).toList();
        List<Property<?>> postgres = POSTGRES_ONLY.stream().filter(inputs::has).toList();
        if (!vitess.isEmpty() && !postgres.isEmpty()) {
            findings.accept(Finding.refusal(
                    postgres.getFirst(),
                    "only Postgres branches have it, and `" + vitess.getFirst() + "` only Vitess ones",
                    "Keep what fits the database."));
        }
    }
}
