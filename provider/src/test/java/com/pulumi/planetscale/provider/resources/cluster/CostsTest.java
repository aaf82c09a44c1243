package com.pulumi.planetscale.provider.resources.cluster;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.lifecycle.Identities;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resources.Resources;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.branch.Branches;
import com.pulumi.planetscale.provider.resources.database.Databases;
import com.pulumi.planetscale.provider.resources.making.Notes;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What previews say about money. The emulator's prices are those of PlanetScale's documentation.
class CostsTest {
    private final World world = World.quick();

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void newDatabaseCostsItsClusterAndWhatIsNotCountedIsSaid() throws Exception {
        assertThat(created("Database", database("PS_10")))
                .containsExactly("`PS_10` with 2 replicas costs $39 a month in the organization's default region;"
                        + " storage and traffic beyond what is included, and your own backups, are not included.");
    }

    @Test
    void priceIsThatOfTheRegion() throws Exception {
        assertThat(created("Database", database("PS_10").with(Databases.REGION, "ap-northeast")))
                .singleElement()
                .asString()
                .contains("costs $46 a month in `ap-northeast`");
    }

    @Test
    void furtherReplicasOfPostgresCostMore() throws Exception {
        PropertyMap ledger = postgres("PS_10_AWS_ARM");

        assertThat(created("Database", ledger)).singleElement().asString().contains("with 2 replicas costs $34");
        assertThat(created("Database", ledger.with(Clusters.REPLICAS, 4L)))
                .singleElement()
                .asString()
                .contains("with 4 replicas costs $58");
    }

    @Test
    void priceThatNoListTellsIsNotGuessed() throws Exception {
        assertThat(created("Database", postgres("PS_10_AWS_ARM").with(Clusters.REPLICAS, 0L)))
                .isEmpty();
        assertThat(created("Database", database("PS_10").with(Databases.REGION.name(), Value.unknown())))
                .isEmpty();
    }

    @Test
    void shortPostgresSizeHasAPriceOnlyWhereAllItMayStandForCostTheSame() throws Exception {
        assertThat(created("Database", postgres("PS_DEV")))
                .singleElement()
                .asString()
                .contains("costs $5 a month");
        assertThat(created("Database", postgres("PS_10"))).isEmpty();
    }

    @Test
    void resizeTellsBothPricesAndTheDifference() throws Exception {
        PropertyMap small = database("PS_10");
        Outcome.Ready shop = create("Database", small);

        assertThat(updated("Database", small, shop, database("PS_20")))
                .containsExactly("`PS_20` with 2 replicas costs $59 a month in `"
                        + shop.state().get(Databases.REGION)
                        + "` instead of $39 for `PS_10` with 2 replicas, $20 more; storage and traffic beyond what is"
                        + " included, and your own backups, are not included.");
        assertThat(updated("Database", small, shop, small.with(Databases.INSIGHTS_RAW_QUERIES, true)))
                .isEmpty();
    }

    @Test
    void resizeCountsShardsAndReplicasOfTheDefaultKeyspace() throws Exception {
        PropertyMap small = database("PS_20");
        Outcome.Ready shop = create("Database", small);
        var _ = world.emulator()
                .admin()
                .change("/organizations/acme/databases/shop/branches/main/keyspaces/shop", (ObjectNode)
                        new JsonMapper().readTree("{\"shards\": 4, \"extra_replicas\": 1}"));

        assertThat(updated("Database", small, shop, database("PS_10")))
                .singleElement()
                .asString()
                .contains("4 shards of `PS_10` with 3 replicas each costs $208 a month")
                .contains("instead of $316 for")
                .contains("$108 less");
    }

    @Test
    void centsAreCountedExactly() throws Exception {
        PropertyMap small = database("PS_10");
        Outcome.Ready shop = create("Database", small);
        var _ = world.emulator()
                .admin()
                .change("/organizations/acme/databases/shop/branches/main/keyspaces/shop", (ObjectNode)
                        new JsonMapper().readTree("{\"extra_replicas\": 2}"));
        world.emulator()
                .wireMock()
                .stubFor(get(urlPathMatching("/v1/organizations/acme/cluster-size-skus"))
                        .atPriority(1)
                        .willReturn(okJson("""
                                [{"name": "PS_10", "rate": 0.7, "replica_rate": 0.1, "enabled": true},
                                 {"name": "PS_20", "rate": 0.60, "replica_rate": 0.15, "enabled": true}]""")));

        assertThat(updated("Database", small, shop, database("PS_20")))
                .singleElement()
                .asString()
                .contains("`PS_20` with 4 replicas costs $0.90 a month")
                .contains("instead of $0.90 for `PS_10` with 4 replicas, the same;");
    }

