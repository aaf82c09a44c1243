package com.pulumi.planetscale.emulator.vitess;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What official clients set although the description lacks it, and how Vitess writes VSchemas.
@ExtendWith(Emulated.class)
final class KeyspaceSettingsTest {
    private static final String KEYSPACE = MAIN + "/keyspaces/shop";
    private static final String REGIONS = KEYSPACE + "/read-only-regions";

    @BeforeEach
    void makeShop(Client client) {
        client.createShop().ok();
    }

    @Test
    void omittedSettingsStay(Client client) {
        client.patch(KEYSPACE, "{\"max_rollout\": 4, \"throttler\": {\"threshold\": 9}}")
                .ok();
        Reply changed =
                client.patch(KEYSPACE, "{\"throttler\": {\"enabled\": false}}").ok();

        assertThat(changed.get("max_rollout").asInt()).isEqualTo(4);
        assertThat(changed.get("throttler").get("threshold").asInt()).isEqualTo(9);
        assertThat(changed.get("throttler").get("enabled").asBoolean()).isFalse();
    }

    @Test
    void disksThatHaveShrunkDoNotGrow(Client client) {
        Reply changed = client.patch(
                        KEYSPACE,
                        "{\"storage\": {\"disk_scaling_strategy\": \"shrink\", \"storage_bytes\": 10737418240}}")
                .ok();

        assertThat(changed.get("storage").get("disk_scaling_strategy").asText()).isEqualTo("disable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"max_rollout\": 33}",
                "{\"throttler\": {\"threshold\": -1}}",
                "{\"storage\": {\"disk_scaling_strategy\": \"shrink\"}}",
                "{\"storage\": {\"storage_bytes\": 10737418240}}",
                "{\"storage\": {\"disk_scaling_strategy\": \"shrink\", \"storage_bytes\": 5}}",
                "{\"storage\": {\"max_storage_bytes\": 99999999999999}}"
            })
    void settingsOutOfRangeAreRefused(String body, Client client) {
        assertThat(client.patch(KEYSPACE, body).status()).isEqualTo(422);
    }

    @Test
    void readOnlyRegionsAreReplacedAsAWhole(Client client) {
        client.put(REGIONS, regions("eu-west")).ok();

        assertThat(client.get(KEYSPACE).body().has("read_only_regions")).isFalse();
        assertThat(client.get(KEYSPACE + "?full=true").get("read_only_regions").findValuesAsText("region"))
                .containsExactly("eu-west");
        assertThat(client.get(SHOP + "/read-only-regions").get("data")).hasSize(1);

        client.put(REGIONS, "{\"read_only_regions\": []}").ok();

        assertThat(client.get(KEYSPACE + "?full=true").get("read_only_regions")).isEmpty();
        assertThat(client.get(SHOP + "/read-only-regions").get("data")).isEmpty();
    }

    @Test
    void readOnlyRegionsAreNotTheBranchsOwnNorThoseOfDevelopment(Client client) {
        client.createDev().ok();

        String own = client.get(MAIN).get("region").get("slug").asText();

        assertThat(client.put(REGIONS, regions(own)).status()).isEqualTo(422);
        assertThat(client.put(REGIONS, regions("moon")).status()).isEqualTo(422);
        assertThat(client.put(DEV + "/keyspaces/shop/read-only-regions", regions("eu-west"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void vschemaComesBackWithoutWhatIsFalseOrEmpty(Client client) {
        Reply changed = client.patch(
                        KEYSPACE + "/vschema",
                        "{\"vschema\": \"{\\\"sharded\\\": false, \\\"vindexes\\\": {}, \\\"tables\\\": {\\\"a\\\": {}}}\"}")
                .ok();

        assertThat(changed.text("raw")).contains("\"a\"").doesNotContain("sharded", "vindexes");
    }

    @Test
    void vindexThatIsNotDefinedIsRefused(Client client) {
        Reply refused = client.patch(
                KEYSPACE + "/vschema",
                "{\"vschema\": \"{\\\"tables\\\": {\\\"a\\\": {\\\"column_vindexes\\\": [{\\\"name\\\": \\\"hash\\\"}]}}}\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.message()).contains("vindex hash not found");
    }

    private static String regions(String slug) {
        return "{\"read_only_regions\": [{\"region\": \"" + slug
                + "\", \"cluster_size\": \"PS_10\", \"replicas\": 2}]}";
    }
}
