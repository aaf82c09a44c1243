package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.provider.lifecycle.Catalog;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Lookup;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The functions that belong to no kind.
class LookupsTest {
    private static final String ORDERS = "CREATE TABLE `orders` (`id` bigint NOT NULL, PRIMARY KEY (`id`))";
    private static final String NOTES = "CREATE TABLE `notes` (`body` text)";

    private final World world = World.quick();

    @BeforeEach
    void makeDatabase() throws Exception {
        var _ = world.api()
                .post(
                        Owners.organizationPath(world.settings()).then("/databases"),
                        Map.of("name", "shop", "cluster_size", "PS_10"),
                        Map.class);
        world.emulator()
                .admin()
                .loadTables(
                        "/organizations/acme/databases/shop/branches/main",
                        "",
                        Map.of("orders", ORDERS, "notes", NOTES));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void organizationTellsItsPlanAndItsLimits() throws Exception {
        PropertyMap acme = call("getOrganization", PropertyMap.EMPTY);

        assertThat(acme.get(OrganizationLookup.ORGANIZATION)).isEqualTo("acme");
        assertThat(acme.get(OrganizationLookup.DATABASE_COUNT)).isEqualTo(1);
        assertThat(acme.get(OrganizationLookup.KEYSPACE_SHARD_LIMIT)).isPositive();
        assertThat(acme.get(OrganizationLookup.PLAN)).isNotBlank();
        assertThat(acme.get(Owners.PUBLIC_ID)).hasSize(12);
    }

    @Test
    void otherOrganizationIsNamedWithThoseThatTheTokenKnows() {
        assertThatThrownBy(() ->
                        call("getOrganization", PropertyMap.EMPTY.with(OrganizationLookup.ORGANIZATION, "globex")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("globex");
    }

    @Test
    void regionsOfAnEngineAreThoseThatTakeItsDatabases() throws Exception {
        var _ = world.emulator().admin().change("/organizations/acme", (ObjectNode)
                new JsonMapper().readTree("{\"disabled_regions\": [\"eu-west\"]}"));

        List<PropertyMap> all = call("getRegions", PropertyMap.EMPTY).get(RegionsLookup.REGIONS);
        PropertyMap postgres = call("getRegions", PropertyMap.EMPTY.with(RegionsLookup.KIND, Kinds.POSTGRESQL));

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
        assertThat(price("PS_10", PropertyMap.EMPTY)).isEqualTo(39);
        assertThat(price("PS_10", PropertyMap.EMPTY.with(ClusterSizesLookup.REGION, "ap-northeast")))
                .isGreaterThan(39);
        assertThat(price("PS_10_AWS_ARM", PropertyMap.EMPTY.with(ClusterSizesLookup.KIND, Kinds.POSTGRESQL)))
                .isEqualTo(34);
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

    @Test
    void schemaIsTheStatementsOfTheTables() throws Exception {
        List<PropertyMap> tables = call("getBranchSchema", main()).get(BranchSchemaLookup.TABLES);

        assertThat(tables)
                .extracting(table -> table.get(BranchSchemaLookup.NAME))
                .containsExactlyInAnyOrder("notes", "orders");
        assertThat(tables)
                .extracting(table -> table.get(BranchSchemaLookup.RAW))
                .anyMatch(raw -> raw.contains("body"));
    }

    @Test
    void schemaOfAKeyspaceIsThatOfTheKeyspaceAlone() throws Exception {
        var _ = world.api()
                .post(
                        Owners.organizationPath(world.settings()).then("/databases/shop/branches/main/keyspaces"),
                        Map.of("name", "metrics", "cluster_size", "PS_10"),
                        Map.class);

        assertThat(call("getBranchSchema", main().with(BranchSchemaLookup.KEYSPACE, "shop"))
                        .get(BranchSchemaLookup.TABLES))
                .hasSize(2);
        assertThat(call("getBranchSchema", main().with(BranchSchemaLookup.KEYSPACE, "metrics"))
                        .get(BranchSchemaLookup.TABLES))
                .isEmpty();
    }

    @Test
    void keyspaceAndNamespaceTogetherAreRefused() {
        PropertyMap both = main().with(BranchSchemaLookup.KEYSPACE, "shop")
                .with(BranchSchemaLookup.NAMESPACE, "postgres.public")
                .with(world.settings());

        assertThat(lookup("getBranchSchema").schema().check(both))
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .contains("no branch has both");
    }

    @Test
    void branchThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> call("getBranchSchema", main().with(BranchSchemaLookup.BRANCH, "gone")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/branches/gone/schema");
    }

    @Test
    void lintNamesTheTableAndTellsNothingEmpty() throws Exception {
        assertThat(call("getBranchSchemaLint", main()).get(BranchSchemaLintLookup.ERRORS))
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.get(BranchSchemaLintLookup.LINT_ERROR)).isEqualTo("NO_UNIQUE_KEY");
                    assertThat(error.get(BranchSchemaLintLookup.TABLE_NAME)).isEqualTo("notes");
                    assertThat(error.get(BranchSchemaLintLookup.DOCS_URL)).startsWith("https://");
                    assertThat(error.has(BranchSchemaLintLookup.COLUMN_NAME)).isFalse();
                });
    }

    @Test
    void lookupWithoutAccessNamesIt() {
        var stranger = world.emulator().admin().tokens().make("stranger", Accesses.none());
        var catalog = new Catalog(List.of(), Resources.lookups(world.connect(stranger.id(), stranger.token())));

        for (String name : List.of("getOrganization", "getRegions", "getClusterSizes")) {
            Lookup lookup = Objects.requireNonNull(catalog.lookups().get(name));
            assertThatThrownBy(() -> lookup.call(world.operation(), world.settings()))
                    .hasMessageContaining("`read_organization`");
        }
    }

    private String regionOfADatabaseThatNamesNone() throws Exception {
        return call("getDatabase", PropertyMap.EMPTY.with(DatabaseProperties.NAME, "shop"))
                .get(DatabaseProperties.REGION);
    }

    private double price(String size, PropertyMap inputs) throws Exception {
        return call("getClusterSizes", inputs).get(ClusterSizesLookup.CLUSTER_SIZES).stream()
                .filter(found -> found.get(ClusterSizesLookup.NAME).equals(size))
                .findFirst()
                .orElseThrow()
                .get(ClusterSizesLookup.RATE);
    }

    private static PropertyMap main() {
        return PropertyMap.EMPTY.with(BranchSchemaLookup.DATABASE, "shop").with(BranchSchemaLookup.BRANCH, "main");
    }

    private Lookup lookup(String name) {
        return Objects.requireNonNull(world.catalog().lookups().get(name));
    }

    /// Calls a function as a program does: every answer fits what the function declares.
    private PropertyMap call(String name, PropertyMap inputs) throws Exception {
        Lookup lookup = lookup(name);
        PropertyMap answer = lookup.call(world.operation(), world.settings().with(inputs));
        assertThat(answer.values().keySet())
                .isSubsetOf(lookup.schema().properties().stream()
                        .map(Property::name)
                        .toList());
        return answer;
    }
}
