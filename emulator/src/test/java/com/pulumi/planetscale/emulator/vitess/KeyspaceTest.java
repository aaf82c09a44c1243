package com.pulumi.planetscale.emulator.vitess;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Emulated.class)
final class KeyspaceTest {
    private static final String ALL = MAIN + "/keyspaces";
    private static final String ONE = ALL + "/shop";

    @BeforeEach
    void createShop(Client client) {
        client.createShop().ok();
    }

    @Test
    void aNewKeyspaceIsReadyAfterItsTime(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.KEYSPACE, Duration.ofMinutes(1));

        Reply created = client.post(ALL, """
                {"name": "sharded", "cluster_size": "PS_40", "extra_replicas": 1, "shards": 4}""");

        assertThat(created.status()).isEqualTo(200);
        assertThat(created.get("ready").asBoolean(true)).isFalse();
        assertThat(created.get("replicas").asInt()).isEqualTo(3);
        assertThat(created.get("sharded").asBoolean()).isTrue();
        assertThat(client.get(MAIN).get("shard_count").asInt()).isEqualTo(5);
        assertThat(client.put(ALL + "/sharded/resizes", "{\"cluster_size\": \"PS_80\"}")
                        .status())
                .isEqualTo(422);

        emulator.clock().advance(Duration.ofMinutes(1));
        assertThat(client.get(ALL + "/sharded").get("ready").asBoolean()).isTrue();
    }

    @Test
    void pathsHaveNamesOnly(Client client) {
        String id = client.get(ONE).text("id");

        assertThat(client.get(ALL + "/" + id).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"cluster_size\": \"PS_10\"}                                       | name",
                "400 | {\"name\": \"two\"}                                                 | cluster_size",
                "422 | {\"name\": \"shop\", \"cluster_size\": \"PS_10\"}                   | already been taken",
                "422 | {\"name\": \"two!\", \"cluster_size\": \"PS_10\"}                   | lowercase",
                "422 | {\"name\": \"two\", \"cluster_size\": \"PS_10_AWS_ARM\"}            | does not exist",
                "422 | {\"name\": \"two\", \"cluster_size\": \"PS_10\", \"shards\": 65}    | between 1 and 64",
                "422 | {\"name\": \"two\", \"cluster_size\": \"PS_10\", \"extra_replicas\": -1} | extra_replicas",
            })
    void whatCannotBeIsRefused(int status, String body, String message, Client client) {
        Reply refused = client.post(ALL, body);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.message()).contains(message);
    }

    @Test
    void settingsChangeInPlace(Client client) {
        Reply changed = client.patch(ONE, """
                {"replication_durability_constraints": {"strategy": "lag"},
                 "vreplication_flags": {"optimize_inserts": false, "allow_no_blob_binlog_row_image": true,
                  "vplayer_batching": true}}""");

        assertThat(changed.get("replication_durability_constraints")
                        .get("strategy")
                        .asText())
                .isEqualTo("lag");
        assertThat(client.get(ONE)
                        .get("vreplication_flags")
                        .get("optimize_inserts")
                        .asBoolean(true))
                .isFalse();
        assertThat(client.get(ONE)
                        .get("vreplication_flags")
                        .get("vplayer_batching")
                        .asBoolean())
                .isTrue();
        assertThat(client.patch(ONE, "{\"replication_durability_constraints\": {\"strategy\": \"hope\"}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void flagsAreReplacedAsAGroup(Client client) {
        String flags = "{\"vreplication_flags\": {%s}}";
        client.patch(ONE, flags.formatted("\"optimize_inserts\": false, \"vplayer_batching\": true"))
                .ok();

        client.patch(ONE, "{\"replication_durability_constraints\": {\"strategy\": \"lag\"}}")
                .ok();
        assertThat(client.get(ONE)
                        .get("vreplication_flags")
                        .path("vplayer_batching")
                        .asBoolean())
                .isTrue();
        client.patch(ONE, flags.formatted("\"allow_no_blob_binlog_row_image\": false"))
                .ok();

        assertThat(client.get(ONE).get("vreplication_flags").toString())
                .isEqualTo("{\"optimize_inserts\":true,\"allow_no_blob_binlog_row_image\":false,"
                        + "\"vplayer_batching\":false}");
    }

    @Test
    void aResizeWithoutADifferenceIsRefused(Client client) {
        assertThat(client.put(ONE + "/resizes", "{\"cluster_size\": \"PS_10\"}").status())
                .isEqualTo(422);
        assertThat(client.put(ONE + "/resizes", "{}").status()).isEqualTo(422);
    }

    @Test
    void resizeInProgressMayOutlastTheResize(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.RESIZE_FLAG, Duration.ofMinutes(30));
        client.put(ONE + "/resizes", "{\"cluster_size\": \"PS_20\"}").ok();

        assertThat(client.get(ONE).text("cluster_name")).isEqualTo("PS_20");
        assertThat(client.get(ONE).get("resizing").asBoolean()).isFalse();
        assertThat(client.get(ONE).get("resize_in_progress").asBoolean()).isTrue();

        emulator.clock().advance(Duration.ofMinutes(30));
        assertThat(client.get(ONE).get("resize_in_progress").asBoolean()).isFalse();
    }

    @Test
    void aResizeTakesItsTimeAndThenTakesEffect(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.KEYSPACE_RESIZE, Duration.ofMinutes(8));

        Reply resize = client.put(ONE + "/resizes", "{\"cluster_size\": \"PS_160\", \"extra_replicas\": 2}");
        assertThat(resize.status()).isEqualTo(200);
        assertThat(resize.text("state")).isEqualTo("pending");
        assertThat(resize.text("previous_cluster_name")).isEqualTo("PS_10");
        assertThat(client.get(ONE).get("resize_pending").asBoolean()).isTrue();

        emulator.clock().advance(Duration.ofMinutes(2));
        assertThat(client.get(ONE).get("resizing").asBoolean()).isTrue();
        assertThat(client.get(ONE).text("cluster_name")).isEqualTo("PS_10");
        assertThat(client.get(ONE + "/rollout-status").text("state")).isEqualTo("in_progress");
        assertThat(client.get(SHOP).get("resizing").asBoolean()).isTrue();

        emulator.clock().advance(Duration.ofMinutes(6));
        assertThat(client.get(ONE).text("cluster_name")).isEqualTo("PS_160");
        assertThat(client.get(ONE).get("replicas").asInt()).isEqualTo(4);
        assertThat(client.get(MAIN).text("vtgate_name")).isEqualTo("VTG_10");
        assertThat(client.get(ONE + "/resizes/" + resize.text("id")).text("state"))
                .isEqualTo("completed");
    }

    @Test
    void twoResizesDoNotOverlap(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.KEYSPACE_RESIZE, Duration.ofMinutes(8));
        client.put(ONE + "/resizes", "{\"cluster_size\": \"PS_20\"}").ok();

        assertThat(client.put(ONE + "/resizes", "{\"cluster_size\": \"PS_40\"}").status())
                .isEqualTo(422);
        assertThat(client.patch(MAIN + "/cluster", "{\"cluster_size\": \"PS_40\"}")
                        .status())
                .isEqualTo(422);
        assertThat(client.delete(ONE + "/resizes").status()).isEqualTo(204);
        assertThat(client.delete(ONE + "/resizes").status()).isEqualTo(404);

        emulator.clock().advance(Duration.ofMinutes(8));
        assertThat(client.get(ONE).text("cluster_name")).isEqualTo("PS_10");
        assertThat(client.get(ONE + "/resizes").get("data").get(0).get("state").asText())
                .isEqualTo("canceled");
    }

    @Test
    void theNewestResizeComesFirst(Client client, Emulator emulator) {
        client.put(ONE + "/resizes", "{\"cluster_size\": \"PS_20\"}").ok();
        Instant between = emulator.clock().instant();
        emulator.clock().advance(Duration.ofMinutes(1));
        client.put(ONE + "/resizes", "{\"cluster_size\": \"PS_40\", \"vector_pool_allocation\": 30}")
                .ok();

        assertThat(client.get(ONE + "/resizes")
                        .get("data")
                        .get(0)
                        .get("cluster_name")
                        .asText())
                .isEqualTo("PS_40");
        assertThat(client.get(ONE + "/resizes?completed_at=" + between.minusSeconds(1) + ".." + between)
                        .get("data"))
                .hasSize(1);
        assertThat(client.get(ONE).get("vector_pool_allocation").asInt()).isEqualTo(30);
        assertThat(client.put(ONE + "/resizes", "{\"vector_pool_allocation\": 101}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void theOlderCallResizesTheDefaultKeyspace(Client client) {
        assertThat(client.patch(MAIN + "/cluster", "{\"cluster_size\": \"PS_20\"}")
                        .status())
                .isEqualTo(204);
        assertThat(client.get(MAIN).text("cluster_name")).isEqualTo("PS_20");
        assertThat(client.patch(MAIN + "/cluster", "{}").status()).isEqualTo(400);
    }

    @Test
    void developmentBranchesKeepTheirSizeForProduction(Client client) {
        client.createDev().ok();

        client.put(DEV + "/keyspaces/shop/resizes", "{\"cluster_size\": \"PS_40\"}")
                .ok();

        assertThat(client.get(DEV + "/keyspaces/shop").text("cluster_name")).isEqualTo("PS_DEV");
        assertThat(client.get(DEV + "/keyspaces/shop").get("replicas").asInt(-1))
                .isZero();
        assertThat(client.post(DEV + "/promote", "").text("cluster_name")).isEqualTo("PS_40");
    }

    @Test
    void theLastAndTheDefaultKeyspaceStay(Client client) {
        assertThat(client.delete(ONE).message()).contains("last keyspace");
        client.post(ALL, "{\"name\": \"second\", \"cluster_size\": \"PS_10\"}").ok();

        assertThat(client.delete(ONE).message()).contains("default keyspace");
        assertThat(client.delete(ALL + "/second").status()).isEqualTo(204);
        assertThat(client.get(ALL).get("data")).hasSize(1);
    }

    @Test
    void deletingNeedsTheAccessForTheBranch(Client client, Emulator emulator) {
        client.post(ALL, "{\"name\": \"second\", \"cluster_size\": \"PS_10\"}").ok();
        Client narrow = client.with(emulator, Accesses.none().onDatabase("shop", "delete_branch"));
        Client right = client.with(emulator, Accesses.none().onDatabase("shop", "delete_production_branch"));

        assertThat(narrow.delete(ALL + "/second").status()).isEqualTo(404);
        assertThat(right.delete(ALL + "/second").status()).isEqualTo(204);
    }

    @Test
    void shardsAreNamedByTheirRange(Client client) {
        client.post(ALL, "{\"name\": \"sharded\", \"cluster_size\": \"PS_10\", \"shards\": 4}")
                .ok();

        assertThat(client.get(ALL + "/sharded/rollout-status").get("shards").findValuesAsText("name"))
                .containsExactly("-40", "40-80", "80-c0", "c0-");
        assertThat(client.get(ONE + "/rollout-status").get("shards").findValuesAsText("name"))
                .containsExactly("-");
    }

    @Test
    void theVSchemaComesBackLaidOutAnew(Client client) {
        Reply changed = client.patch(ONE + "/vschema", "{\"vschema\": \"{\\\"sharded\\\":true,\\\"tables\\\":{}}\"}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("raw"))
                .isNotEqualTo("{\"sharded\":true,\"tables\":{}}")
                .contains("\"sharded\"");
        assertThat(client.get(ONE + "/vschema").text("raw")).isEqualTo(changed.text("raw"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "[]", "{\\\"tables\\\": []}", "{\\\"sharded\\\": 1}"})
    void aWrongVSchemaIsRefused(String vschema, Client client) {
        assertThat(client.patch(ONE + "/vschema", "{\"vschema\": \"" + vschema + "\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void safeMigrationsKeepTheVSchema(Client client) {
        client.post(MAIN + "/safe-migrations", "").ok();

        assertThat(client.patch(ONE + "/vschema", "{\"vschema\": \"{}\"}").message())
                .contains("deploy request");
    }

    @Test
    void postgresHasNone(Client client) {
        client.delete(SHOP);
        client.createPostgresShop().ok();

        assertThat(client.get(ALL).status()).isEqualTo(422);
        assertThat(client.post(ALL, "{\"name\": \"a\", \"cluster_size\": \"PS_10\"}")
                        .status())
                .isEqualTo(422);
    }
}
