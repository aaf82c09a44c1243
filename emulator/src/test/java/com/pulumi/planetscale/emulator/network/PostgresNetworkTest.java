package com.pulumi.planetscale.emulator.network;

import static com.pulumi.planetscale.emulator.Client.ORGANIZATION;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.ValueSource;

/// PgBouncers and IP restrictions of PostgreSQL databases.
@ExtendWith(Emulated.class)
final class PostgresNetworkTest {
    private static final String NOTES = ORGANIZATION + "/databases/notes";
    private static final String BOUNCERS = NOTES + "/branches/main/bouncers";
    private static final String CIDRS = NOTES + "/cidrs";

    @BeforeEach
    void makeNotes(Client client) {
        client.post(
                        ORGANIZATION + "/databases",
                        "{\"name\": \"notes\", \"kind\": \"postgresql\", \"cluster_size\": \"PS_10_AWS_ARM\"}")
                .ok();
    }

    @Test
    void bouncerWithoutANameGetsOne(Client client) {
        Reply made = client.post(BOUNCERS, "{}").ok();

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text("name")).hasSizeLessThanOrEqualTo(12);
        assertThat(made.get("sku").get("name").asText()).isEqualTo("PGB_5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"primary\"}",
                "{\"name\": \"far-too-long-name\"}",
                "{\"name\": \"A\"}",
                "{\"bouncer_size\": \"PGB_6\"}",
                "{\"replicas_per_cell\": 0}"
            })
    void bouncersThatCannotBeAreRefused(String body, Client client) {
        assertThat(client.post(BOUNCERS, body).status()).isEqualTo(422);
    }

    @Test
    void changeShowsAtOnceAndKeepsOthersOutUntilItIsThrough(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.BOUNCER_DRAIN, Duration.ofHours(24));
        client.post(BOUNCERS, "{\"name\": \"app\"}").ok();
        assertThat(client.get(BOUNCERS + "/app/terraform-state").body().has("parameters"))
                .isFalse();

        client.patch(
                        BOUNCERS + "/app/resizes",
                        "{\"bouncer_size\": \"PGB_10\", \"parameters\": {\"pgbouncer\": {\"default_pool_size\": \"40\"}}}")
                .ok();

        assertThat(client.get(BOUNCERS + "/app").get("sku").get("name").asText())
                .isEqualTo("PGB_10");
        assertThat(client.get(BOUNCERS + "/app/terraform-state")
                        .get("parameters")
                        .get("pgbouncer")
                        .get("default_pool_size")
                        .asText())
                .isEqualTo("40");
        assertThat(client.patch(BOUNCERS + "/app/resizes", "{\"bouncer_size\": \"PGB_10\"}")
                        .status())
                .isEqualTo(204);
        assertThat(client.patch(BOUNCERS + "/app/resizes", "{\"bouncer_size\": \"PGB_20\"}")
                        .message())
                .contains("already being resized");
        client.delete(BOUNCERS + "/app/resizes").ok();
        assertThat(client.get(BOUNCERS + "/app").get("sku").get("name").asText())
                .isEqualTo("PGB_5");
    }

    @Test
    void wayToABouncerIsShownWithTheRole(Client client) {
        client.post(BOUNCERS, "{\"name\": \"app\"}").ok();
        String roles = NOTES + "/branches/main/roles";
        Reply role = client.post(roles, "{\"name\": \"app\"}").ok();
        String one = roles + "/" + role.text("id");

        assertThat(client.get(one + "?bouncer=app").text("username")).isEqualTo(role.text("username") + "|app");
        assertThat(client.get(one + "?replica=true").text("username")).isEqualTo(role.text("username") + "|replica");
        assertThat(client.get(one + "?bouncer=none").status()).isEqualTo(404);
    }

    @Test
    void ruleReadsBackEmptyScopesAndChangesOnlyWhatIsSent(Client client) {
        Reply made = client.post(CIDRS, "{\"cidrs\": [\"203.0.113.7\"]}").ok();
        String one = CIDRS + "/" + made.text("id");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("role")).isEmpty();
        Reply changed = client.patch(one, "{\"role\": \"app\"}").ok();
        assertThat(changed.get("cidrs")).hasSize(1);
        assertThat(changed.text("role")).isEqualTo("app");
        assertThat(client.get(CIDRS).get("total_count").asInt()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[\"2001:db8::1\"]", "[\"10.0.0.0/33\"]", "[\"office\"]"})
    void addressesThatCannotBeAreRefused(String cidrs, Client client) {
        assertThat(client.post(CIDRS, "{\"cidrs\": " + cidrs + "}").status()).isEqualTo(422);
    }

    @Test
    void vitessHasNeither(Client client) {
        client.createShop().ok();

        assertThat(client.post(SHOP + "/cidrs", "{\"cidrs\": [\"203.0.113.7\"]}")
                        .status())
                .isEqualTo(422);
        assertThat(client.post(SHOP + "/branches/main/bouncers", "{}").status()).isEqualTo(422);
    }
}
