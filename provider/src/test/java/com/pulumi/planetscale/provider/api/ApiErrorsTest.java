package com.pulumi.planetscale.provider.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What answers that are no success come to.
class ApiErrorsTest extends ApiFixture {
    private static final String TOKEN_IN_BASE64 =
            Base64.getEncoder().encodeToString(("tokenid12345:" + TOKEN).getBytes(StandardCharsets.UTF_8));

    /// Each shape of an error body that the API or a proxy before it is known to send.
    record Shape(String name, int status, String body, Kind kind, String said) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Shape> shapes() {
        return Stream.of(
                new Shape(
                        "code and message",
                        422,
                        "{\"code\": \"unprocessable\", \"message\": \"Name is taken\"}",
                        Kind.INVALID,
                        "answered 422 unprocessable: Name is taken"),
                new Shape(
                        "field errors",
                        422,
                        "{\"errors\": [{\"namespace\": \"pgconf\", \"name\": \"max_connections\", \"errors\": [\"too"
                                + " many\"]}]}",
                        Kind.INVALID,
                        "pgconf.max_connections: too many"),
                new Shape(
                        "authentication layer",
                        401,
                        "{\"error\": \"invalid_token\", \"error_description\": \"gone\"}",
                        Kind.UNUSABLE_CREDENTIALS,
                        "PlanetScale does not know the service token `tokenid12345`"),
                new Shape("forbidden", 403, "{}", Kind.DENIED, "needs the access `create_databases`"),
                new Shape(
                        "hidden",
                        404,
                        "{\"code\": \"not_found\", \"message\": \"Not Found\"}",
                        Kind.NOT_FOUND,
                        "needs the access `create_databases`"),
                new Shape(
                        "busy",
                        422,
                        "{\"code\": \"schema_mutation_blocked\", \"message\": \"wait\"}",
                        Kind.CONFLICT,
                        "schema_mutation_blocked"),
                new Shape(
                        "busy with another status",
                        409,
                        "{\"code\": \"schema_mutation_blocked\", \"message\": \"wait\"}",
                        Kind.CONFLICT,
                        "schema_mutation_blocked"),
                new Shape(
                        "a proxy's page",
                        400,
                        "<html><body><h1>Bad\n gateway</h1></body></html>",
                        Kind.INVALID,
                        "answered 400: Bad gateway"),
                new Shape("nothing", 400, "", Kind.INVALID, "answered 400"),
                new Shape("the token itself", 400, "you sent " + TOKEN, Kind.INVALID, "pscale_tkn_[hidden]"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyShapeOfErrorBecomesASentence(Shape shape) {
        server.stubFor(post(anyUrl())
                .willReturn(aResponse()
                        .withStatus(shape.status())
                        .withHeader("X-Request-Id", "req-1")
                        .withBody(shape.body())));

        ApiException failure = failure(() -> api().post(SHOPS, Map.of(), Shop.class));

        assertThat(failure.kind()).isEqualTo(shape.kind());
        assertThat(failure)
                .hasMessageStartingWith("POST /organizations/acme/databases answered " + shape.status())
                .hasMessageContaining(shape.said())
                .hasMessageContaining("(request req-1)")
                .message()
                .doesNotContain(TOKEN);
    }

    @Test
    void answerThatIsNotUnderstoodIsNotShown() {
        server.stubFor(post(anyUrl()).willReturn(okJson("{\"deletion_protected\": \"pscale_pw_secret\"}")));

        ApiException failure = failure(() -> api().post(SHOPS, Map.of(), Shop.class));

        assertThat(failure.kind()).isEqualTo(Kind.MALFORMED);
        assertThat(failure.maybeDone()).isTrue();
        assertThat(failure).message().doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 307, 308})
    void redirectIsNotFollowedAndItsRemedyIsNamed(int status) {
        server.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Location", "https://user:pw@elsewhere.example/login?token=x")));

        for (ApiException failure : List.of(
                failure(() -> api().get(SHOP, Shop.class)),
                failure(() -> api().post(SHOPS, Map.of(), Shop.class)),
                failure(() -> api().delete(SHOP)))) {
            assertThat(failure)
                    .hasMessageContaining("answered " + status)
                    .hasMessageContaining("`https://elsewhere.example`")
                    .hasMessageContaining("set `endpoint`")
                    .message()
                    .doesNotContain("pw", "token=x", TOKEN);
        }
        assertThat(calls()).isEqualTo(3);
    }

    /// What a hostile answer may hold, in each of the places that are shown.
    private static Stream<String> hostileTexts() {
        return Stream.of(
                "\u001b[2J\u001b[31mred",
                "\u001b]0;title\u0007",
                "a\r\nerror: forged line",
                "\u202egnp.exe",
                "\u2066x\u2069",
                "\u0000\u0008\u007f\u009b31m",
                "a\u2028b",
                "x".repeat(100_000),
                "pscale_tkn_plan\u200btedplanted",
                TOKEN.toUpperCase(Locale.ROOT),
                TOKEN.chars().mapToObj("%%%02x"::formatted).collect(Collectors.joining()),
                TOKEN_IN_BASE64,
                "https://user:p@hunter2@hooks.example/x");
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void whatTheApiSaysIsHarmlessWhereverItSaysIt(String text) throws Exception {
        var mapper = new JsonMapper();
        for (Object body : List.of(
                Map.of("code", text, "message", text),
                Map.of("errors", List.of(Map.of("namespace", text, "name", text, "errors", List.of(text)))),
                Map.of("error", text, "error_description", text),
                text)) {
            for (int status : new int[] {400, 401, 403, 404, 409, 422, 500, 503}) {
                server.resetAll();
                server.stubFor(any(anyUrl())
                        .willReturn(aResponse().withStatus(status).withBody(mapper.writeValueAsString(body))));
                server.stubFor(get(urlPathEqualTo("/v1/organizations"))
                        .willReturn(okJson(mapper.writeValueAsString(
                                Map.of("data", Collections.nCopies(100, Map.of("name", text)))))));

                assertThat(failure(() -> api().post(SHOPS, Map.of(), Shop.class)))
                        .message()
                        .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}]")
                        .doesNotContainIgnoringCase(TOKEN, "tedplanted", "hunter2", TOKEN_IN_BASE64, "%70%6c%61%6e")
                        .hasSizeLessThan(4_100);
            }
        }
    }

