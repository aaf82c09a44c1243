package com.pulumi.planetscale.provider;

import com.pulumi.planetscale.provider.pulumi.PluginServer;
import com.pulumi.planetscale.provider.resource.RealTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/// A plugin in this process, which an engine attaches to.
public final class AttachedPlugin implements AutoCloseable {
    private final PluginServer server;
    private final int port;

    /// Starts to serve.
    ///
    /// @param environment what it has besides the environment of this process
    public AttachedPlugin(Map<String, String> environment) {
        var own = new HashMap<>(System.getenv());
        own.putAll(environment);
        String version = Version.number();
        server = new PluginServer(new PlanetScale(own, version), version, Version::schema, "", new RealTime());
        try {
            port = server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What an engine finds it by.
    public Map<String, String> variables() {
        return Map.of("PULUMI_DEBUG_PROVIDERS", "planetscale:" + port);
    }

    @Override
    public void close() {
        server.stop();
    }
}
