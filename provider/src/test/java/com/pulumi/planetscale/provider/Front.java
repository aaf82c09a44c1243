package com.pulumi.planetscale.provider;

import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import com.pulumi.planetscale.provider.pulumi.PluginServer;
import com.pulumi.planetscale.provider.resource.RealTime;
import com.pulumi.planetscale.provider.resource.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A plugin that works with an emulator, and an engine that asks it.
abstract class Front {
    static final Map<String, Object> SHOP = Map.of("name", "shop", "clusterSize", "PS_10");

    Emulator emulator = Emulator.start(Emulator.Options.defaults().withoutDelays());
    PluginServer server = server(Map.of(), new RealTime());
    int port = start(server);
    PlayedEngine engine = connect(port);

    @BeforeEach
    void configure() {
        var _ = engine.handshake();
        engine.configure(settings());
    }

    @AfterEach
    void stop() {
        engine.close();
        server.stop();
        emulator.close();
    }

    Map<String, Object> settings() {
        return Map.of(
                "organization", emulator.organization(),
                "serviceTokenId", emulator.serviceTokenId(),
                "serviceToken", emulator.serviceToken(),
                "endpoint", emulator.serverUrl());
    }

    void restart(Emulator.Options options, Time time) {
        stop();
        emulator = Emulator.start(options);
        server = server(Map.of(), time);
        port = start(server);
        engine = connect(port);
        configure();
    }

    static PluginServer server(Map<String, String> environment, Time time) {
        return new PluginServer(new PlanetScale(PulumiHome.in(environment), "1.2.3"), "1.2.3", () -> "{}", "", time);
    }

    static int start(PluginServer server) {
        try {
            return server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PlayedEngine connect(int port) {
        try {
            return PlayedEngine.connect(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
