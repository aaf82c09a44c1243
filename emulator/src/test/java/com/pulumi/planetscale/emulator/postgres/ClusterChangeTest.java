package com.pulumi.planetscale.emulator.postgres;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Emulated.class)
final class ClusterChangeTest {
    private static final String ALL = MAIN + "/changes";

    @BeforeEach
    void createShop(Client client) {
        client.createPostgresShop().ok();
    }

    @Test
    void itTakesItsTimeAndThenTakesEffect(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.CLUSTER_CHANGE, Duration.ofMinutes(4));

        Reply change = client.patch(ALL, """
                {"cluster_size": "PS_20_AWS_ARM", "replicas": 3, "parameters": {"pgconf": {"max_connections": "200"}},
                 "storage": {"minimum_storage_bytes": 42949672960, "storage_iops": 4000, "storage_throughput_mibs": 300}}""");
        assertThat(change.status()).isEqualTo(200);
        assertThat(change.text("state")).isEqualTo("pending");
        assertThat(change.text("previous_cluster_name")).isEqualTo("PS_10_AWS_ARM");
        assertThat(client.get(MAIN).text("cluster_name")).isEqualTo("PS_10_AWS_ARM");
        assertThat(client.get(SHOP).get("config_changing").asBoolean()).isTrue();

        emulator.clock().advance(Duration.ofMinutes(4));
        Reply branch = client.get(MAIN);
        assertThat(branch.text("cluster_name")).isEqualTo("PS_20_AWS_ARM");
        assertThat(branch.get("replicas").asInt()).isEqualTo(3);
        assertThat(branch.get("storage_iops").asInt()).isEqualTo(4000);
        assertThat(branch.get("parameters").get("pgconf").get("max_connections").asText())
                .isEqualTo("200");
        assertThat(client.get(ALL + "/" + change.text("id")).text("state")).isEqualTo("completed");
    }

    @Test
    void nothingToChangeIsNoContent(Client client) {
        assertThat(client.patch(ALL, "{}").status()).isEqualTo(204);
        assertThat(client.patch(ALL, "{\"replicas\": 2, \"parameters\": {\"pgconf\": {\"max_connections\": 100}}}")
                        .status())
                .isEqualTo(204);
        assertThat(client.get(ALL).get("data")).isEmpty();
    }

    @Test
    void whatIsSentBeforeTheStartGoesIntoTheSameRequest(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.CLUSTER_CHANGE, Duration.ofMinutes(4));
        String id = client.patch(ALL, "{\"replicas\": 3}").text("id");

        Reply second = client.patch(ALL, "{\"cluster_size\": \"PS_20_AWS_ARM\"}");
        assertThat(second.text("id")).isEqualTo(id);
        assertThat(second.get("replicas").asInt()).isEqualTo(3);

        emulator.clock().advance(Duration.ofMinutes(2));
        assertThat(client.patch(ALL, "{\"replicas\": 4}").message()).contains("in progress");
        emulator.clock().advance(Duration.ofMinutes(2));
        assertThat(client.get(MAIN).get("replicas").asInt()).isEqualTo(3);
        assertThat(client.get(MAIN).text("cluster_name")).isEqualTo("PS_20_AWS_ARM");
    }

    @Test
    void theOfficialTerraformProviderReplacesAllParameters(Client client) {
        client.patch(ALL, "{\"parameters\": {\"pgconf\": {\"max_connections\": \"200\", \"work_mem\": \"8388608\"}}}")
                .ok();
        String body = """
                {"cluster_size": "PS_20_AWS_ARM", "parameters": {"pgconf": {"max_connections": "300"}}}""";

        Reply change = client.put(MAIN + "/terraform-changes", body);
        assertThat(change.status()).isEqualTo(200);
        assertThat(client.get(ALL + "/" + change.text("id")).text("state")).isEqualTo("completed");
        Reply branch = client.get(MAIN);
        assertThat(branch.text("cluster_name")).isEqualTo("PS_20_AWS_ARM");
        assertThat(branch.get("parameters").get("pgconf").properties())
                .extracting(field -> field.getKey() + "=" + field.getValue().asText())
                .containsExactly("max_connections=300");

        assertThat(client.put(MAIN + "/terraform-changes", body).status()).isEqualTo(204);
        client.put(MAIN + "/terraform-changes", "{}").ok();
        assertThat(client.get(MAIN).get("parameters")).isEmpty();
        assertThat(client.get(MAIN).text("cluster_name")).isEqualTo("PS_20_AWS_ARM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/changes", "/resizes"})
    void itCanBeCancelledInTwoWays(String path, Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.CLUSTER_CHANGE, Duration.ofMinutes(4));
        client.patch(ALL, "{\"replicas\": 3}").ok();

        assertThat(client.delete(MAIN + path).status()).isEqualTo(204);
        assertThat(client.delete(MAIN + path).status()).isEqualTo(404);

        emulator.clock().advance(Duration.ofMinutes(4));
        assertThat(client.get(MAIN).get("replicas").asInt()).isEqualTo(2);
        assertThat(client.get(ALL).get("data").get(0).get("state").asText()).isEqualTo("canceled");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"cluster_size\": \"PS_20\"}                                        | does not exist",
                "{\"cluster_size\": \"PS_20_AWS_X86\"}                                | architecture",
                "{\"cluster_size\": \"PS_20_GCP_X86\"}                                | not available",
                "{\"replicas\": 1}                                                    | 0 for a single node",
                "{\"cluster_size\": \"M8_160_AWS_ARM_D_METAL_118\", \"replicas\": 0}  | Metal",
                "{\"storage\": {\"maximum_storage_bytes\": 1}}                        | maximum_storage_bytes",
                "{\"storage\": {\"storage_iops\": 20000}}                             | storage_iops",
                "{\"storage\": {\"storage_iops\": 4000}}                              | 32 GB",
                "{\"storage\": {\"storage_throughput_mibs\": 600}}                    | 593",
                "{\"storage\": {\"storage_throughput_mibs\": 300}}                    | 4000 IOPS",
            })
    void whatCannotBeIsRefused(String body, String message, Client client) {
        Reply refused = client.patch(ALL, body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.message()).contains(message);
    }

    @Test
    void wrongParametersAreAllToldAtOnce(Client client) {
        Reply refused = client.patch(ALL, """
                {"parameters": {"pgconf": {"max_connections": "many", "data_checksums": "off", "nonsense": "1",
                  "huge_pages": "perhaps", "work_mem": "1", "shared_preload_libraries": "pg_cron,unheard_of"}}}""");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.get("errors").findValuesAsText("name"))
                .containsExactlyInAnyOrder(
                        "max_connections",
                        "data_checksums",
                        "nonsense",
                        "huge_pages",
                        "work_mem",
                        "shared_preload_libraries");
        assertThat(refused.get("errors").get(0).get("namespace").asText()).isEqualTo("pgconf");
    }

    @Test
    void parametersAreListedWithTheirValues(Client client) {
        client.patch(ALL, """
                {"parameters": {"pgconf": {"max_connections": 200, "random_page_cost": "2.5", "log_lock_waits": true,
                  "deadlock_timeout": "500ms"}, "patroni": {"failover_delay": "5"}}}""").ok();

        JsonNode parameters = client.get(MAIN + "/parameters").body();
        assertThat(parameters.isArray()).isTrue();
        JsonNode maxConnections = named(parameters, "max_connections");
        assertThat(maxConnections.get("value").asText()).isEqualTo("200");
        assertThat(maxConnections.get("default_value").asText()).isEqualTo("100");
        assertThat(maxConnections.get("restart").asBoolean()).isTrue();
        assertThat(client.get(MAIN + "/parameters?extension=true").body())
                .allMatch(parameter -> parameter.get("extension").asBoolean());
        assertThat(client.get(MAIN + "/parameters?internal=true").body()).isEmpty();
    }

    @Test
    void sendingTheDefaultResetsAParameter(Client client) {
        client.patch(ALL, "{\"parameters\": {\"pgconf\": {\"max_connections\": \"200\"}}}")
                .ok();
        client.patch(ALL, "{\"replicas\": 3}").ok();
        assertThat(client.get(MAIN)
                        .get("parameters")
                        .get("pgconf")
                        .get("max_connections")
                        .asText())
                .isEqualTo("200");

        client.patch(ALL, "{\"parameters\": {\"pgconf\": {\"max_connections\": \"100\"}}}")
                .ok();

        assertThat(client.get(MAIN).get("parameters")).isEmpty();
    }

    @Test
    void extensionsAreListedWithTheirParameters(Client client) {
        JsonNode extensions = client.get(MAIN + "/extensions").body();

        assertThat(named(extensions, "pg_cron").get("parameters").findValuesAsText("name"))
                .contains("cron.timezone");
        assertThat(named(extensions, "pgvector").get("loader").asText()).isEqualTo("create_extension");
    }

    @Test
    void leavingDevelopmentSizeMakesItAProductionBranch(Client client) {
        client.createDev().ok();

        client.patch(DEV + "/changes", "{\"cluster_size\": \"PS_10_AWS_ARM\"}").ok();

        assertThat(client.get(DEV).get("production").asBoolean()).isTrue();
    }

    @Test
    void vitessHasNone(Client client) {
        client.delete(SHOP);
        client.createShop().ok();

        assertThat(client.get(ALL).status()).isEqualTo(422);
        assertThat(client.patch(ALL, "{}").status()).isEqualTo(422);
        assertThat(client.get(MAIN + "/parameters").status()).isEqualTo(422);
        assertThat(client.get(MAIN + "/extensions").status()).isEqualTo(422);
    }

    private static JsonNode named(JsonNode list, String name) {
        for (JsonNode item : list) {
            if (item.get("name").asText().equals(name)) {
                return item;
            }
        }
        throw new AssertionError("Nothing is named " + name);
    }
}
