package com.pulumi.planetscale.provider.resources.keyspace;

import static com.pulumi.planetscale.provider.resources.owner.Owners.BRANCH_ID;
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
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resources.cluster.ClusterSize;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.cluster.EngineBound;
import com.pulumi.planetscale.provider.resources.cluster.VitessParameters;
import com.pulumi.planetscale.provider.resources.owner.Facts;
import com.pulumi.planetscale.provider.resources.owner.NameRule;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What a keyspace declares about itself; [KeyspaceResource] has its verbs.
final class KeyspaceProperties {
    static final Property<String> DATABASE = Owners.database("keyspace");
    static final Property<String> BRANCH = Owners.branch("keyspace");
    static final EngineBound VITESS_ONLY = new EngineBound(
            DATABASE, Engine.MYSQL, "keyspaces", "A Postgres branch is one cluster: configure it with `Branch`.");

    static final Property<String> NAME = Property.text(
                    "name",
                    "Name of the keyspace, by which clients address it: lower-case letters, digits and underscores. The"
                            + " keyspace that a branch comes with is adopted rather than created.")
            .checking(new NameRule("keyspace", "_-", 63, true)::problem)
            .atCreation("PlanetScale cannot rename a keyspace");

    static final Property<String> CLUSTER_SIZE = Property.text(
                    "clusterSize",
                    "Size of each shard, such as `PS_10`. Resized in place. The default keyspace shares its size with"
                            + " `Branch.clusterSize`, and that of the branch that a database came with also with"
                            + " `Database.clusterSize`: write the same value in each, since others are refused. Without"
                            + " effect on a development branch, which runs at the development size.")
            .checking(ClusterSize::problem)
            .sameWhen(ClusterSize::same);

    static final Property<Long> EXTRA_REPLICAS = Property.integer(
                    "extraReplicas",
                    "Replicas of each shard besides the two that production includes. Changed in place.")
            .defaultsTo(0L)
            .checking(count -> atLeast(0, count))
            .always();

    static final Property<Long> SHARDS = Property.integer(
                    "shards", "Number of shards. More than one needs a VSchema, and a database without foreign keys.")
            .defaultsTo(1L)
            .checking(count -> atLeast(1, count))
            .atCreation("PlanetScale's API cannot reshard a keyspace")
            .always();

    static final Property<Long> VECTOR_POOL_ALLOCATION = Property.integer(
                    "vectorPoolAllocation",
                    "Share of the buffer pool that vector indexes can use, in percent. Changed in place.")
            .defaultsTo(0L)
            .checking(percent -> between(0, 100, percent));

    static final Property<String> REPLICATION_DURABILITY = Property.oneOf(
                    "replicationDurability",
                    "Whether writes wait for replicas to acknowledge them, in PlanetScale's words; `lag` waits less while"
                            + " replicas lag. Changed in place.",
                    "available",
                    "lag",
                    "always")
            .defaultsTo("available");

    static final Property<Boolean> OPTIMIZE_INSERTS = flag(
            "vreplicationOptimizeInserts",
            "optimize_inserts",
            "Whether VReplication skips inserts of rows that it has" + " yet to copy.",
            true);
    static final Property<Boolean> NO_BLOB_BINLOG = flag(
            "vreplicationAllowNoBlobBinlogRowImage",
            "allow_no_blob_binlog_row_image",
            "Whether VReplication works with binary logs that omit unchanged blobs.",
            true);
    static final Property<Boolean> VPLAYER_BATCHING = flag(
            "vreplicationVplayerBatching",
            "vplayer_batching",
            "Whether VReplication sends statements in batches.",
            false);
    /// The API replaces them as a group.
    static final List<Property<?>> FLAGS = List.of(OPTIMIZE_INSERTS, NO_BLOB_BINLOG, VPLAYER_BATCHING);

    static final Property<Long> MAX_ROLLOUT = Property.integer(
                    "maxRollout", "Number of shards that a change is rolled out to at once, 1 to 32. Changed in place.")
            .defaultsTo(1L)
            .checking(count -> between(1, 32, count));

    static final Property<Boolean> THROTTLER_ENABLED = Property.bool(
                    "throttlerEnabled",
                    "Whether migrations and VReplication pause while replicas lag. Changed in place.")
            .inApi("enabled")
            .defaultsTo(true);
    static final Property<Long> THROTTLER_THRESHOLD = Property.integer(
                    "throttlerThreshold", "Lag in seconds at which they pause. Changed in place.")
            .inApi("threshold")
            .defaultsTo(5L)
            .checking(seconds -> atLeast(0, seconds));
    static final List<Property<?>> THROTTLER = List.of(THROTTLER_ENABLED, THROTTLER_THRESHOLD);

