package com.pulumi.planetscale.emulator.http;

import static com.pulumi.planetscale.emulator.Client.ORGANIZATION;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for all operations: credentials, paths, pages, bodies, errors.
@ExtendWith(Emulated.class)
final class RequestTest {
    @Test
    void withoutCredentialsItIsUnauthorized(Client client) {
        Reply refused = client.with(null).get("/organizations");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("code")).isEqualTo("unauthorized");
    }

    @Test
    void wrongCredentialsAreUnauthorized(Client client, Emulator emulator) {
        assertThat(client.with(emulator.serviceTokenId() + ":pscale_tkn_wrong")
                        .get("/organizations")
                        .status())
                .isEqualTo(401);
        assertThat(client.with("nobodynobody:" + emulator.serviceToken())
                        .get("/organizations")
                        .status())
                .isEqualTo(401);
        assertThat(client.with(emulator.serviceToken() + ":" + emulator.serviceTokenId())
                        .get("/organizations")
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "a:b:c", ":secret", "id:", "Basic aWQ6c2VjcmV0"})
    void malformedCredentialsFindNothing(String authorization, Client client) {
        Reply refused = client.with(authorization).get("/organizations");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.text("code")).isEqualTo("not_found");
    }

    @Test
    void bearerTokensAreInvalidInAShapeOfTheirOwn(Client client) {
        Reply refused = client.with("Bearer something").get("/organizations");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("error")).isEqualTo("invalid_token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nowhere",
                "/organizations/acme/nowhere",
                "/organizations/nobody",
                "/organizations/acme/databases/none"
            })
    void whatIsNotThereIsNotFound(String path, Client client) {
        Reply missing = client.get(path);

        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.text("code")).isEqualTo("not_found");
        assertThat(missing.message()).isEqualTo("Not Found");
        assertThat(missing.raw().headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/json");
    }

    @Test
    void anotherMethodIsNotFound(Client client) {
        assertThat(client.send("PUT", ORGANIZATION, "{}").status()).isEqualTo(404);
    }

    @Test
    void outsideOfTheFirstVersionThereIsNothing(Emulator emulator) {
        Client outside = new Client(emulator.serverUrl().replace("/v1", ""), null);

        assertThat(outside.get("/organizations").status()).isEqualTo(404);
        assertThat(outside.get("/v10/regions").status()).isEqualTo(404);
    }

    @Test
    void whatIsNotEmulatedSaysSo(Client client) {
        client.createShop().ok();

        Reply refused = client.get(SHOP + "/workflows");

        assertThat(refused.status()).isEqualTo(501);
        assertThat(refused.message()).contains("workflows", "not emulated yet");
        assertThat(Emulated.log()).singleElement().asString().contains("not emulated yet");
    }

    @Test
    void whatNoOperationHasIsTold(Client client) {
        client.get(ORGANIZATION + "/nowhere?secret=1");
        client.get("/organizations/nobody");

        assertThat(Emulated.log())
                .singleElement()
                .asString()
                .contains("GET /organizations/acme/nowhere", "not an operation")
                .doesNotContain("secret");
    }

    @Test
    void piecesOfThePathAreDecoded(Client client) {
        client.createShop().ok();

        assertThat(client.get(ORGANIZATION + "/databases/s%68op").status()).isEqualTo(200);
        assertThat(client.get(ORGANIZATION + "/databases/sh+op").status()).isEqualTo(404);
        assertThat(client.get(ORGANIZATION + "/databases/sh%2Fop").status()).isEqualTo(404);
    }

    /// Clients escape what a URI cannot have, so these are sent as they are.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/organizations/[acme]",
                "/organizations/ac|me",
                "/organizations/ac^me",
                "/organizations/a{c}me",
                "/organizations/ac\"me",
                "/organizations/ac\\me",
                "/organizations/%zz",
                "/organizations/%",
                "/organizations/%00",
                "/organizations/acme?name=%zz",
                "/organizations/acme/databases?page=%"
            })
    void addressThatCannotBeReadIsABadRequest(String path, Emulator emulator) throws IOException {
        String answer = raw(emulator, path);

        assertThat(answer).startsWith("HTTP/1.1 400 ").containsIgnoringCase("content-type: application/json");
        assertThat(Json.read(answer.substring(answer.indexOf("\r\n\r\n") + 4))
                        .path("code")
                        .asText())
                .isEqualTo("bad_request");
    }

    @Test
    void bracketsInAQueryAreRead(Emulator emulator) throws IOException {
        assertThat(raw(emulator, "/organizations/acme/databases?q=[1]")).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET *", "OPTIONS *", "CONNECT localhost:443"})
    void targetThatIsNoPathIsABadRequest(String line, Emulator emulator) throws IOException {
        assertThat(sent(emulator, line, "", new byte[0]))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"bad_request\"");
    }

    @Test
    void bodyWhoseChunksCannotBeReadIsABadRequest(Emulator emulator) throws IOException {
        String answer = sent(
                emulator,
                "POST /v1/organizations/acme/service-tokens",
                "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
                "zz\r\n".getBytes(UTF_8));

        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .contains("\"bad_request\"")
                .doesNotContain("xception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/vnd.api+json",
                "application/jsonx"
            })
    void bodyThatIsNotSentAsJsonIsABadRequest(String type, Emulator emulator) throws IOException {
        String answer = posted(emulator, type, "{\"name\": \"ci\"}".getBytes(UTF_8));

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("Content-Type: application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON; charset=utf-8"})
    void bodyThatIsSentAsJsonIsRead(String type, Emulator emulator) throws IOException {
        assertThat(posted(emulator, type, "{\"name\": \"ci ✓\"}".getBytes(UTF_8)))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"ci ✓\"");
    }

    @Test
    void bodyThatIsNotUtf8IsABadRequest(Emulator emulator) throws IOException {
        byte[] latin = "{\"name\": \"caf\u00e9\"}".getBytes(ISO_8859_1);

        assertThat(posted(emulator, "application/json; charset=ISO-8859-1", latin))
                .startsWith("HTTP/1.1 400 ")
                .contains("not valid UTF-8");
    }

    @Test
    void headIsAnsweredAsGetWithoutItsBody(Client client) {
        Reply there = client.send("HEAD", ORGANIZATION, "");
        Reply missing = client.send("HEAD", ORGANIZATION + "/databases/absent", "");

        assertThat(there.status()).isEqualTo(200);
        assertThat(there.raw().body()).isEmpty();
        assertThat(missing.status()).isEqualTo(404);
    }

    private static String posted(Emulator emulator, String type, byte[] body) throws IOException {
        String header = type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
        return sent(
                emulator,
                "POST /v1/organizations/acme/service-tokens",
                header + "Content-Length: " + body.length + "\r\n",
                body);
    }

    private static String raw(Emulator emulator, String path) throws IOException {
        return sent(emulator, "GET " + URI.create(emulator.serverUrl()).getPath() + path, "", new byte[0]);
    }

    private static String sent(Emulator emulator, String line, String headers, byte[] body) throws IOException {
        URI server = URI.create(emulator.serverUrl());
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(10_000);
            String request = line + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nAuthorization: "
                    + emulator.serviceTokenId() + ":" + emulator.serviceToken() + "\r\nConnection: close\r\n" + headers
                    + "\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.getOutputStream().write(body);
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Test
    void listsComeInPages(Client client) {
        client.createShop().ok();
        for (int i = 0; i < 30; i++) {
            client.post(SHOP + "/branches", "{\"name\": \"b" + i + "\"}").ok();
        }

        Reply first = client.get(SHOP + "/branches");
        assertThat(first.text("type")).isEqualTo("list");
        assertThat(first.get("data")).hasSize(25);
        assertThat(first.get("total_count").asInt()).isEqualTo(31);
        assertThat(first.get("total_pages").asInt()).isEqualTo(2);
        assertThat(first.get("prev_page").isNull()).isTrue();

        String next = first.text("next_page_url");
        assertThat(next).startsWith("http://127.0.0.1:").contains("page=2");
        Reply second = client.get(next.replaceFirst(".*/v1", ""));
        assertThat(second.get("data")).hasSize(6);
        assertThat(second.get("next_page").isNull()).isTrue();
        assertThat(second.get("prev_page").asInt()).isEqualTo(1);
    }

    @Test
    void pageAddressesKeepTheFilters(Client client) {
        client.createShop().ok();
        client.createDev().ok();

        Reply first = client.get(SHOP + "/branches?order=desc&per_page=1");

        assertThat(first.text("next_page_url")).contains("order=desc", "per_page=1", "page=2");
    }

    @Test
    void aPageHoldsAHundredAtMost(Client client) {
        assertThat(client.get("/regions?per_page=500").get("per_page").asInt()).isEqualTo(100);
        assertThat(client.get("/regions?page=9").get("data")).isEmpty();
        assertThat(client.get("/regions?page=0").status()).isEqualTo(400);
        assertThat(client.get("/regions?per_page=all").status()).isEqualTo(400);
    }

    @Test
    void requestsBeyondTheLimitAreTooMany(Client client, Emulator emulator) {
        client.admin().put("/limit", "{\"requests_per_minute\": 3}").ok();

        for (int i = 0; i < 3; i++) {
            assertThat(client.get("/regions").status()).isEqualTo(200);
        }
        Reply refused = client.get("/regions");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.raw().headers().firstValue("Retry-After")).isEmpty();

        emulator.clock().advance(Duration.ofMinutes(1));
        assertThat(client.get("/regions").status()).isEqualTo(200);
    }

    @Test
    void unknownFieldsAndNullsAreIgnored(Client client) {
        assertThat(client.post(ORGANIZATION + "/databases", """
                {"name": "shop", "cluster_size": "PS_10", "region": null, "notes": "from an older client"}""").status()).isEqualTo(201);

        // This request is not as described, on purpose.
        Emulated.saidSomethingNewer();
    }
}
