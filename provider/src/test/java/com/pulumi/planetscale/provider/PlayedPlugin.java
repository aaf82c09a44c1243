package com.pulumi.planetscale.provider;

import com.pulumi.planetscale.provider.api.Pause;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import com.pulumi.planetscale.provider.pulumi.PluginServer;
import com.pulumi.planetscale.provider.resource.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import javax.net.SocketFactory;

/// A plugin as an engine starts it for one run: it knows nothing of earlier runs but what they left in Pulumi's folder.
/// Its time moves only when it waits.
public final class PlayedPlugin implements AutoCloseable {
    private final PluginServer server;
    private final PlayedEngine engine;

    /// Starts and configures it.
    ///
    /// @param home Pulumi's folder
    public <T extends Pause & Time> PlayedPlugin(Map<String, ?> settings, Path home, T time) {
        this(settings, home, time, "test");
    }

    /// Starts and configures it, with connections that a test makes.
    public <T extends Pause & Time> PlayedPlugin(Map<String, ?> settings, Path home, T time, SocketFactory sockets) {
        this(settings, home, time, sockets, "test");
    }

    /// Starts and configures it for a stack.
    public <T extends Pause & Time> PlayedPlugin(Map<String, ?> settings, Path home, T time, String stack) {
        this(settings, home, time, SocketFactory.getDefault(), stack);
    }

    private <T extends Pause & Time> PlayedPlugin(
            Map<String, ?> settings, Path home, T time, SocketFactory sockets, String stack) {
        var backend = new PlanetScale(Map.of("PULUMI_HOME", home.toString()), "1.2.3", time, new Random(1), sockets);
        server = new PluginServer(backend, "1.2.3", () -> "{}", "", time);
        try {
            engine = PlayedEngine.connect(server.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var _ = engine.handshake();
        engine.configure(settings, stack);
    }

    /// The engine that it serves.
    public PlayedEngine engine() {
        return engine;
    }

    @Override
    public void close() {
        engine.close();
        server.stop();
    }
}
