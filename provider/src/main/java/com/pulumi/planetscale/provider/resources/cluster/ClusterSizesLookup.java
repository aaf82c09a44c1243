package com.pulumi.planetscale.provider.resources.cluster;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resource.Lookup;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resources.cluster.SizeList.Size;
import com.pulumi.planetscale.provider.resources.owner.Asked;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/// The function that lists cluster sizes with what they cost.
public final class ClusterSizesLookup implements Lookup {
    static final Property<String> KIND = Property.oneOf(
                    "kind", "Engine to list the sizes of.", Engine.MYSQL, Engine.POSTGRESQL)
            .defaultsTo(Engine.MYSQL);
    static final Property<String> REGION = Property.text(
                    "region", "Slug of the region to list prices of. If omitted, the organization's default region.")
            .optional();
    static final Property<String> DATABASE = Property.text(
                    "database", "Name of a database whose own prices take precedence over the organization's.")
            .namingOwner("Database", Owners.DATABASE_ID)
            .optional();
    static final Property<Boolean> ENABLED_ONLY = Property.bool(
                    "enabledOnly", "Whether to list only the sizes that the organization can use.")
            .defaultsTo(false);

    static final Property<String> NAME = Property.text("name", "Value for inputs named `clusterSize`, such as `PS_10`.")
            .computed()
            .always();
    static final Property<String> DISPLAY_NAME = Property.text("displayName", "Name that PlanetScale shows.")
            .computed()
            .always();
    static final Property<String> CPU = Property.text("cpu", "Number of processors, such as `1/8`.")
            .computed()
            .always();
    static final Property<Long> RAM_BYTES = Property.bytes("ramBytes", "Memory in bytes.")
            .inApi("ram")
            .computed()
            .always();
    static final Property<Long> STORAGE_BYTES = Property.bytes(
                    "storageBytes", "Storage in bytes, for sizes with local disks. Network storage grows instead.")
            .inApi("storage")
            .computed();
    static final Property<Boolean> METAL =
            Property.bool("metal", "Whether its disks are local.").computed().always();
    static final Property<Boolean> ENABLED = Property.bool("enabled", "Whether the organization can use it.")
            .computed()
            .always();
    static final Property<String> CLOUD = Property.text("provider", "Cloud provider that it is limited to, if any.")
            .computed();
    static final Property<String> ARCHITECTURE = Property.text(
                    "architecture", "Architecture of its processors, such as `arm64`.")
            .computed();
    static final Property<Boolean> DEVELOPMENT = Property.bool("development", "Whether it is for development branches.")
            .computed()
            .always();
    static final Property<Boolean> PRODUCTION = Property.bool("production", "Whether it is for production branches.")
            .computed()
            .always();
    static final Property<String> DEFAULT_VTGATE = Property.text(
                    "defaultVtgate", "Size of the VTGates that come with it.")
            .computed()
            .always();
    static final Property<BigDecimal> DEFAULT_VTGATE_RATE = Property.decimal(
                    "defaultVtgateRate",
                    "Value of those VTGates in US dollars a month. Every cluster includes credits for them.")
            .computed();
    static final Property<BigDecimal> RATE = Property.decimal(
                    "rate",
                    "Price in US dollars a month, including the two replicas of a production branch, and excluding"
                            + " traffic and additional storage.")
            .computed();
    static final Property<BigDecimal> REPLICA_RATE = Property.decimal(
                    "replicaRate", "Price in US dollars a month of each additional replica.")
            .computed();

    static final Property<List<PropertyMap>> CLUSTER_SIZES = Property.list(
                    "clusterSizes",
                    "The objects, in the API's order.",
                    new Type.Obj(
                            "GetClusterSizesClusterSize",
                            "A cluster size.",
                            List.of(
                                    NAME,
                                    DISPLAY_NAME,
                                    CPU,
                                    RAM_BYTES,
                                    STORAGE_BYTES,
                                    METAL,
                                    ENABLED,
                                    CLOUD,
                                    ARCHITECTURE,
                                    DEVELOPMENT,
                                    PRODUCTION,
                                    RATE,
                                    REPLICA_RATE,
                                    DEFAULT_VTGATE,
                                    DEFAULT_VTGATE_RATE)))
            .computed()
            .always();

    private static final Schema SCHEMA = Schema.of(
            "getClusterSizes",
            "Lists cluster sizes with their prices.",
            List.of(Asked.ORGANIZATION, KIND, REGION, DATABASE, ENABLED_ONLY, CLUSTER_SIZES));

    private final SizeList sizes;

    public ClusterSizesLookup(SizeList sizes) {
        this.sizes = sizes;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public PropertyMap call(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        var question = new SizeList.Question(
                inputs.get(Asked.ORGANIZATION),
                inputs.find(KIND).orElse(Engine.MYSQL),
                inputs.find(REGION),
                inputs.find(Owners.DATABASE_ID).or(() -> inputs.find(DATABASE)));
        List<PropertyMap> found = sizes.of(question).stream()
                .filter(size -> !inputs.is(ENABLED_ONLY) || Boolean.TRUE.equals(size.enabled()))
                .map(ClusterSizesLookup::properties)
                .toList();
        return inputs.with(CLUSTER_SIZES, found);
    }

    private static PropertyMap properties(Size size) {
        return PropertyMap.EMPTY
                .with(NAME, size.name())
                .with(DISPLAY_NAME, size.displayName())
                .with(CPU, size.cpu())
                .with(RAM_BYTES, size.ram())
                .with(STORAGE_BYTES, size.storage())
                .with(METAL, size.metal())
                .with(ENABLED, size.enabled())
                .with(CLOUD, size.provider())
                .with(ARCHITECTURE, size.architecture())
                .with(DEVELOPMENT, size.development())
                .with(PRODUCTION, size.production())
                .with(RATE, size.rate())
                .with(REPLICA_RATE, size.replicaRate())
                .with(DEFAULT_VTGATE, size.defaultVtgate())
                .with(DEFAULT_VTGATE_RATE, size.defaultVtgateRate());
    }
}
