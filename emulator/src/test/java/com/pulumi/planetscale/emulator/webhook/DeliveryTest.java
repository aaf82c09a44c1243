package com.pulumi.planetscale.emulator.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.time.Delay;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What webhooks are really sent. The receiver is a stub of the emulator's own server.
@ExtendWith(Emulated.class)
final class DeliveryTest {
    private static final String ALL = SHOP + "/webhooks";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @BeforeEach
    void createShop(Client client, Emulator emulator) {
        client.createShop().ok();
        client.get(SHOP).ok();
        client.admin()
                .patch("/objects/organizations/acme", "{\"webhooks\": \"local\"}")
                .ok();
        emulator.wireMock().stubFor(post(urlEqualTo("/hook")).willReturn(ok()));
    }

    private static Reply subscribe(Client client, Emulator emulator, String path, String... events) {
        return client.post(ALL, """
                {"url": "%s", "enabled": true, "events": [%s]}""".formatted(
                emulator.wireMock().url(path), events.length == 0 ? "" : "\"" + String.join("\", \"", events) + "\""));
    }

    private static List<LoggedRequest> received(Emulator emulator, String path) {
        emulator.admin().events().awaitDeliveries();
        return emulator.wireMock().findAll(postRequestedFor(urlEqualTo(path)));
    }

