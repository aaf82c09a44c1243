package com.pulumi.planetscale.emulator.driver;

import static com.pulumi.planetscale.emulator.Client.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.mysql.Served;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// How long sessions of the serverless driver last, and how much a statement may return.
@ExtendWith(Served.class)
final class SessionTest {
    private static final String SERVICE = "/psdb.v1alpha1.Database/";

    private Client driver;
    private JsonNode session;

    @BeforeEach
    void connect(Emulator emulator, Client client) {
        client.createShop().ok();
        Reply password = client.post(MAIN + "/passwords", "{}").ok();
        byte[] pair = (password.text("username") + ":" + password.text("plain_text")).getBytes(StandardCharsets.UTF_8);
        driver = new Client(
                emulator.serverUrl().replaceFirst("/v1$", ""),
                "Basic " + Base64.getEncoder().encodeToString(pair));
        session = JsonNodeFactory.instance.nullNode();
        run("CREATE TABLE digits (i INT PRIMARY KEY)");
        run("INSERT INTO digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)");
    }

    @Test
    void aTransactionIsRolledBackAfterTwentySeconds(Emulator emulator) {
        run("BEGIN");
        run("DELETE FROM digits");
        emulator.clock().advance(Duration.ofSeconds(19));
        assertThat(run("SELECT i FROM digits").path("result").path("rows")).isEmpty();

        emulator.clock().advance(Duration.ofSeconds(1));
        JsonNode late = run("COMMIT");

        assertThat(late.path("error").path("code").asText()).isEqualTo("ABORTED");
        assertThat(late.path("error").path("message").asText())
                .contains("code = Aborted desc = transaction ", "(exceeded timeout: 20s)");
        assertThat(run("ROLLBACK").has("error")).isFalse();
        assertThat(run("SELECT i FROM digits").path("result").path("rows")).hasSize(10);
    }

    @Test
    void aSessionThatIsNotInATransactionGoesOnAfterALongRest(Emulator emulator) {
        run("SELECT 1");
        emulator.clock().advance(Duration.ofHours(1));

        assertThat(run("SELECT i FROM digits").path("result").path("rows")).hasSize(10);
    }

    @Test
    void aSessionEndsWhenItIsClosed() {
        run("BEGIN");
        run("DELETE FROM digits");

        driver.post(SERVICE + "CloseSession", body("")).ok();
        session = driver.post(SERVICE + "CreateSession", "{}").ok().get("session");

        assertThat(run("SELECT i FROM digits").path("result").path("rows")).hasSize(10);
    }

    @Test
    void moreRowsThanPlanetScaleReturnsAreRefused() {
        JsonNode error = run("SELECT 1 FROM digits a, digits b, digits c, digits d, digits e, digits f")
                .path("error");

        assertThat(error.path("code").asText()).isEqualTo("ABORTED");
        assertThat(error.path("message").asText()).contains("desc = Row count exceeded 100000");
        assertThat(run("SELECT i FROM digits").path("result").path("rows")).hasSize(10);
    }

    @Test
    void aLargerResultThanPlanetScaleReturnsIsRefused() {
        JsonNode error =
                run("SELECT REPEAT('x', 1000000) FROM digits a, digits b").path("error");

        assertThat(error.path("code").asText()).isEqualTo("RESOURCE_EXHAUSTED");
        assertThat(error.path("message").asText())
                .isEqualTo("grpc: received message larger than max (68000000 vs. 67108864)");
    }

    private JsonNode run(String sql) {
        JsonNode answer = driver.post(SERVICE + "Execute", body(sql)).ok().body();
        session = answer.path("session");
        return answer;
    }

    private String body(String sql) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("query", sql);
        body.set("session", session);
        return body.toString();
    }
}