    /// Ids come from PlanetScale, and paths are made of them.
    @ParameterizedTest
    @MethodSource("hostileTexts")
    void pathOfAFailedCallIsHarmless(String text) {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(422)));
        ApiPath path = ApiPath.of("/organizations/{}/databases/{}", "acme", text);

        for (ApiException failure : List.of(
                failure(() -> api().get(path, Shop.class)),
                failure(() -> api().post(path, Map.of(), Shop.class)),
                failure(() -> api().delete(path)))) {
            assertThat(failure)
                    .message()
                    .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}]")
                    .doesNotContainIgnoringCase(TOKEN, "tedplanted", "hunter2", TOKEN_IN_BASE64, "%70%6c%61%6e")
                    .hasSizeLessThan(4_100);
        }
    }

    /// A token of another form than today's, and messages that are cut within it.
    @ParameterizedTest
    @ValueSource(ints = {80, 95, 180, 195, 940, 980, 990, 995, 3_900, 3_990})
    void noPartOfATokenIsLeftWhereAMessageIsCut(int before) throws Exception {
        String token = "0123456789".repeat(4);
        var mapper = new JsonMapper();
        var connection = new Connection(server.baseUrl(), "tokenid12345", token, 600, "test/1");
        String text = "x".repeat(before) + " " + token;
        for (String body : List.of(
                mapper.writeValueAsString(Map.of("code", text, "message", text)),
                mapper.writeValueAsString(Map.of("errors", List.of(Map.of("name", text)))),
                text)) {
            server.resetAll();
            server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(422).withBody(body)));

            assertThat(failure(() -> api(connection).post(SHOPS, Map.of(), Shop.class)))
                    .message()
                    .doesNotContain("012");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "DELETE", "PUT"})
    void answerThatUnpacksToMoreThanMemoryHoldsIsNotRead(String method) throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            byte[] zeroes = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                gzip.write(zeroes);
            }
        }
        server.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(method.equals("DELETE") ? 202 : 200)
                        .withHeader("Content-Encoding", "gzip")
                        .withBody(packed.toByteArray())));

        ApiException failure = failure(() -> {
            var _ = switch (method) {
                case "GET" -> api().get(SHOP, Shop.class);
                case "POST" -> api().post(SHOPS, Map.of(), Shop.class);
                case "DELETE" -> api().delete(SHOP);
                default -> api().send(method, SHOP, Map.of(), Shop.class);
            };
        });

        assertThat(failure.kind()).isEqualTo(Kind.MALFORMED);
        assertThat(failure).hasMessageContaining("more than 16 MiB").hasMessageContaining("`endpoint`");
        assertThat(calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 0, -1, 1_001, Integer.MAX_VALUE})
    void listWithoutAnEndIsLeft(int next) {
        server.stubFor(get(anyUrl()).willReturn(okJson("{\"data\": [{}], \"next_page\": " + next + "}")));

        assertThatThrownBy(() -> api().list(SHOPS, Shop.class).count())
                .hasRootCauseInstanceOf(ApiException.class)
                .hasMessageContaining("was cut off");
        assertThat(calls()).isLessThan(3);
    }

    @Test
    void listThatTurnsBackIsLeft() {
        page(1, "2");
        page(2, "3");
        page(3, "2");

        assertThatThrownBy(() -> api().list(SHOPS, Shop.class).count())
                .hasMessageContaining("page 2 is said to follow page 3");
        assertThat(calls()).isEqualTo(3);
    }

    private void page(int number, String next) {
        server.stubFor(get(urlPathEqualTo("/v1/organizations/acme/databases"))
                .withQueryParam("page", number == 1 ? absent() : equalTo("" + number))
                .willReturn(okJson("{\"data\": [{}], \"next_page\": " + next + "}")));
    }

    @Test
    void organizationThatTheTokenDoesNotKnowIsNamed() {
        server.stubFor(any(anyUrl()).atPriority(9).willReturn(aResponse().withStatus(404)));
        server.stubFor(
                get(urlPathEqualTo("/v1/organizations")).willReturn(okJson("{\"data\": [{\"name\": \"acne\"}]}")));

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> api().find(SHOP, Shop.class),
                () -> api().get(SHOP, Shop.class),
                () -> api().peek(SHOP, Shop.class),
                () -> api().list(SHOPS, Shop.class),
                () -> api().post(SHOPS, Map.of(), Shop.class),
                () -> api().delete(SHOP))) {
            ApiException failure = failure(call);

            assertThat(failure.kind()).isEqualTo(Kind.UNUSABLE_CREDENTIALS);
            assertThat(failure)
                    .hasMessage("The service token `tokenid12345` sees no organization `acme`. Check `organization` (or"
                            + " PLANETSCALE_ORGANIZATION); it sees `acne`.");
        }
    }

    @Test
    void whatIsMissingInAKnownOrganizationIsJustMissing() throws Exception {
        server.stubFor(any(anyUrl()).atPriority(9).willReturn(aResponse().withStatus(404)));
        server.stubFor(get(urlPathEqualTo("/v1/organizations"))
                .willReturn(okJson("{\"data\": [{\"id\": \"x1\", \"name\": \"acme\"}]}")));
        Api api = api();

        assertThat(api.peek(SHOP, Shop.class)).isEmpty();
        assertThat(api.peek(ApiPath.of("/organizations/{}/databases/{}", "x1", "shop"), Shop.class))
                .isEmpty();
        assertThat(calls()).isEqualTo(3);
    }
}