    static final Property<String> DISK_SCALING_STRATEGY = Property.oneOf(
                    "diskScalingStrategy",
                    "Whether disks grow automatically: `grow`, `disable`, or `shrink`, which makes them `storageBytes`"
                            + " large and then stops growth. Not for Metal. Changed in place.",
                    "grow",
                    "disable",
                    "shrink")
            .optional()
            .derived()
            // A disk that has shrunk is shown with growth disabled.
            .sameWhen((one, other) -> one.equals(other) || Set.of(one, other).equals(Set.of("shrink", "disable")));
    static final Property<Long> MAX_STORAGE_BYTES = Property.bytes(
                    "maxStorageBytes", "Size in bytes up to which each disk grows. Not for Metal. Changed in place.")
            .optional()
            .derived();
    static final Property<Long> STORAGE_BYTES = Property.bytes(
                    "storageBytes",
                    "Size in bytes that each disk shrinks to, in whole GiB, with `diskScalingStrategy: shrink` only."
                            + " The current size of the disks is not compared with it, since they grow.")
            .optional()
            .dropping(OnChange.note())
            .checking(size -> size > 0 && size % (1L << 30) == 0
                    ? Optional.empty()
                    : Optional.of(
                            new Problem(size + " is not a number of whole GiB", "Use a multiple of 1073741824.")));
    static final List<Property<?>> STORAGE = List.of(DISK_SCALING_STRATEGY, MAX_STORAGE_BYTES, STORAGE_BYTES);

    static final Property<String> REGION = Property.text("region", "Slug of the region, such as `eu-west`.");
    static final Property<String> REGION_SIZE = Property.text(
                    "clusterSize", "Size of each shard there, such as `PS_10`.")
            .checking(ClusterSize::problem);
    static final Property<Long> REGION_REPLICAS = Property.integer(
                    "replicas", "Replicas of each shard there, 2 or more so that a resize does not interrupt reads.")
            .checking(count -> atLeast(1, count));
    static final Property<Set<PropertyMap>> READ_ONLY_REGIONS = Property.set(
                    "readOnlyRegions",
                    "Regions, other than the branch's own, that have replicas for reading. Billed for each shard."
                            + " Changed in place.",
                    new Type.Obj(
                            "KeyspaceReadOnlyRegion",
                            "Replicas of a keyspace in another region.",
                            List.of(REGION, REGION_SIZE, REGION_REPLICAS)))
            .defaultsTo(Set.of())
            .checking(KeyspaceProperties::twice);

    static final Property<Map<String, String>> VTTABLET_PARAMETERS = parameters("vttablet", "VTTablets", Type.text());
    /// Some of them may be set to nothing, such as `binlog_row_value_options`.
    static final Property<Map<String, String>> MYSQL_PARAMETERS = parameters("mysql", "MySQL servers", Type.anyText());

    static final Property<Boolean> IS_DEFAULT = Property.bool(
                    "isDefault", "Whether it is the default keyspace of the branch, which stays as long as the branch.")
            .computed()
            .always();
    static final Property<Boolean> SHARDED = Property.bool("sharded", "Whether it has several shards.")
            .computed()
            .always();
    static final Property<Long> REPLICAS = Property.integer("replicas", "Replicas of each shard in total.")
            .computedFrom(EXTRA_REPLICAS)
            .always();
    static final Property<Boolean> METAL = Property.bool("metal", "Whether it runs on Metal.")
            .computedFrom(CLUSTER_SIZE)
            .always();
    static final Property<Boolean> IMPORTED =
            Property.bool("imported", "Whether an import uses it.").computed().always();
    static final Property<String> NODE_TTL_STRATEGY = Property.text(
                    "nodeTtlStrategy", "When PlanetScale replaces servers because of their age, in its own words.")
            .computed();
    static final Property<Boolean> READY =
            Property.bool("ready", "Whether it serves queries.").computed().always();

    static final List<Property<?>> SETTINGS = Stream.of(
                    List.of(REPLICATION_DURABILITY, MAX_ROLLOUT), FLAGS, THROTTLER, STORAGE)
            .<Property<?>>flatMap(List::stream)
            .toList();
    static final List<Property<?>> SIZE = List.of(CLUSTER_SIZE, EXTRA_REPLICAS, VECTOR_POOL_ALLOCATION);

