package com.pulumi.planetscale.emulator.server;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.extension.StubLifecycleListener;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Keeps the stub in place that leads to the emulator, below all others, also when all stubs are reset: tests do that
/// between one another, and mean their own.
public final class CatchAll implements StubLifecycleListener {
    private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000001");

    private @Nullable WireMockServer server;

    /// Puts the stub in place. Until then, nothing is answered.
    public void addTo(WireMockServer server) {
        this.server = server;
        add();
    }

    @Override
    public String getName() {
        return "planetscale-catch-all";
    }

    @Override
    public void afterStubsReset() {
        add();
    }

    private void add() {
        if (server != null) {
            server.addStubMapping(stub());
        }
    }

    private static StubMapping stub() {
        return WireMock.any(WireMock.anyUrl())
                .withId(ID)
                .withName("the emulator")
                .atPriority(Integer.MAX_VALUE)
                .willReturn(WireMock.aResponse().withTransformers(EmulatorTransformer.NAME))
                .build();
    }
}
