package com.pulumi.planetscale.provider;

import com.pulumi.planetscale.provider.api.FakePause;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import com.pulumi.planetscale.provider.pulumi.PluginServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/// A plugin that any number of engines attach to, in a time that moves only when it waits. Each engine has a session
/// of its own, which knows nothing of the others but what they left in Pulumi's folder.
public final class PlayedPlugin implements AutoCloseable {
    private final PluginServer server;
    private final int port;

    /// Starts it.
    ///
    /// @param home Pulumi's folder
    public PlayedPlugin(Path home, FakePause time) {
        var backend = new PlanetScale(Map.of("PULUMI_HOME", home.toString()), "1.2.3", time, new Random(1));
        server = new PluginServer(backend, "1.2.3", () -> "{}", "", time);
        try {
            port = server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Begins a run: an engine that has attached and configured the plugin.
    public PlayedEngine attach(Map<String, ?> settings) {
        try {
            PlayedEngine engine = PlayedEngine.connect(port);
            var _ = engine.handshake();
            engine.configure(settings);
            return engine;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