    private static JsonNode body(LoggedRequest request) {
        try {
            return JSON.readTree(request.getBodyAsString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void backupsTellHowTheyEnd(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.BACKUP, Duration.ofMinutes(1));
        subscribe(client, emulator, "/hook", "backup.succeeded", "backup.failed")
                .ok();
        client.post(MAIN + "/backups", "{}").ok();
        String failing = client.post(MAIN + "/backups", "{}").ok().text("id");
        client.admin()
                .patch("/objects" + MAIN + "/backups/" + failing, "{\"outcome\": \"failed\"}")
                .ok();
        assertThat(received(emulator, "/hook")).isEmpty();

        emulator.clock().advance(Duration.ofMinutes(1));
        client.get(SHOP).ok();

        assertThat(received(emulator, "/hook"))
                .extracting(request -> body(request).path("event").asText())
                .containsExactly("backup.succeeded", "backup.failed");
        Emulated.saidSomethingNewer();
    }

    @Test
    void theAuthorizationIsSentAndNeverShown(Client client, Emulator emulator) {
        Reply created = subscribe(client, emulator, "/hook", "branch.ready").ok();
        String one = ALL + "/" + created.text("id");
        assertThat(created.get("authorization_header_configured").asBoolean()).isFalse();

        Reply changed = client.patch(one, "{\"authorization_header\": \"Bearer planted\"}")
                .ok();
        client.post(one + "/test", "").ok();

        assertThat(changed.get("authorization_header_configured").asBoolean()).isTrue();
        assertThat(client.get(one).raw().body()).doesNotContain("planted");
        assertThat(received(emulator, "/hook"))
                .extracting(request -> request.getHeader("Authorization"))
                .containsExactly("Bearer planted");
    }

    @Test
    void aBranchThatBecomesReadyIsToldWithTheTimeAtWhichItDid(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.BRANCH, Duration.ofMinutes(1));
        subscribe(client, emulator, "/hook", "branch.ready").ok();
        Instant begun = emulator.clock().instant();
        client.createDev().ok();
        assertThat(received(emulator, "/hook")).isEmpty();

        emulator.clock().advance(Duration.ofHours(1));

        List<LoggedRequest> received = received(emulator, "/hook");
        assertThat(received).hasSize(1);
        JsonNode told = body(received.get(0));
        assertThat(told.get("event").asText()).isEqualTo("branch.ready");
        assertThat(told.get("organization").asText()).isEqualTo("acme");
        assertThat(told.get("database").asText()).isEqualTo("shop");
        assertThat(told.get("timestamp").asLong()).isEqualTo(begun.getEpochSecond() + 60);
        assertThat(told.get("resource")).isEqualTo(client.get(DEV).body());
    }

    @Test
    void theBodyIsSignedWithTheSecret(Client client, Emulator emulator) throws GeneralSecurityException {
        String secret = subscribe(client, emulator, "/hook", "branch.ready").text("secret");

        client.createDev().ok();

        LoggedRequest request = received(emulator, "/hook").get(0);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(request.getHeader("X-PlanetScale-Signature"))
                .isEqualTo(HexFormat.of().formatHex(mac.doFinal(request.getBody())));
        assertThat(request.getHeader("Content-Type")).startsWith("application/json");
    }

    @Test
    void aTestShowsTheDatabaseToOneThatHasSubscribedToNothing(Client client, Emulator emulator) {
        String id = subscribe(client, emulator, "/hook").text("id");

        client.post(ALL + "/" + id + "/test", "").ok();

        JsonNode told = body(received(emulator, "/hook").get(0));
        assertThat(told.get("event").asText()).isEqualTo("webhook.test");
        assertThat(told.get("resource").get("name").asText()).isEqualTo("shop");
    }

    @Test
    void howItWentIsRemembered(Client client, Emulator emulator) {
        String good = subscribe(client, emulator, "/hook", "branch.ready").text("id");
        String bad = subscribe(client, emulator, "/bad", "branch.ready").text("id");
        emulator.wireMock()
                .stubFor(post(urlEqualTo("/bad")).willReturn(aResponse().withStatus(500)));

        client.createDev().ok();
        emulator.admin().events().awaitDeliveries();

        Reply sent = client.get(ALL + "/" + good);
        assertThat(sent.get("last_sent_success").asBoolean()).isTrue();
        assertThat(sent.text("last_sent_result")).isEqualTo("success");
        assertThat(sent.get("last_sent_at").isNull()).isFalse();
        Reply failed = client.get(ALL + "/" + bad);
        assertThat(failed.get("last_sent_success").asBoolean(true)).isFalse();
        assertThat(failed.text("last_sent_result")).isEqualTo("failed");
        assertThat(failed.get("enabled").asBoolean()).isTrue();
        assertThat(Emulated.log())
                .anySatisfy(line -> assertThat(line)
                        .contains(bad, "branch.ready", "answered 500")
                        .doesNotContain("/bad"));
    }

    @Test
    void theOrderIsKept(Client client, Emulator emulator) {
        subscribe(client, emulator, "/hook", "branch.anomaly").ok();

        IntStream.range(0, 20)
                .forEach(number -> emulator.admin()
                        .events()
                        .publish("branch.anomaly", MAIN, JSON.createObjectNode().put("number", number)));

        assertThat(received(emulator, "/hook"))
                .extracting(
                        request -> body(request).get("resource").get("number").asInt())
                .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
    }

    @Test
    void aReceiverHasTwoSecondsAndHoldsUpNobodyElse(Client client, Emulator emulator) {
        String slow = subscribe(client, emulator, "/slow", "branch.ready").text("id");
        subscribe(client, emulator, "/hook", "branch.ready").ok();
        emulator.wireMock().stubFor(post(urlEqualTo("/slow")).willReturn(ok().withFixedDelay(10_000)));
        long begun = System.nanoTime();

        client.createDev().ok();
        client.get(DEV).ok();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        assertThat(received(emulator, "/hook")).hasSize(1);

        assertThat(client.get(ALL + "/" + slow).text("last_sent_result")).isEqualTo("failed");
        assertThat(Emulated.log()).anySatisfy(line -> assertThat(line).contains(slow, "within 2 seconds"));
    }

    @Test
    void redirectsAreNotFollowed(Client client, Emulator emulator) {
        String id = subscribe(client, emulator, "/moved", "branch.ready").text("id");
        emulator.wireMock().stubFor(post(urlEqualTo("/moved")).willReturn(temporaryRedirect("/hook")));

        client.createDev().ok();

        assertThat(received(emulator, "/hook")).isEmpty();
        assertThat(client.get(ALL + "/" + id).text("last_sent_result")).isEqualTo("failed");
    }

    @Test
    void fiveFailuresInARowSwitchItOffUntilSomebodySwitchesItOn(Client client, Emulator emulator) {
        String one = ALL + "/"
                + subscribe(client, emulator, "/bad", "branch.anomaly").text("id");
        emulator.wireMock()
                .stubFor(post(urlEqualTo("/bad")).willReturn(aResponse().withStatus(404)));

        anomalies(emulator, 4);
        assertThat(client.get(one).get("enabled").asBoolean()).isTrue();
        anomalies(emulator, 1);
        assertThat(client.get(one).get("enabled").asBoolean(true)).isFalse();
        anomalies(emulator, 1);
        assertThat(received(emulator, "/bad")).hasSize(5);

        client.patch(one, "{\"enabled\": true}").ok();
        anomalies(emulator, 4);
        assertThat(client.get(one).get("enabled").asBoolean()).isTrue();
    }

    private static void anomalies(Emulator emulator, int count) {
        for (int i = 0; i < count; i++) {
            emulator.admin().events().publish("branch.anomaly", MAIN);
        }
        emulator.admin().events().awaitDeliveries();
    }

    @Test
    void aReceiverThatIsNotThereFailsToo(Client client, Emulator emulator) throws IOException {
        // A port that is taken by a socket which does not listen refuses connections.
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String id = client.post(ALL, """
                    {"url": "http://localhost:%d/hook", "enabled": true, "events": ["branch.ready"]}""".formatted(taken.getLocalPort())).text("id");

            client.createDev().ok();
            emulator.admin().events().awaitDeliveries();

            assertThat(client.get(ALL + "/" + id).text("last_sent_result")).isEqualTo("failed");
        }
    }

