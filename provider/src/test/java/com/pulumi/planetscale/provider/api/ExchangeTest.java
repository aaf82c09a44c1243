package com.pulumi.planetscale.provider.api;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The threads that calls to the API use.
class ExchangeTest extends ApiFixture {
    @Test
    void manyCallsAtOnceShareFewThreads() throws Exception {
        server.stubFor(get(anyUrl()).willReturn(okJson("{\"name\": \"shop\"}").withFixedDelay(50)));
        Api api = Api.connect(
                new Connection(server.baseUrl(), "tokenid12345", TOKEN, 1_000_000, "test/1"),
                new RealPause(),
                new Random(1),
                _ -> {});

        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Shop>>();
            for (int i = 0; i < 3 * Exchange.MOST; i++) {
                ApiPath path = SHOPS.then("/{}", "shop-" + i);
                answers.add(callers.submit(() -> api.get(path, Shop.class)));
            }
            for (Future<Shop> answer : answers) {
                assertThat(answer.get().name()).isEqualTo("shop");
            }
        }

        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("exchange-")))
                .hasSizeLessThanOrEqualTo(Exchange.MOST);
    }
}