    static final List<Property<?>> FACTS = List.of(
            Facts.text("clusterDisplayName", "Size of each shard as PlanetScale shows it."),
            Facts.flag("resizing", "Whether it is being resized."),
            Facts.flag("resizePending", "Whether a resize is pending."),
            Facts.flag("resizeInProgress", "Whether a resize has not been closed, which may be long after its end."),
            Facts.flag("configChangeInProgress", "Whether its configuration is being changed."),
            Facts.text("updatedAt", "When it was last changed, in ISO 8601."));

    static final Schema SCHEMA = Schema.of(
                    "Keyspace",
                    "A keyspace of a branch of a Vitess database: a logical database with its own shards, sizes and"
                            + " settings. Deleting it deletes its tables. The keyspace that a branch comes with is"
                            + " adopted, and removed from the state only.",
                    List.of(
                            ORGANIZATION,
                            DATABASE,
                            BRANCH,
                            NAME,
                            CLUSTER_SIZE,
                            EXTRA_REPLICAS,
                            SHARDS,
                            VECTOR_POOL_ALLOCATION,
                            REPLICATION_DURABILITY,
                            MAX_ROLLOUT,
                            OPTIMIZE_INSERTS,
                            NO_BLOB_BINLOG,
                            VPLAYER_BATCHING,
                            THROTTLER_ENABLED,
                            THROTTLER_THRESHOLD,
                            DISK_SCALING_STRATEGY,
                            MAX_STORAGE_BYTES,
                            STORAGE_BYTES,
                            READ_ONLY_REGIONS,
                            VTTABLET_PARAMETERS,
                            MYSQL_PARAMETERS,
                            IS_DEFAULT,
                            SHARDED,
                            REPLICAS,
                            METAL,
                            IMPORTED,
                            NODE_TTL_STRATEGY,
                            READY,
                            PUBLIC_ID,
                            DATABASE_ID,
                            BRANCH_ID,
                            CREATED_AT))
            .identifiedBy(List.of(ORGANIZATION, DATABASE, BRANCH, NAME))
            .onlyInLookups(FACTS)
            .checking(KeyspaceProperties::badStorage);

    private KeyspaceProperties() {}

    private static Property<Boolean> flag(String name, String apiName, String doc, boolean byDefault) {
        return Property.bool(name, doc + " Changed in place.").inApi(apiName).defaultsTo(byDefault);
    }

    private static Property<Map<String, String>> parameters(String prefix, String servers, Type<String> value) {
        return VitessParameters.property(
                prefix + "Parameters",
                "Parameters of the " + servers + " of the keyspace, by name, as strings.",
                value);
    }

    private static Optional<Problem> atLeast(long least, long number) {
        return number >= least
                ? Optional.empty()
                : Optional.of(new Problem(number + " is out of range", "Use " + least + " or more."));
    }

    private static Optional<Problem> between(long least, long most, long number) {
        return number >= least && number <= most
                ? Optional.empty()
                : Optional.of(new Problem(number + " is out of range", "Use " + least + " to " + most + "."));
    }

    private static Optional<Problem> twice(Set<PropertyMap> regions) {
        var seen = new HashSet<String>();
        return regions.stream()
                .flatMap(region -> region.find(REGION).stream())
                .filter(region -> !seen.add(region))
                .findFirst()
                .map(region -> new Problem("`" + region + "` is listed twice", "List each region once."));
    }

    private static void badStorage(PropertyMap inputs, Consumer<Finding> findings) {
        boolean shrinks =
                inputs.find(DISK_SCALING_STRATEGY).filter("shrink"::equals).isPresent();
        boolean unknown = inputs.value(DISK_SCALING_STRATEGY).hasUnknown();
        if (inputs.has(STORAGE_BYTES) && !shrinks && !unknown) {
            findings.accept(Finding.refusal(
                    STORAGE_BYTES,
                    "it is the size that disks shrink to, and `diskScalingStrategy` is not `shrink`",
                    "Remove it, or set `diskScalingStrategy: shrink`."));
        }
        if (shrinks && !inputs.has(STORAGE_BYTES)) {
            findings.accept(Finding.refusal(
                    STORAGE_BYTES, "it is missing, and `diskScalingStrategy: shrink` needs it", "Set it."));
        }
        boolean metal = inputs.find(CLUSTER_SIZE)
                .map(ClusterSize::of)
                .filter(ClusterSize::isMetal)
                .isPresent();
        for (Property<?> property : STORAGE) {
            if (metal && inputs.has(property)) {
                findings.accept(
                        Finding.refusal(property, "the storage of a Metal cluster follows its size", "Remove it."));
            }
        }
    }
}
