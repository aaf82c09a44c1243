package com.pulumi.planetscale.emulator.server;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Answers that do not reach the client: PlanetScale does what it is asked, and the connection breaks before the client
/// knows.
public final class LostAnswers {
    private static final int BEFORE_THE_EMULATOR = 1;
    private static final String OVER = "over";

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
        lose(scenario(), method, path);
    }

    /// Loses the answer to the first call of some kind from now on, and answers 503 to all calls after that, whatever
    /// they are, until the silence is closed: a client cannot find out what has become of its request.
    ///
    /// @param path as for [#first]
    /// @param methods such as `POST`; the first call of any of them is the one
    public Silence firstThenSilence(String path, String... methods) {
        String scenario = scenario();
        List<StubMapping> stubs = new ArrayList<>();
        for (String method : methods) {
            stubs.add(lose(scenario, method, path));
        }
        stubs.add(server.stubFor(any(anyUrl())
                .atPriority(BEFORE_THE_EMULATOR)
                .inScenario(scenario)
                .whenScenarioStateIs(OVER)
                .willReturn(aResponse().withStatus(503))));
        return () -> stubs.forEach(server::removeStub);
    }

    /// A silence that lasts until it is closed.
    @FunctionalInterface
    public interface Silence extends AutoCloseable {
        @Override
        void close();
    }

    private static String scenario() {
        return "lost answer " + UUID.randomUUID();
    }

    private StubMapping lose(String scenario, String method, String path) {
        return server.stubFor(request(method, urlMatching(path))
                .atPriority(BEFORE_THE_EMULATOR)
                .inScenario(scenario)
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse()
                        .withFault(Fault.CONNECTION_RESET_BY_PEER)
                        .withTransformers(EmulatorTransformer.NAME))
                .willSetStateTo(OVER));
    }
}
