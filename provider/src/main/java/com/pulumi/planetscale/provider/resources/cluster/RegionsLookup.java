package com.pulumi.planetscale.provider.resources.cluster;

import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resource.Lookup;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resources.owner.Asked;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The function that lists the regions of an organization.
public final class RegionsLookup implements Lookup {
    static final Property<String> KIND = Property.oneOf(
                    "kind",
                    "Lists only the regions that accept new databases of this engine.",
                    Engine.MYSQL,
                    Engine.POSTGRESQL)
            .optional();

    static final Property<String> SLUG = Property.text("slug", "Value for inputs named `region`, such as `us-east`.")
            .computed()
            .always();
    static final Property<String> DISPLAY_NAME = Property.text("displayName", "Name that PlanetScale shows.")
            .computed()
            .always();
    static final Property<String> LOCATION = Property.text("location", "Location, such as `Frankfurt`.")
            .computed()
            .always();
    static final Property<String> CLOUD = Property.text("provider", "Cloud provider, such as `AWS`.")
            .computed()
            .always();
    static final Property<Boolean> ENABLED = Property.bool(
                    "enabled", "Whether the organization can create databases and branches there.")
            .computed()
            .always();
    static final Property<Boolean> CURRENT_DEFAULT = Property.bool(
                    "currentDefault", "Whether it is the default for new databases.")
            .computed()
            .always();
    static final Property<Boolean> MYSQL_SUPPORTED = Property.bool("mysqlSupported", "Whether it supports Vitess.")
            .computed()
            .always();
    static final Property<Boolean> POSTGRESQL_SUPPORTED = Property.bool(
                    "postgresqlSupported", "Whether it supports Postgres.")
            .computed()
            .always();
    static final Property<List<String>> PUBLIC_IP_ADDRESSES = Property.list(
                    "publicIpAddresses", "Addresses from which PlanetScale connects to others.", Type.text())
            .computed()
            .always();

    static final Property<List<PropertyMap>> REGIONS = Property.list(
                    "regions",
                    "The objects, in the API's order.",
                    new Type.Obj(
                            "GetRegionsRegion",
                            "A region that can host databases and branches.",
                            List.of(
                                    SLUG,
                                    DISPLAY_NAME,
                                    LOCATION,
                                    CLOUD,
                                    ENABLED,
                                    CURRENT_DEFAULT,
                                    MYSQL_SUPPORTED,
                                    POSTGRESQL_SUPPORTED,
                                    PUBLIC_IP_ADDRESSES)))
            .computed()
            .always();
    static final Property<String> DEFAULT_REGION = Property.text(
                    "defaultRegion",
                    "Slug of the default region, in which a database is created that names none. Omitted if"
                            + " PlanetScale does not say which.")
            .computed();

    private static final Schema SCHEMA = Schema.of(
            "getRegions",
            "Lists the regions of an organization.",
            List.of(Asked.ORGANIZATION, KIND, REGIONS, DEFAULT_REGION));

    private final Reads api;

    /// What the API returns for a region.
    private record Live(
            @Nullable String slug,
            @Nullable String displayName,
            @Nullable String location,
            @Nullable String provider,
            @Nullable Boolean enabled,
            @Nullable Boolean currentDefault,
            @Nullable Boolean mysqlSupported,
            @Nullable Boolean postgresqlSupported,
            @Nullable List<String> publicIpAddresses) {}

    public RegionsLookup(Reads api) {
        this.api = api;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public PropertyMap call(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        try (Stream<Live> all = api.list(Owners.organizationPath(inputs).then("/regions"), Live.class)) {
            List<Live> found = all.filter(takes(inputs.find(KIND))).toList();
            return inputs.with(
                            REGIONS,
                            found.stream().map(RegionsLookup::properties).toList())
                    .with(
                            DEFAULT_REGION,
                            found.stream()
                                    .filter(region -> Boolean.TRUE.equals(region.currentDefault()))
                                    .map(Live::slug)
                                    .findFirst()
                                    .orElse(null));
        }
    }

    /// The regions for new databases of an engine; all where none is asked for.
    private static Predicate<Live> takes(Optional<String> kind) {
        return region -> kind.isEmpty()
                || (Boolean.TRUE.equals(region.enabled())
                        && Boolean.TRUE.equals(
                                kind.get().equals(Engine.POSTGRESQL)
                                        ? region.postgresqlSupported()
                                        : region.mysqlSupported()));
    }

    private static PropertyMap properties(Live region) {
        return PropertyMap.EMPTY
                .with(SLUG, region.slug())
                .with(DISPLAY_NAME, region.displayName())
                .with(LOCATION, region.location())
                .with(CLOUD, region.provider())
                .with(ENABLED, region.enabled())
                .with(CURRENT_DEFAULT, region.currentDefault())
                .with(MYSQL_SUPPORTED, region.mysqlSupported())
                .with(POSTGRESQL_SUPPORTED, region.postgresqlSupported())
                .with(PUBLIC_IP_ADDRESSES, region.publicIpAddresses());
    }
}
