package com.pulumi.planetscale.provider.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.api.ApiException.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the API returns only within its owner is read like everything else.
class PartsTest extends ApiFixture {
    private static final ApiPath BUDGET = SHOP.then("/branches/{}", "main").then("/traffic/budgets/{}", "b1");
    private static final ApiPath RULES = BUDGET.then("/rules");

    record Rule(@Nullable String id, @Nullable String kind) implements Identified {}

    @BeforeEach
    void nothingElseIsFound() {
        server.stubFor(any(anyUrl())
                .atPriority(9)
                .willReturn(aResponse().withStatus(404).withBody("{\"code\": \"not_found\"}")));
    }

    @Test
    void partsAreThoseOfTheOwner() throws Exception {
        budget("{'id': 'b1', 'rules': [{'id': 'r1', 'kind': 'match'}, {'id': 'r2', 'kind': 'each'}]}");

        assertThat(api().list(RULES, Rule.class)).extracting(Rule::id).containsExactly("r1", "r2");
        assertThat(api().get(RULES.then("/{}", "r2"), Rule.class).kind()).isEqualTo("each");
        assertThat(api().find(RULES.then("/{}", "r2"), Rule.class)).isPresent();
    }

    @Test
    void partThatTheOwnerLacksIsGone() throws Exception {
        budget("{'id': 'b1', 'rules': []}");

        assertThat(api().find(RULES.then("/{}", "r1"), Rule.class)).isEmpty();
        assertThat(failure(() -> api().get(RULES.then("/{}", "r1"), Rule.class)))
                .hasMessageContaining("returned no rules with the id `r1`");
    }

    @Test
    void partIsGoneWithItsOwner() throws Exception {
        server.stubFor(
                get(urlPathEqualTo("/v1" + BUDGET.parent())).willReturn(okJson("{\"data\": [], \"next_page\": null}")));

        assertThat(api().find(RULES.then("/{}", "r1"), Rule.class)).isEmpty();
    }

    @Test
    void partOfAnOwnerOutOfSightIsNotGone() {
        server.stubFor(get(urlEqualTo("/v1" + BUDGET.parent().parent())).willReturn(okJson("{\"id\": \"x\"}")));
        assertThat(failure(() -> api().find(RULES.then("/{}", "r1"), Rule.class))
                        .kind())
                .isEqualTo(Kind.DENIED);
    }

    @Test
    void ownerThatDoesNotSayItsPartsIsAnOddAnswer() {
        budget("{'id': 'b1'}");

        assertThat(failure(() -> api().find(RULES.then("/{}", "r1"), Rule.class))
                        .kind())
                .isEqualTo(Kind.MALFORMED);
    }

    private void budget(String body) {
        server.stubFor(get(urlEqualTo("/v1" + BUDGET)).willReturn(okJson(body.replace('\'', '"'))));
    }
}
