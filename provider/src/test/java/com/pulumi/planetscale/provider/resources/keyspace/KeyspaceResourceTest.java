package com.pulumi.planetscale.provider.resources.keyspace;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.pulumi.planetscale.provider.resources.keyspace.KeyspaceProperties.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyspaceResourceTest {
    private final World world = World.quick();
    private final Lifecycle lifecycle = world.lifecycle("Keyspace");
    private final ApiPath databases = Owners.organizationPath(world.settings()).then("/databases");
    private final ApiPath main = databases.then("/shop/branches/main");

    @BeforeEach
    void makeDatabase() throws Exception {
        var _ = world.api().post(databases, Map.of("name", "shop", "cluster_size", "PS_10"), JsonNode.class);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void defaultKeyspaceIsAdoptedAndStays() throws Exception {
        FakeOperation operation = world.operation();

        Outcome.Ready made = (Outcome.Ready) lifecycle.create(operation, keyspace("shop"));
        FakeOperation deletion = world.operation();
        lifecycle.delete(deletion, made.state());

        assertThat(operation.said()).extracting(Finding::summary).anyMatch(said -> said.contains("was adopted"));
        assertThat(made.state().is(IS_DEFAULT)).isTrue();
        assertThat(deletion.said())
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("removed from the state only", "default keyspace");
        assertThat(world.api()
                        .get(main.then("/keyspaces/shop"), JsonNode.class)
                        .path("name")
                        .asText())
                .isEqualTo("shop");
    }

    @Test
    void defaultKeyspaceWithOtherShardsIsRefused() {
        assertThatThrownBy(() ->
                        lifecycle.create(world.operation(), keyspace("shop").with(SHARDS, 4L)))
                .isInstanceOf(OperationException.class)
                .hasMessageContaining("`shards`: keyspace `shop/main/shop` came with its branch");
    }

    @Test
    void everySettingIsBroughtAboutAndGoesBackToItsDefault() throws Exception {
        PropertyMap plain = keyspace("orders");
        PropertyMap wanted = plain.with(CLUSTER_SIZE, "PS_20")
                .with(EXTRA_REPLICAS, 1L)
                .with(VECTOR_POOL_ALLOCATION, 30L)
                .with(REPLICATION_DURABILITY, "lag")
                .with(OPTIMIZE_INSERTS, false)
                .with(MAX_ROLLOUT, 4L)
                .with(THROTTLER_ENABLED, false)
                .with(THROTTLER_THRESHOLD, 9L)
                .with(READ_ONLY_REGIONS, Set.of(region("eu-west", 2)))
                .with(VTTABLET_PARAMETERS, Map.of("queryserver-config-pool-size", "32"))
                .with(MYSQL_PARAMETERS, Map.of("wait_timeout", "600"));

        Outcome.Ready made = (Outcome.Ready) lifecycle.create(world.operation(), wanted);
        JsonNode live = live("orders");
        Outcome.Ready back = (Outcome.Ready)
                lifecycle.update(world.operation(), made.id(), wanted, made.state(), plain.with(CLUSTER_SIZE, "PS_20"));

        assertThat(made.state().values()).containsAllEntriesOf(wanted.values());
        assertThat(live.path("cluster_name").asText()).isEqualTo("PS_20");
        assertThat(live.path("vreplication_flags").path("optimize_inserts").asBoolean())
                .isFalse();
        assertThat(live.path("vreplication_flags")
                        .path("allow_no_blob_binlog_row_image")
                        .asBoolean())
                .isTrue();
        assertThat(plan(wanted, made.state(), wanted)).isInstanceOf(Plan.Keep.class);
        JsonNode reset = live("orders");
        assertThat(reset.path("extra_replicas").asInt()).isZero();
        assertThat(reset.path("max_rollout").asInt()).isOne();
        assertThat(reset.path("throttler").path("enabled").asBoolean()).isTrue();
        assertThat(reset.path("replication_durability_constraints")
                        .path("strategy")
                        .asText())
                .isEqualTo("available");
        assertThat(reset.path("read_only_regions")).isEmpty();
        assertThat(reset.path("mysqld_options")).isEmpty();
        assertThat(plan(plain.with(CLUSTER_SIZE, "PS_20"), back.state(), plain.with(CLUSTER_SIZE, "PS_20")))
                .isInstanceOf(Plan.Keep.class);
    }

    @Test
    void replicasThatAnAnswerLacksAreUnknownAndNotZero() throws Exception {
        PropertyMap wanted = keyspace("orders").with(EXTRA_REPLICAS, 2L);
        PropertyMap plain = keyspace("orders").with(EXTRA_REPLICAS, 0L);
        Outcome.Ready made = (Outcome.Ready) lifecycle.create(world.operation(), wanted);
        JsonNode whole = live("orders");
        ((ObjectNode) whole).remove("extra_replicas");
        world.emulator()
                .wireMock()
                .stubFor(get(urlPathMatching(".*/keyspaces/orders"))
                        .atPriority(1)
                        .inScenario("odd")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("over")
                        .willReturn(okJson(whole.toString())));

        var _ = lifecycle.update(world.operation(), made.id(), wanted, made.state(), plain);

        assertThat(live("orders").path("extra_replicas").asInt()).isZero();
    }

    @Test
    void answerWithoutReadOnlyRegionsIsNotTakenForThem() throws Exception {
        PropertyMap plain = keyspace("orders");
        PropertyMap wanted = plain.with(READ_ONLY_REGIONS, Set.of(region("eu-west", 2)));
        Outcome.Ready made = (Outcome.Ready) lifecycle.create(world.operation(), plain);
        world.emulator()
                .wireMock()
                .stubFor(put(urlPathMatching(".*/keyspaces/orders/read-only-regions"))
                        .atPriority(1)
                        .inScenario("odd")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("over")
                        .willReturn(okJson("{}")));

        var _ = lifecycle.update(world.operation(), made.id(), plain, made.state(), wanted);

        assertThat(live("orders").path("read_only_regions")).hasSize(1);
    }

    @Test
    void parameterThatSomeoneElseHasChangedIsDrift() throws Exception {
        PropertyMap wanted = keyspace("orders").with(MYSQL_PARAMETERS, Map.of("wait_timeout", "600"));
        Outcome.Ready made = (Outcome.Ready) lifecycle.create(world.operation(), wanted);
        setParameter("wait_timeout", "700");
        setParameter("connect_timeout", "20");

        Lifecycle.Found found = lifecycle
                .refresh(world.operation(), made.id(), wanted, made.state())
                .orElseThrow();

        assertThat(found.state().get(MYSQL_PARAMETERS)).isEqualTo(Map.of("wait_timeout", "700"));
        assertThat(plan(found.inputs(), found.state(), wanted)).isInstanceOf(Plan.Update.class);
    }

    @Test
    void parametersThatPlanetScaleDoesNotHaveAreRefusedInThePreview() throws Exception {
        PropertyMap wanted = keyspace("shop")
                .with(MYSQL_PARAMETERS, Map.of("wait_timeut", "1", "binlog_row_image", "tiny", "connect_timeout", "1"));

        assertThat(look(wanted))
                .extracting(Finding::text)
                .anyMatch(text -> text.contains("`mysqlParameters.wait_timeut`: there is no parameter")
                        && text.contains("Did you mean `wait_timeout`?"))
                .anyMatch(text -> text.contains("`tiny` is not one of its values"))
                .anyMatch(text -> text.contains("1 is out of range. Use 2 or more"));
    }

    @Test
    void sizeWithoutEffectOnADevelopmentBranchIsNoDrift() throws Exception {
        var _ = world.api()
                .post(databases.then("/shop/branches"), Map.of("name", "dev", "parent_branch", "main"), JsonNode.class);
        PropertyMap wanted = keyspace("orders").with(BRANCH, "dev").with(CLUSTER_SIZE, "PS_20");

        assertThat(look(wanted)).extracting(Finding::text).anyMatch(text -> text.contains("is a development branch"));
        Outcome.Ready made = (Outcome.Ready) lifecycle.create(world.operation(), wanted);
        assertThat(plan(wanted, made.state(), wanted)).isInstanceOf(Plan.Keep.class);
        assertThat(lifecycle.refresh(world.operation(), made.id(), wanted, made.state()))
                .contains(new Lifecycle.Found(made.id(), wanted, made.state()));
    }

    @Test
    void shardedKeyspaceWithForeignKeysIsRefusedInThePreview() throws Exception {
        var _ = world.api()
                .patch(databases.then("/shop"), Map.of("allow_foreign_key_constraints", true), JsonNode.class);

        assertThat(look(keyspace("orders").with(SHARDS, 2L)))
                .extracting(Finding::text)
                .anyMatch(text -> text.contains("allows foreign key constraints"));
    }

    @Test
    void sizeAndRegionThatDoNotExistAreRefusedInThePreview() throws Exception {
        PropertyMap wanted =
                keyspace("orders").with(CLUSTER_SIZE, "PS_11").with(READ_ONLY_REGIONS, Set.of(region("eu-moon", 1)));

        assertThat(look(wanted))
                .extracting(Finding::text)
                .anyMatch(text -> text.contains("`clusterSize`: there is no cluster size `PS_11`"))
                .anyMatch(text -> text.contains("`readOnlyRegions`: there is no region `eu-moon`"));
    }

    @Test
    void regionOfTheBranchItselfIsRefusedInThePreview() throws Exception {
        String own = world.api()
                .get(databases.then("/shop/branches/main"), JsonNode.class)
                .path("region")
                .path("slug")
                .asText();

        assertThat(look(keyspace("orders").with(READ_ONLY_REGIONS, Set.of(region(own, 2)))))
                .extracting(Finding::text)
                .anyMatch(text -> text.contains("`" + own + "` is the branch's own region"));
    }

    @Test
    void namesOfAnotherKeyspaceThatExistsAreTaken() throws Exception {
        var _ = lifecycle.create(world.operation(), keyspace("orders"));

        assertThat(look(keyspace("orders")))
                .extracting(Finding::text)
                .anyMatch(text -> text.contains("Keyspace `acme/shop/main/orders` already exists"));
    }

    private static PropertyMap region(String slug, long replicas) {
        return PropertyMap.EMPTY.with(REGION, slug).with(REGION_SIZE, "PS_10").with(REGION_REPLICAS, replicas);
    }

    private PropertyMap keyspace(String name) {
        return world.settings()
                .with(DATABASE, "shop")
                .with(BRANCH, "main")
                .with(NAME, name)
                .with(CLUSTER_SIZE, "PS_10");
    }

    private void setParameter(String name, String value) throws Exception {
        ApiPath changes = main.then("/keyspaces/orders/config-changes");
        JsonNode draft = world.api()
                .post(changes, Map.of("change_type", "mysqld", "options", Map.of(name, value)), JsonNode.class);
        var _ = world.api()
                .post(
                        main.then("/config-changes/submit"),
                        Map.of("ids", List.of(draft.path("id").asText())),
                        JsonNode.class);
    }

    private JsonNode live(String name) throws Exception {
        return world.api().get(main.then("/keyspaces/{}", name).with("full", "true"), JsonNode.class);
    }

    private List<Finding> look(PropertyMap inputs) throws InterruptedException {
        return lifecycle.previewCreate(world.operation(), inputs).findings();
    }

    private Plan plan(PropertyMap before, PropertyMap state, PropertyMap after) throws InterruptedException {
        return lifecycle.plan(world.operation(), "orders", before, state, after, List.of());
    }
}
