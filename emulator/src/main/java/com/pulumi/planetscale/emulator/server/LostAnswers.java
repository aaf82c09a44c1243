package com.pulumi.planetscale.emulator.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.util.UUID;

/// Answers that do not reach the client: PlanetScale does what it is asked, and the connection breaks before the client
/// knows.
public final class LostAnswers {
    private static final int BEFORE_THE_EMULATOR = 1;

    private final WireMockServer server;

    public LostAnswers(WireMockServer server) {
        this.server = server;
    }

    /// Loses the answer to the first call of some kind from now on. Later ones are answered.
    ///
    /// @param method such as `POST`; `ANY` for each method
    /// @param path a regular expression that the path with its query has to match as a whole, such as
    ///             `/v1/.+/passwords`
    public void first(String method, String path) {
        server.stubFor(request(method, urlMatching(path))
                .atPriority(BEFORE_THE_EMULATOR)
                .inScenario("lost answer " + UUID.randomUUID())
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse()
                        .withFault(Fault.CONNECTION_RESET_BY_PEER)
                        .withTransformers(EmulatorTransformer.NAME))
                .willSetStateTo("over"));
    }
}
