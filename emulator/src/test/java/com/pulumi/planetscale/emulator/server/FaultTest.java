package com.pulumi.planetscale.emulator.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.pulumi.planetscale.emulator.Client.ORGANIZATION;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Faults, scripted by stubs before the emulator.
@ExtendWith(Emulated.class)
final class FaultTest {
    private static final String DATABASES = "/v1" + ORGANIZATION + "/databases";

    @Test
    void aStubThatDoesNotNameTheEmulatorAnswersWithoutIt(Client client, Emulator emulator) {
        emulator.wireMock()
                .stubFor(post(urlPathEqualTo(DATABASES))
                        .inScenario("once")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("over")
                        .willReturn(aResponse().withStatus(503)));

        assertThat(client.createShop().status()).isEqualTo(503);
        assertThat(client.get(SHOP).status()).isEqualTo(404);
        assertThat(client.createShop().status()).isEqualTo(201);
    }

    @Test
    void aStubCanPassARequestOnToAnotherServer(Client client, Emulator emulator) {
        emulator.wireMock()
                .stubFor(get(urlPathEqualTo("/v1/elsewhere/v1/regions"))
                        .willReturn(aResponse()
                                .proxiedFrom(emulator.serverUrl().replace("/v1", ""))
                                .withProxyUrlPrefixToRemove("/v1/elsewhere")));

        assertThat(client.get("/elsewhere/v1/regions").body())
                .isEqualTo(client.get("/regions").body());
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void anAnswerCanBeLostAfterTheWorkIsDone(Fault fault, Client client, Emulator emulator) {
        emulator.wireMock()
                .stubFor(post(urlPathEqualTo(DATABASES))
                        .willReturn(aResponse()
                                .withTransformers(EmulatorTransformer.NAME)
                                .withFault(fault)));

        assertThatThrownBy(client::createShop).isInstanceOf(UncheckedIOException.class);

        assertThat(client.get(SHOP).status()).isEqualTo(200);
    }

    @Test
    void aLostAnswerCanBeFollowedBySilence(Client client, Emulator emulator) {
        LostAnswers.Silence silence = emulator.lostAnswers().firstThenSilence(".*", "POST", "PATCH");

        assertThat(client.get("/regions").status()).isEqualTo(200);
        assertThatThrownBy(client::createShop).isInstanceOf(UncheckedIOException.class);
        assertThat(client.get(SHOP).status()).isEqualTo(503);
        assertThat(client.createShop().status()).isEqualTo(503);
        silence.close();
        assertThat(client.get(SHOP).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aRequestCanBeLostBeforeAnyWorkIsDone(Fault fault, Client client, Emulator emulator) {
        emulator.wireMock()
                .stubFor(post(urlPathEqualTo(DATABASES)).willReturn(aResponse().withFault(fault)));

        assertThatThrownBy(client::createShop).isInstanceOf(UncheckedIOException.class);

        assertThat(client.get(SHOP).status()).isEqualTo(404);
    }

    @Test
    void anAnswerThatComesLateIsTheEmulators(Client client, Emulator emulator) {
        int delay = 50;
        emulator.wireMock()
                .stubFor(post(urlPathEqualTo(DATABASES))
                        .willReturn(aResponse()
                                .withTransformers(EmulatorTransformer.NAME)
                                .withFixedDelay(delay)));

        Reply late = client.createShop().ok();

        assertThat(late.status()).isEqualTo(201);
        assertThat(late.text("id")).isEqualTo(client.get(SHOP).text("id"));
        assertThat(emulator.wireMock().getAllServeEvents())
                .filteredOn(event -> event.getRequest().getMethod().equals(RequestMethod.POST))
                .allSatisfy(
                        event -> assertThat(event.getTiming().getAddedDelay()).isEqualTo(delay));
    }

    @Test
    void anAnswerCanBeReplacedAfterTheWorkIsDone(Client client, Emulator emulator) {
        emulator.wireMock()
                .stubFor(post(urlPathEqualTo(DATABASES))
                        .willReturn(aResponse()
                                .withTransformers(EmulatorTransformer.NAME)
                                .withStatus(502)
                                .withBody("<html>Bad Gateway</html>")));

        assertThatThrownBy(client::createShop).hasMessageContaining("Unexpected character");

        assertThat(client.get(SHOP).status()).isEqualTo(200);
    }

    @Test
    void theSameCanBeSaidOverHttp(Client client, Emulator emulator) {
        Client wireMock = new Client(emulator.serverUrl().replace("/v1", "/__admin"), null);
        wireMock.post("/mappings", """
                {"request": {"method": "POST", "urlPath": "%s"},
                 "response": {"transformers": ["planetscale"], "fault": "CONNECTION_RESET_BY_PEER"}}""".formatted(DATABASES)).ok();

        assertThatThrownBy(client::createShop).isInstanceOf(UncheckedIOException.class);
        assertThat(client.get(SHOP).status()).isEqualTo(200);
        assertThat(wireMock.get("/requests").get("meta").get("total").asInt()).isEqualTo(2);
    }

    @Test
    void callsAreCountedWhetherTheEmulatorOrAStubAnswers(Client client, Emulator emulator) {
        emulator.wireMock()
                .stubFor(
                        get(urlPathEqualTo("/v1" + SHOP)).willReturn(aResponse().withStatus(503)));
        client.createShop().ok();
        assertThat(client.get(SHOP).status()).isEqualTo(503);

        emulator.wireMock().verify(1, postRequestedFor(urlPathEqualTo(DATABASES)));
        emulator.wireMock().verify(1, getRequestedFor(urlPathEqualTo("/v1" + SHOP)));
    }

    @Test
    void resettingStubsLeavesTheEmulator(Client client, Emulator emulator) {
        emulator.wireMock().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
        assertThat(client.get("/regions").status()).isEqualTo(503);

        emulator.wireMock().resetMappings();
        assertThat(client.get("/regions").status()).isEqualTo(200);

        emulator.wireMock().stubFor(get(anyUrl()).willReturn(aResponse().withStatus(503)));
        emulator.wireMock().resetAll();
        assertThat(client.get("/regions").status()).isEqualTo(200);
    }
}