    @Test
    void nothingLeavesThisMachineUnasked(Client client, Emulator emulator) {
        String id = client.post(ALL, """
                {"url": "https://example.com/hook", "enabled": true, "events": ["branch.ready"]}""").text("id");

        client.createDev().ok();
        emulator.admin().events().awaitDeliveries();

        assertThat(client.get(ALL + "/" + id).get("last_sent_at").isNull()).isTrue();
        assertThat(Emulated.log()).anySatisfy(line -> assertThat(line).contains("branch.ready", id, "--webhooks"));
    }

    @Test
    void onlyWhatWasSubscribedToIsSentAndOnlyWhileItIsSwitchedOn(Client client, Emulator emulator) {
        String id = subscribe(client, emulator, "/hook", "branch.sleeping").text("id");
        client.createDev().ok();
        client.admin().patch("/objects" + DEV, "{\"sleeping\": true}").ok();
        client.admin().patch("/objects" + DEV, "{\"sleeping\": true}").ok();
        assertThat(received(emulator, "/hook")).hasSize(1);

        client.patch(ALL + "/" + id, "{\"enabled\": false}").ok();
        client.admin().patch("/objects" + DEV, "{\"sleeping\": false}").ok();
        client.admin().patch("/objects" + DEV, "{\"sleeping\": true}").ok();
        assertThat(received(emulator, "/hook")).hasSize(1);
    }

    @Test
    void eventsHappenByTheAdminInterface(Client client, Emulator emulator) {
        subscribe(client, emulator, "/hook", "keyspace.storage", "branch.primary_promoted")
                .ok();

        client.admin().post("/events", """
                {"event": "keyspace.storage", "object": "%s",
                 "resource": {"branch_name": "main", "keyspace_name": "shop", "storage_percentage": 90}}""".formatted(MAIN + "/keyspaces/shop")).ok();
        client.admin().post("/events", """
                {"event": "branch.primary_promoted", "object": "%s"}""".formatted(MAIN)).ok();
        client.admin().post("/deliveries/await", "").ok();

        List<LoggedRequest> received = received(emulator, "/hook");
        assertThat(body(received.get(0))
                        .get("resource")
                        .get("storage_percentage")
                        .asInt())
                .isEqualTo(90);
        assertThat(body(received.get(1)).get("resource"))
                .isEqualTo(client.get(MAIN).body());
    }

    @Test
    void eventsThatCannotBeAreRefused(Client client, Emulator emulator) {
        assertThat(client.admin()
                        .post("/events", "{\"event\": \"branch.gone\", \"object\": \"" + MAIN + "\"}")
                        .text("error"))
                .contains("no event branch.gone", "branch.ready");
        assertThat(client.admin()
                        .post("/events", "{\"event\": \"cluster.storage\", \"object\": \"" + MAIN + "\"}")
                        .text("error"))
                .contains("\"resource\"");
        assertThatThrownBy(() -> emulator.admin().events().publish("branch.ready", "/organizations/acme"))
                .hasMessageContaining("is in no database");
    }

    @Test
    void receiversHearOfWhatBecomesDueWhileNobodyAsks(Client client, Emulator emulator)
            throws IOException, InterruptedException {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        try {
            emulator.admin().setDelay(Delay.BRANCH, Duration.ofMinutes(1));
            client.post(ALL, """
                    {"url": "http://127.0.0.1:%d/", "enabled": true, "events": ["branch.ready"]}""".formatted(receiver.getAddress().getPort())).ok();
            client.createDev().ok();

            emulator.clock().advance(Duration.ofMinutes(1));

            assertThat(received.poll(10, TimeUnit.SECONDS)).contains("branch.ready");
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void whatWaitsIsKeptWithTheState(Client client, Emulator emulator) {
        String id = subscribe(client, emulator, "/hook", "branch.ready").text("id");
        client.admin().patch("/objects" + ALL + "/" + id, """
                {"outbox": [{"id": "d", "event": "branch.ready", "body": "{}"}]}""").ok();

        assertThat(received(emulator, "/hook")).hasSize(1);
        assertThat(client.admin().get("/objects" + ALL + "/" + id).get("outbox"))
                .isEmpty();
    }
}
