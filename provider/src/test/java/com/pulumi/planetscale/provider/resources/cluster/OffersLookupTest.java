package com.pulumi.planetscale.provider.resources.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Lookup;
import com.pulumi.planetscale.provider.resources.LookupFixture;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.database.Databases;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What can be chosen: regions and cluster sizes.
class OffersLookupTest extends LookupFixture {
    @Test
    void regionsOfAnEngineAreThoseThatTakeItsDatabases() throws Exception {
        var _ = world.emulator().admin().change("/organizations/acme", (ObjectNode)
                new JsonMapper().readTree("{\"disabled_regions\": [\"eu-west\"]}"));

        List<PropertyMap> all = call("getRegions", PropertyMap.EMPTY).get(RegionsLookup.REGIONS);
        PropertyMap postgres = call("getRegions", PropertyMap.EMPTY.with(RegionsLookup.KIND, Engine.POSTGRESQL));

        assertThat(postgres.get(RegionsLookup.DEFAULT_REGION)).isEqualTo(regionOfADatabaseThatNamesNone());
        assertThat(postgres.get(RegionsLookup.REGIONS))
                .allSatisfy(region -> {
                    assertThat(region.is(RegionsLookup.POSTGRESQL_SUPPORTED)).isTrue();
                    assertThat(region.is(RegionsLookup.ENABLED)).isTrue();
                })
                .hasSize(all.size() - 1);
        assertThat(all)
                .filteredOn(region -> region.get(RegionsLookup.SLUG).equals("us-west"))
                .singleElement()
                .satisfies(region -> {
                    assertThat(region.get(RegionsLookup.CLOUD)).isEqualTo("AWS");
                    assertThat(region.is(RegionsLookup.CURRENT_DEFAULT)).isFalse();
                    assertThat(region.get(RegionsLookup.PUBLIC_IP_ADDRESSES)).isNotEmpty();
                });
    }

    @Test
    void sizesCostWhatTheyCostInTheRegion() throws Exception {
        assertThat(price("PS_10", PropertyMap.EMPTY)).isEqualByComparingTo("39");
        assertThat(price("PS_10", PropertyMap.EMPTY.with(ClusterSizesLookup.REGION, "ap-northeast")))
                .isGreaterThan(new BigDecimal("39"));
        assertThat(price("PS_10_AWS_ARM", PropertyMap.EMPTY.with(ClusterSizesLookup.KIND, Engine.POSTGRESQL)))
                .isEqualByComparingTo("34");
    }

    @Test
    void sizesThatTheOrganizationMayNotUseCanBeLeftOut() throws Exception {
        var _ = world.emulator().admin().change("/organizations/acme", (ObjectNode)
                new JsonMapper().readTree("{\"disabled_sizes\": [\"PS_2800\"]}"));

        List<PropertyMap> all = call("getClusterSizes", PropertyMap.EMPTY).get(ClusterSizesLookup.CLUSTER_SIZES);
        List<PropertyMap> enabled = call(
                        "getClusterSizes", PropertyMap.EMPTY.with(ClusterSizesLookup.ENABLED_ONLY, true))
                .get(ClusterSizesLookup.CLUSTER_SIZES);

        assertThat(enabled)
                .isNotEmpty()
                .hasSizeLessThan(all.size())
                .allMatch(size -> size.is(ClusterSizesLookup.ENABLED));
    }

    @Test
    void sameSizesAreAskedForOnce() throws Exception {
        World.Journal journal = world.journal();
        Lookup lookup = lookup("getClusterSizes");

        var _ = lookup.call(world.operation(), world.settings());
        var _ = lookup.call(world.operation(), world.settings());

        assertThat(journal.calls()).hasSize(1);
    }

    private String regionOfADatabaseThatNamesNone() throws Exception {
        return call("getDatabase", PropertyMap.EMPTY.with(Databases.NAME, "shop"))
                .get(Databases.REGION);
    }

    private BigDecimal price(String size, PropertyMap inputs) throws Exception {
        return call("getClusterSizes", inputs).get(ClusterSizesLookup.CLUSTER_SIZES).stream()
                .filter(found -> found.get(ClusterSizesLookup.NAME).equals(size))
                .findFirst()
                .orElseThrow()
                .get(ClusterSizesLookup.RATE);
    }
}
