package com.pulumi.planetscale.provider.api;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.provider.api.ApiException.Kind;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What answers that are no success come to.
class ApiErrorsTest extends ApiFixture {
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

    private void notFound(String path) {
        server.stubFor(get(urlPathEqualTo(path))
                .willReturn(
                        aResponse().withStatus(404).withBody("{\"code\": \"not_found\", \"message\": \"Not Found\"}")));
    }
}