    @Test
    void fewerReplicasOfPostgresCostLess() throws Exception {
        PropertyMap four = postgres("PS_10_AWS_ARM").with(Clusters.REPLICAS, 4L);
        Outcome.Ready ledger = create("Database", four);

        assertThat(updated("Database", four, ledger, four.with(Clusters.REPLICAS, 3L)))
                .singleElement()
                .asString()
                .contains("with 3 replicas costs $46 a month")
                .contains("instead of $58 for")
                .contains("$12 less");
    }

    @Test
    void branchesCostByWhatTheyAre() throws Exception {
        var _ = create("Database", database("PS_10"));
        PropertyMap dev = branch("dev");

        assertThat(created("Branch", dev))
                .singleElement()
                .asString()
                .contains("uses up hours that the database includes")
                .contains("$10 a month");
        assertThat(created("Branch", dev.with(Branches.PRODUCTION, true).with(Branches.CLUSTER_SIZE, "PS_20")))
                .singleElement()
                .asString()
                .contains("`PS_20` with 2 replicas costs $59");
        assertThat(created("Branch", branch("main"))).isEmpty();
    }

    @Test
    void promotionCostsWhatTheSizeCosts() throws Exception {
        var _ = create("Database", database("PS_10"));
        PropertyMap dev = branch("dev");
        Outcome.Ready made = create("Branch", dev);

        assertThat(updated(
                        "Branch", dev, made, dev.with(Branches.PRODUCTION, true).with(Branches.CLUSTER_SIZE, "PS_20")))
                .singleElement()
                .asString()
                .contains("`PS_20` with 2 replicas costs $59");
    }

    @Test
    void newPostgresBranchIsASingleNode() throws Exception {
        var _ = create("Database", postgres("PS_10_AWS_ARM"));

        assertThat(created("Branch", branch("dev")))
                .singleElement()
                .asString()
                .contains("`PS_DEV` with no replicas costs $5 a month");
    }

    @Test
    void listOfSizesIsAskedForOnceForManyResources() throws Exception {
        World.Journal journal = world.journal();

        for (int i = 0; i < 5; i++) {
            var _ = created("Database", database("PS_10").with(Databases.NAME, "shop_" + i));
        }

        assertThat(journal.calls())
                .filteredOn(call -> call.contains("/cluster-size-skus"))
                .hasSize(1);
    }

    @Test
    void tokenThatMayNotReadSizesIsTold() throws Exception {
        var stranger = world.emulator().admin().tokens().make("stranger", Accesses.onOrganization("create_databases"));
        Api api = world.connect(stranger.id(), stranger.token());
        Resource databases =
                Resources.all(api, Resources.shared(api), Notes.forgotten()).getFirst();

        Lifecycle.Preview preview = new Lifecycle(databases, new Identities())
                .previewCreate(world.operation(), database("PS_10").with(world.settings()));

        assertThat(preview.findings())
                .contains(Finding.info("what it costs is not known, since the service token may not read the"
                        + " sizes of organization `acme` (access `read_organization`)"))
                .filteredOn(finding -> finding.severity() != Finding.Severity.INFO)
                .singleElement()
                .asString()
                .startsWith("warning: the preview could not query PlanetScale");
    }

    private static PropertyMap database(String size) {
        return PropertyMap.EMPTY.with(Databases.NAME, "shop").with(Databases.CLUSTER_SIZE, size);
    }

    private static PropertyMap postgres(String size) {
        return database(size).with(Engine.KIND, Engine.POSTGRESQL);
    }

    private static PropertyMap branch(String name) {
        return PropertyMap.EMPTY.with(Branches.DATABASE, "shop").with(Branches.NAME, name);
    }

    private Outcome.Ready create(String kind, PropertyMap inputs) throws Exception {
        Outcome outcome =
                world.lifecycle(kind).create(world.operation(), world.settings().with(inputs));
        assertThat(outcome).isInstanceOf(Outcome.Ready.class);
        return (Outcome.Ready) outcome;
    }

    private List<String> created(String kind, PropertyMap inputs) throws Exception {
        return infos(world.lifecycle(kind)
                .previewCreate(world.operation(), world.settings().with(inputs)));
    }

    private List<String> updated(String kind, PropertyMap oldInputs, Outcome.Ready made, PropertyMap inputs)
            throws Exception {
        return infos(world.lifecycle(kind)
                .previewUpdate(
                        world.operation(),
                        "label",
                        world.settings().with(oldInputs),
                        made.state(),
                        world.settings().with(inputs),
                        List.of()));
    }

    private static List<String> infos(Lifecycle.Preview preview) {
        assertThat(preview.findings()).allMatch(finding -> finding.severity() == Finding.Severity.INFO);
        return preview.findings().stream().map(Finding::text).toList();
    }
}
