package com.pulumi.planetscale.provider.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of answers that break off, say nothing or make no sense: a request that may be sent twice is, and any
/// other is said to be perhaps carried out. None of them is taken for an object.
class OddAnswersTest extends ApiFixture {
    /// An object, of which every answer tells the id.
    record Pot(@Nullable String id, @Nullable String name) implements Identified {}

    private static final String WHOLE = "{\"id\": \"pot1\", \"name\": \"shop\"}";

    record Odd(String name, ResponseDefinitionBuilder answer) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Odd> odd() {
        return Stream.of(
                new Odd("error of the server", aResponse().withStatus(500)),
                new Odd("gateway without its server", aResponse().withStatus(502)),
                new Odd("error of a proxy", aResponse().withStatus(520)),
                new Odd("request that took too long", aResponse().withStatus(408)),
                new Odd("connection reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                new Odd("nothing at all", aResponse().withFault(Fault.EMPTY_RESPONSE)),
                new Odd("no HTTP", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
                new Odd("body that breaks off", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)),
                new Odd("half of the JSON", okJson(WHOLE.substring(0, 20))),
                new Odd("empty body", aResponse().withStatus(200)),
                new Odd("blank body", okJson(" \n")),
                new Odd("status for no content", aResponse().withStatus(204)),
                new Odd("null", okJson("null")),
                new Odd("empty object", okJson("{}")),
                new Odd("object without an id", okJson("{\"name\": \"shop\"}")),
                new Odd("object with an empty id", okJson("{\"id\": \"\", \"name\": \"shop\"}")),
                new Odd("list in place of an object", okJson("[]")),
                new Odd("text in place of an object", okJson("\"ok\"")),
                new Odd("page of a proxy", aResponse().withBody("<html>Please log in</html>")));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void oddAnswerToAReadIsAskedForAgain(Odd odd) throws Exception {
        answer(odd, WHOLE);

        assertThat(api().get(SHOP, Pot.class)).isEqualTo(new Pot("pot1", "shop"));
        assertThat(calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("odd")
    void oddAnswerToASearchIsNeitherGoneNorAnObject(Odd odd) throws Exception {
        answer(odd, WHOLE);

        assertThat(api().find(SHOP, Pot.class)).contains(new Pot("pot1", "shop"));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void oddAnswerToAListIsAskedForAgain(Odd odd) throws Exception {
        answer(odd, "{\"data\": [" + WHOLE + "]}");

        try (Stream<Pot> pots = api().list(SHOPS, Pot.class)) {
            assertThat(pots).containsExactly(new Pot("pot1", "shop"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH"})
    void oddAnswerToAWriteLeavesOpenWhetherItWasCarriedOut(String method) {
        odd().forEach(odd -> {
            server.resetAll();
            answer(odd, WHOLE);

            ApiException failure = failure(() -> {
                var _ = method.equals("POST")
                        ? api().post(SHOPS, Map.of(), Pot.class)
                        : api().patch(SHOP, Map.of(), Pot.class);
            });

            assertThat(failure.maybeDone()).as(odd.name()).isTrue();
            assertThat(failure.kind()).as(odd.name()).isIn(Kind.UNAVAILABLE, Kind.MALFORMED);
            assertThat(calls()).as(odd.name()).isEqualTo(1);
        });
    }

    @Test
    void readThatStaysOddFails() {
        server.stubFor(any(anyUrl()).willReturn(okJson("{}")));

        ApiException failure = failure(() -> api().get(SHOP, Pot.class));

        assertThat(failure.kind()).isEqualTo(Kind.MALFORMED);
        assertThat(failure).hasMessageContaining("but the answer lacks the object");
        assertThat(calls()).isEqualTo(5);
    }

    @Test
    void oddElementMakesTheListOdd() {
        server.stubFor(any(anyUrl()).willReturn(okJson("{\"data\": [" + WHOLE + ", null]}")));

        assertThat(failure(() -> {
                            try (Stream<Pot> pots = api().list(SHOPS, Pot.class)) {
                                var _ = pots.toList();
                            } catch (UncheckedIOException e) {
                                throw e.getCause();
                            }
                        })
                        .kind())
                .isEqualTo(Kind.MALFORMED);
    }

    @Test
    void deletionWhoseAnswerWasLostIsDoneWhenNothingIsFoundTheNextTime() throws Exception {
        server.stubFor(
                get(anyUrl()).inScenario("lost").whenScenarioStateIs("Started").willReturn(okJson(WHOLE)));
        server.stubFor(delete(anyUrl())
                .inScenario("lost")
                .whenScenarioStateIs("Started")
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                .willSetStateTo("deleted"));
        Api api = api();
        var _ = api.get(SHOP, Pot.class);

        assertThat(api.delete(SHOP)).isEqualTo(Optional.empty());
        assertThat(api.find(SHOP, Pot.class)).isEmpty();
        assertThat(api.find(SHOP.then("/branches/{}", "main"), Pot.class)).isEmpty();
    }

    /// A proxy answers every request with a page to log in at, and success.
    @Test
    void deletionThatAPageOfAProxyAnswersIsNotDone() {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withBody("<html>Please log in</html>")));

        assertThat(failure(() -> api().delete(SHOP)).kind()).isEqualTo(Kind.MALFORMED);
    }

    private void answer(Odd first, String then) {
        server.stubFor(any(anyUrl())
                .inScenario(first.name())
                .whenScenarioStateIs("Started")
                .willReturn(first.answer())
                .willSetStateTo("again"));
        server.stubFor(any(anyUrl())
                .inScenario(first.name())
                .whenScenarioStateIs("again")
                .willReturn(okJson(then)));
    }
}
