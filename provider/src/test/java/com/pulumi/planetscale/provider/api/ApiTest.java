package com.pulumi.planetscale.provider.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {
    private static final String TOKEN = "pscale_tkn_plantedplanted";
    private static final ApiPath SHOP = ApiPath.of("/organizations/{}/databases/{}", "acme", "shop");
    private static final ApiPath SHOPS = ApiPath.of("/organizations/{}/databases", "acme");

    private final WireMockServer server = new WireMockServer(options().dynamicPort());
    private final FakePause pause = new FakePause();

    private record Shop(@Nullable String name, @Nullable Boolean deletionProtected) {}

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/v1", "/v1/"})
    void requestCarriesTheBarePairToTheVersionedPath(String ending) throws Exception {
        server.stubFor(get(anyUrl()).willReturn(okJson("{\"name\": \"shop\", \"deletion_protected\": true}")));

        assertThat(api(server.baseUrl() + ending).get(SHOP, Shop.class)).isEqualTo(new Shop("shop", true));

        server.verify(getRequestedFor(urlEqualTo("/v1/organizations/acme/databases/shop"))
                .withHeader("Authorization", equalTo("tokenid12345:" + TOKEN))
                .withHeader("Accept", equalTo("application/json"))
                .withHeader("User-Agent", equalTo("test/1")));
    }

    @Test
    void partsOfThePathAreEncoded() throws Exception {
        server.stubFor(get(anyUrl()).willReturn(okJson("{}")));

        var _ = api().get(ApiPath.of("/organizations/{}", "a/b c").with("q", "x&y"), Shop.class);

        server.verify(getRequestedFor(urlEqualTo("/v1/organizations/a%2Fb%20c?q=x%26y")));
    }

    @Test
    void bodyIsJson() throws Exception {
        server.stubFor(post(anyUrl()).willReturn(okJson("{}")));

        var _ = api().post(SHOPS, Map.of("name", "shop", "replicas", 2), Shop.class);

        server.verify(postRequestedFor(urlEqualTo("/v1/organizations/acme/databases"))
                .withRequestBody(equalToJson("{\"name\": \"shop\", \"replicas\": 2}")));
    }

    @Test
    void pagesAreFetchedAsTheyAreUsed() throws Exception {
        page(1, "[{\"name\": \"a\"}, {\"name\": \"b\"}]", "2");
        page(2, "[{\"name\": \"c\"}]", "3");
        page(3, "[{\"name\": \"d\"}]", "null");

        try (Stream<Shop> shops = api().list(SHOPS, Shop.class)) {
            assertThat(shops.limit(3).map(Shop::name)).containsExactly("a", "b", "c");
        }
        assertThat(server.findAll(getRequestedFor(urlPathEqualTo("/v1/organizations/acme/databases"))))
                .hasSize(2);
        try (Stream<Shop> shops = api().list(SHOPS, Shop.class)) {
            assertThat(shops.map(Shop::name)).containsExactly("a", "b", "c", "d");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void readIsRepeatedUntilTheServerIsBack(int status) throws Exception {
        server.stubFor(get(anyUrl())
                .inScenario("down")
                .whenScenarioStateIs("Started")
                .willReturn(aResponse().withStatus(status))
                .willSetStateTo("up"));
        server.stubFor(
                get(anyUrl()).inScenario("down").whenScenarioStateIs("up").willReturn(okJson("{}")));

        var _ = api().get(SHOP, Shop.class);

        assertThat(calls()).isEqualTo(2);
        assertThat(pause.slept()).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
    }

    @Test
    void readGivesUpAfterFiveAttempts() {
        server.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(503)));

        assertThat(failure(() -> api().get(SHOP, Shop.class)).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(calls()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void writeIsNotRepeatedWhenItMayHaveBeenDone(int status) {
        server.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(status)));

        ApiException failure = failure(() -> api().post(SHOPS, Map.of(), Shop.class));

        assertThat(failure.maybeDone()).isTrue();
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void writeIsNotRepeatedWhenTheConnectionBreaks() {
        server.stubFor(post(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        ApiException failure = failure(() -> api().post(SHOPS, Map.of(), Shop.class));

        assertThat(failure.maybeDone()).isTrue();
        assertThat(failure).hasMessageContaining("may have been carried out");
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void deleteIsRepeatedWhenTheConnectionBreaks() throws Exception {
        server.stubFor(delete(anyUrl())
                .inScenario("down")
                .whenScenarioStateIs("Started")
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                .willSetStateTo("up"));
        server.stubFor(delete(anyUrl())
                .inScenario("down")
                .whenScenarioStateIs("up")
                .willReturn(aResponse().withStatus(204)));

        assertThat(api().delete(SHOP)).isEmpty();
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void writeThatWasNeverSentIsRepeatedAndThenSaysSo() {
        ApiException failure = failure(() -> api("http://127.0.0.1:1").post(SHOPS, Map.of(), Shop.class));

        assertThat(failure.maybeDone()).isFalse();
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("http://127.0.0.1:1").hasMessageContaining("`endpoint`");
        assertThat(pause.slept()).isGreaterThan(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "'Sat, 21 Nov 2026 10:00:09 GMT', 9"})
    void tooManyCallsWaitsAsLongAsTheServerSays(String header, long seconds) throws Exception {
        server.stubFor(post(anyUrl())
                .inScenario("busy")
                .whenScenarioStateIs("Started")
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", header))
                .willSetStateTo("free"));
        server.stubFor(
                post(anyUrl()).inScenario("busy").whenScenarioStateIs("free").willReturn(okJson("{}")));

        var _ = api().post(SHOPS, Map.of(), Shop.class);

        assertThat(pause.slept()).isBetween(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds + 1));
    }

    @Test
    void callsKeepToTheLimit() throws Exception {
        server.stubFor(get(anyUrl()).willReturn(okJson("{}")));
        Api api = api();

        for (int i = 0; i < 70; i++) {
            var _ = api.get(SHOP, Shop.class);
        }

        assertThat(pause.slept()).isBetween(Duration.ofMillis(4900), Duration.ofMillis(5100));
    }

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
                        Kind.DENIED,
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

    @Test
    void redirectIsNotFollowedWithTheToken() {
        server.stubFor(get(anyUrl())
                .willReturn(aResponse().withStatus(302).withHeader("Location", server.baseUrl() + "/elsewhere")));

        assertThatThrownBy(() -> api().get(SHOP, Shop.class)).isInstanceOf(ApiException.class);
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void absentObjectIsGoneWhenItsCollectionCanBeSeen() throws Exception {
        notFound("/v1/organizations/acme/databases/shop");
        server.stubFor(get(urlPathEqualTo("/v1/organizations/acme/databases")).willReturn(okJson("{\"data\": []}")));

        assertThat(api().find(SHOP, Shop.class)).isEmpty();
    }

    @Test
    void absentObjectIsGoneWhenItsOwnerIsGone() throws Exception {
        notFound("/v1/organizations/acme/databases/shop/branches/dev");
        notFound("/v1/organizations/acme/databases/shop/branches");
        notFound("/v1/organizations/acme/databases/shop");
        server.stubFor(get(urlPathEqualTo("/v1/organizations/acme/databases")).willReturn(okJson("{\"data\": []}")));

        assertThat(api().find(SHOP.then("/branches/{}", "dev"), Shop.class)).isEmpty();
    }

    @Test
    void hiddenObjectIsNotTakenForGone() {
        notFound("/v1/organizations/acme/databases/shop/branches/dev");
        notFound("/v1/organizations/acme/databases/shop/branches");
        server.stubFor(get(urlEqualTo("/v1/organizations/acme/databases/shop")).willReturn(okJson("{}")));

        ApiException failure = failure(() -> api().find(SHOP.then("/branches/{}", "dev"), Shop.class));

        assertThat(failure.kind()).isEqualTo(Kind.DENIED);
        assertThat(failure).hasMessageContaining("needs the access `read_branch`");
    }

    @Test
    void organizationThatTheTokenDoesNotKnowIsNamed() {
        server.stubFor(any(anyUrl()).atPriority(9).willReturn(aResponse().withStatus(404)));
        server.stubFor(
                get(urlPathEqualTo("/v1/organizations")).willReturn(okJson("{\"data\": [{\"name\": \"acne\"}]}")));

        assertThat(failure(() -> api().find(SHOP, Shop.class)))
                .hasMessageContaining("does not belong to an organization `acme`")
                .hasMessageContaining("the token knows: acne");
    }

    @Test
    void deleteOfSomethingHiddenIsNotTakenForDone() {
        server.stubFor(delete(anyUrl()).willReturn(aResponse().withStatus(404)));
        server.stubFor(get(anyUrl()).willReturn(okJson("{}")));

        assertThat(failure(() -> api().delete(SHOP)))
                .hasMessageContaining("is not open to the service token")
                .hasMessageContaining("`delete_database`");
    }

    @Test
    void deletionThatSomebodyElseMustConfirmIsTold() throws Exception {
        server.stubFor(delete(anyUrl()).willReturn(aResponse().withStatus(202).withBody("{\"id\": \"abc\"}")));

        assertThat(api().delete(SHOP)).map(node -> node.path("id").asText()).contains("abc");
    }

    @Test
    void emptyAnswerSaysThatThereWasNothingToChange() throws Exception {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(204)));

        assertThat(api().send("PUT", SHOP.then("/resizes"), Map.of(), JsonNode.class))
                .isEqualTo(Optional.empty());
    }

    @Test
    void interruptedReadEndsAtOnce() throws Exception {
        server.stubFor(get(anyUrl()).willReturn(okJson("{}").withFixedDelay(60_000)));
        var thrown = new AtomicReference<@Nullable Throwable>();

        Thread reader = Thread.ofVirtual().start(() -> thrown.set(catchThrowable(() -> api().get(SHOP, Shop.class))));
        awaitCall();
        reader.interrupt();
        reader.join(Duration.ofSeconds(20));

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void interruptedWriteIsFinishedFirst() throws Exception {
        server.stubFor(post(anyUrl()).willReturn(okJson("{\"name\": \"made\"}").withFixedDelay(500)));
        var made = new AtomicReference<@Nullable Shop>();
        var interrupted = new AtomicBoolean();

        Thread writer = Thread.ofVirtual().start(() -> {
            var _ = catchThrowable(() -> made.set(api().post(SHOPS, Map.of(), Shop.class)));
            interrupted.set(Thread.interrupted());
        });
        awaitCall();
        writer.interrupt();
        writer.join(Duration.ofSeconds(20));

        assertThat(made.get()).isEqualTo(new Shop("made", null));
        assertThat(interrupted).isTrue();
    }

    @Test
    void connectionShowsNoToken() {
        assertThat(connection(server.baseUrl()).toString())
                .doesNotContain(TOKEN)
                .contains("tokenid12345");
    }

    private void awaitCall() {
        while (server.getAllServeEvents().isEmpty()
                && server.findAll(getRequestedFor(anyUrl())).isEmpty()
                && server.findAll(postRequestedFor(anyUrl())).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private static @Nullable Throwable catchThrowable(ThrowingCallable code) {
        return Assertions.catchThrowable(code);
    }

    private void page(int number, String data, String next) {
        var request = get(urlPathEqualTo("/v1/organizations/acme/databases"));
        var numbered = number == 1 ? request.atPriority(9) : request.withQueryParam("page", equalTo("" + number));
        server.stubFor(numbered.willReturn(okJson("{\"data\": " + data + ", \"next_page\": " + next + "}")));
    }

    private void notFound(String path) {
        server.stubFor(get(urlPathEqualTo(path))
                .willReturn(
                        aResponse().withStatus(404).withBody("{\"code\": \"not_found\", \"message\": \"Not Found\"}")));
    }

    private int calls() {
        return server.getAllServeEvents().size();
    }

    private static ApiException failure(ThrowingCallable code) {
        return catchThrowableOfType(ApiException.class, code);
    }

    private Api api() {
        return api(server.baseUrl());
    }

    private Api api(String endpoint) {
        return Api.connect(connection(endpoint), pause, new Random(1));
    }

    private static Connection connection(String endpoint) {
        return new Connection(endpoint, "tokenid12345", TOKEN, 600, "test/1");
    }
}
