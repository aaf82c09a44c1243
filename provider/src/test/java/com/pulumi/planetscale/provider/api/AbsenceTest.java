package com.pulumi.planetscale.provider.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.api.ApiException.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When something that was not found is taken for gone.
class AbsenceTest extends ApiFixture {
    private static final ApiPath DEV = SHOP.then("/branches/{}", "dev");
    private static final String ROOT = "/v1/organizations";
    private static final String DATABASES = ROOT + "/acme/databases";

    @BeforeEach
    void nothingIsFound() {
        server.stubFor(any(anyUrl())
                .atPriority(9)
                .willReturn(
                        aResponse().withStatus(404).withBody("{\"code\": \"not_found\", \"message\": \"Not Found\"}")));
    }

    @Test
    void databaseIsGoneWhenTheTokenSeesAllOthers() throws Exception {
        answer(ROOT, "{\"data\": [{\"name\": \"acme\", \"database_count\": 1}]}");
        answer(DATABASES, "{\"data\": [{\"name\": \"other\"}]}");

        assertThat(api().find(SHOP, Shop.class)).isEmpty();
    }

    @Test
    void databaseIsGoneWhenThereIsNoneAtAll() throws Exception {
        answer(ROOT, "{\"data\": [{\"name\": \"acme\", \"database_count\": 0}]}");

        assertThat(api().find(SHOP, Shop.class)).isEmpty();
    }

    /// A token that sees some databases gets a list of those, which looks like a list of all.
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"[{'name': 'other'}], 2", "[{'name': 'other'}], null", "[], 1"})
    void databaseMayBeThereWhenTheTokenDoesNotSeeAll(String visible, String all) {
        answer(ROOT, "{'data': [{'name': 'acme', 'database_count': " + all + "}]}");
        answer(DATABASES, "{'data': " + visible + "}");

        ApiException failure = failure(() -> api().find(SHOP, Shop.class));

        assertThat(failure.kind()).isEqualTo(Kind.DENIED);
        assertThat(failure)
                .hasMessageContaining("is not open to the service token `tokenid12345`, or database `shop` is deleted")
                .hasMessageContaining("needs the access `read_database`")
                .hasMessageContaining("use a token that has it")
                .hasMessageContaining("`pulumi state delete`");
    }

    @Test
    void partIsGoneWhenItsCollectionIsSeenWithoutIt() throws Exception {
        answer(DATABASES + "/shop/branches", "{\"data\": [{\"id\": \"b1\", \"name\": \"main\"}]}");

        assertThat(api().find(DEV, Shop.class)).isEmpty();
    }

    @Test
    void partThatItsCollectionNamesIsNotGone() {
        answer(DATABASES + "/shop/branches", "{\"data\": [{\"id\": \"b1\", \"name\": \"dev\"}]}");

        assertThat(failure(() -> api().find(DEV, Shop.class)).kind()).isEqualTo(Kind.DENIED);
    }

    @Test
    void partIsGoneWhenItsOwnerIsGoneByProof() throws Exception {
        answer(ROOT, "{\"data\": [{\"name\": \"acme\", \"database_count\": 0}]}");
        answer(DATABASES, "{\"data\": []}");

        assertThat(api().find(DEV, Shop.class)).isEmpty();
    }

    @Test
    void partMayBeThereWhenItsOwnerMay() {
        answer(ROOT, "{\"data\": [{\"name\": \"acme\", \"database_count\": 2}]}");
        answer(DATABASES, "{\"data\": [{\"name\": \"other\"}]}");

        assertThat(failure(() -> api().find(DEV.then("/passwords/{}", "p1"), Shop.class)))
                .hasMessageContaining("GET /organizations/acme/databases/shop is not open to the service token");
    }

    @Test
    void partMayBeThereWhenItsOwnerIsSeenButNotItsCollection() {
        server.stubFor(get(urlEqualTo(DATABASES + "/shop")).willReturn(okJson("{}")));

        ApiException failure = failure(() -> api().find(DEV, Shop.class));

        assertThat(failure.kind()).isEqualTo(Kind.DENIED);
        assertThat(failure).hasMessageContaining("needs the access `read_branch`");
    }

    @Test
    void databaseMadeWhileTheyAreCountedProvesNothing() {
        server.stubFor(get(urlPathEqualTo(ROOT))
                .inScenario("count")
                .whenScenarioStateIs("Started")
                .willReturn(okJson("{\"data\": [{\"name\": \"acme\", \"database_count\": 1}]}"))
                .willSetStateTo("another"));
        server.stubFor(get(urlPathEqualTo(ROOT))
                .inScenario("count")
                .whenScenarioStateIs("another")
                .willReturn(okJson("{\"data\": [{\"name\": \"acme\", \"database_count\": 2}]}")));
        answer(DATABASES, "{\"data\": [{\"name\": \"new\"}]}");

        assertThat(failure(() -> api().find(SHOP, Shop.class)).kind()).isEqualTo(Kind.DENIED);
    }

    /// A token that may do nothing but create databases opens only those that it has made, and none after the last.
    @Test
    void whatWasDeletedHereIsGone() throws Exception {
        server.stubFor(delete(anyUrl()).willReturn(aResponse().withStatus(204)));
        Api api = api();

        assertThat(api.delete(SHOP)).isEmpty();
        assertThat(api.find(SHOP, Shop.class)).isEmpty();
        assertThat(api.find(DEV, Shop.class)).isEmpty();
    }

    @Test
    void whatAppearsAgainUnderADeletedNameIsSeen() throws Exception {
        server.stubFor(delete(anyUrl()).willReturn(aResponse().withStatus(204)));
        Api api = api();
        var _ = api.delete(SHOP);
        answer(DATABASES + "/shop", "{\"name\": \"shop\"}");
        var _ = api.find(SHOP, Shop.class);
        answer(ROOT, "{\"data\": [{\"name\": \"acme\", \"database_count\": 2}]}");
        server.stubFor(
                get(urlPathEqualTo(DATABASES + "/shop")).willReturn(aResponse().withStatus(404)));

        assertThat(failure(() -> api.find(SHOP, Shop.class)).kind()).isEqualTo(Kind.DENIED);
    }

    @Test
    void deleteOfSomethingHiddenIsNotTakenForDone() {
        server.stubFor(delete(anyUrl()).willReturn(aResponse().withStatus(404)));
        server.stubFor(get(anyUrl()).willReturn(okJson("{}")));

        assertThat(failure(() -> api().delete(SHOP)))
                .hasMessageContaining("is not open to the service token")
                .hasMessageContaining("`delete_database`");
    }

    private void answer(String path, String body) {
        server.stubFor(get(urlPathEqualTo(path)).willReturn(okJson(body.replace('\'', '"'))));
    }
}
