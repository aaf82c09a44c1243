package com.pulumi.planetscale.provider.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
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
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.http.Fault;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest extends ApiFixture {
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
    void writeThatWasNeverSentIsRepeatedAndThenSaysSo() throws Exception {
        try (var port = new ClosedPort()) {
            ApiException failure = failure(() -> api(port.url()).post(SHOPS, Map.of(), Shop.class));

            assertThat(failure.maybeDone()).isFalse();
            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failure).hasMessageContaining(port.url()).hasMessageContaining("`endpoint`");
            assertThat(pause.slept()).isGreaterThan(Duration.ofSeconds(3));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "7, '', 7",
        "6.2, '', 7",
        "'Sat, 21 Nov 2026 10:00:09 GMT', '', 9",
        // Its clock is ten minutes behind ours.
        "'Sat, 21 Nov 2026 09:50:09 GMT', 'Sat, 21 Nov 2026 09:50:00 GMT', 9",
        "0, '', 0",
        "'Sat, 21 Nov 2026 09:00:00 GMT', '', 0",
        "soon, '', 10",
        "-5, '', 10"
    })
    void tooManyCallsWaitsAsLongAsTheServerSays(String header, String date, long seconds) throws Exception {
        var busy = aResponse().withStatus(429).withHeader("Retry-After", header);
        server.stubFor(post(anyUrl())
                .inScenario("busy")
                .whenScenarioStateIs("Started")
                .willReturn(date.isEmpty() ? busy : busy.withHeader("Date", date))
                .willSetStateTo("free"));
        server.stubFor(
                post(anyUrl()).inScenario("busy").whenScenarioStateIs("free").willReturn(okJson("{}")));

        var _ = api().post(SHOPS, Map.of(), Shop.class);

        // What is not asked for by the header is jittered.
        assertThat(pause.slept())
                .isBetween(Duration.ofMillis(seconds * (seconds == 10 ? 750 : 1000)), Duration.ofSeconds(seconds + 1));
    }

    @Test
    void allCallsThatAreToldToWaitShareOneWait() throws Exception {
        var limit = new RateLimit(600, pause, CallLog.none());

        for (int call = 0; call < 16; call++) {
            limit.holdBack(Duration.ofSeconds(5));
        }
        for (int call = 0; call < 16; call++) {
            limit.acquire(waiting::add);
        }

        assertThat(pause.slept()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void shorterWaitDoesNotEndALongerOne() throws Exception {
        var limit = new RateLimit(600, pause, CallLog.none());

        limit.holdBack(Duration.ofSeconds(30));
        limit.holdBack(Duration.ofSeconds(1));
        limit.acquire(waiting::add);

        assertThat(pause.slept()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
    }

    /// PlanetScale counts by the minute, and does not say how much of it is left.
    @Test
    void callsOfOthersAreWaitedOutForMoreThanAMinute() throws Exception {
        for (int call = 1; call <= 4; call++) {
            server.stubFor(post(anyUrl())
                    .inScenario("busy")
                    .whenScenarioStateIs(call == 1 ? "Started" : "call " + call)
                    .willReturn(aResponse().withStatus(429))
                    .willSetStateTo("call " + (call + 1)));
        }
        server.stubFor(
                post(anyUrl()).inScenario("busy").whenScenarioStateIs("call 5").willReturn(okJson("{}")));

        var _ = api().post(SHOPS, Map.of(), Shop.class);

        assertThat(pause.slept()).isBetween(Duration.ofSeconds(75), Duration.ofSeconds(101));
        assertThat(waiting)
                .hasSize(4)
                .allSatisfy(line ->
                        assertThat(line).matches("waiting \\d+ s, since PlanetScale's API has had too many calls"));
    }

    @Test
    void shortWaitsAreNotWorthALine() throws Exception {
        readIsRepeatedUntilTheServerIsBack(503);

        assertThat(waiting).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7200", "99999999999999999999", "Sun, 21 Nov 2027 10:00:00 GMT"})
    void nobodyWaitsForHours(String header) {
        server.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(429).withHeader("Retry-After", header)));

        ApiException failure = failure(() -> api().get(SHOP, Shop.class));

        assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(failure).hasMessageContaining("It says when to try again: `Retry-After: " + header + "`.");
        assertThat(pause.slept()).isZero();
    }

    @Test
    void callsKeepToTheLimit() throws Exception {
        server.stubFor(get(anyUrl()).willReturn(okJson("{}")));
        Api api = api();

        for (int i = 0; i < 601; i++) {
            var _ = api.get(SHOP, Shop.class);
        }

        assertThat(pause.slept()).isEqualTo(Duration.ofMinutes(1));
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
        await().until(() -> !server.findAll(anyRequestedFor(anyUrl())).isEmpty());
    }

    private static @Nullable Throwable catchThrowable(ThrowingCallable code) {
        return Assertions.catchThrowable(code);
    }

    private void page(int number, String data, String next) {
        var request = get(urlPathEqualTo("/v1/organizations/acme/databases"));
        var numbered = number == 1 ? request.atPriority(9) : request.withQueryParam("page", equalTo("" + number));
        server.stubFor(numbered.willReturn(okJson("{\"data\": " + data + ", \"next_page\": " + next + "}")));
    }
}
