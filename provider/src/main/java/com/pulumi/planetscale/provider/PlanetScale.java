package com.pulumi.planetscale.provider;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.CallLog;
import com.pulumi.planetscale.provider.api.Connection;
import com.pulumi.planetscale.provider.api.Masks;
import com.pulumi.planetscale.provider.api.Pause;
import com.pulumi.planetscale.provider.api.RealPause;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.lifecycle.Backend;
import com.pulumi.planetscale.provider.lifecycle.Catalog;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resources.Resources;
import com.pulumi.planetscale.provider.resources.account.ProviderSettings;
import com.pulumi.planetscale.provider.resources.making.Notes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import javax.net.SocketFactory;

/// PlanetScale as a backend: where settings, client and resources meet.
final class PlanetScale implements Backend {
    private final Map<String, String> environment;
    private final String version;
    private final Pause pause;
    private final RandomGenerator random;
    private final SocketFactory sockets;
    private final Map<Connection, Api> clients = new ConcurrentHashMap<>();

    /// @param environment the process's environment, for settings that the program leaves out
    /// @param version the plugin's version, told to the API
    PlanetScale(Map<String, String> environment, String version) {
        this(environment, version, new RealPause(), new Random(), SocketFactory.getDefault());
    }

    /// A backend whose clients' time, chance and connections are given.
    PlanetScale(
            Map<String, String> environment,
            String version,
            Pause pause,
            RandomGenerator random,
            SocketFactory sockets) {
        this.environment = Map.copyOf(environment);
        this.version = version;
        this.pause = pause;
        this.random = random;
        this.sockets = sockets;
    }

    @Override
    public Schema settings() {
        return ProviderSettings.schema();
    }

    @Override
    public List<Property<?>> needed() {
        return ProviderSettings.needed();
    }

    @Override
    public PropertyMap withEnvironment(PropertyMap settings) {
        return ProviderSettings.withEnvironment(settings, environment);
    }

    @Override
    public List<Finding> check(PropertyMap given, PropertyMap complete) {
        return ProviderSettings.check(given, complete, environment);
    }

    @Override
    public Catalog connect(PropertyMap settings) {
        Api api = client(settings);
        Notes notes = notes();
        Siblings shared = Resources.shared(api);
        return new Catalog(
                Resources.all(api, shared, notes),
                Resources.lookups(api),
                Resources.account(api, shared),
                Resources.memory(api, notes));
    }

    /// One for each token, however many engines or providers of a program use it in this process: the limit of calls
    /// and the order of writes hold for all of them together.
    Api client(PropertyMap settings) {
        String userAgent =
                "pulumi-planetscale/" + version + " (java " + Runtime.version().feature() + ")";
        return clients.computeIfAbsent(
                ProviderSettings.connection(settings, userAgent),
                connection -> Api.connect(
                        connection,
                        CallLog.in(folder(), connection.endpoint()),
                        pause,
                        random,
                        sockets,
                        Resources.listener()));
    }

    private Notes notes() {
        return Notes.in(folder().resolve("notes"));
    }

    /// In Pulumi's own folder, since it outlives the process and belongs to the user.
    private Path folder() {
        String home = environment.getOrDefault("PULUMI_HOME", "");
        Path folder = home.isBlank() ? Path.of(System.getProperty("user.home"), ".pulumi") : Path.of(home);
        return folder.resolve("planetscale");
    }

    @Override
    public boolean isRefusal(IOException failure) {
        return failure instanceof ApiException refused
                && switch (refused.kind()) {
                    case NOT_FOUND, DENIED, INVALID, CONFLICT -> true;
                    case UNUSABLE_CREDENTIALS, RATE_LIMITED, UNAVAILABLE, MALFORMED -> false;
                };
    }

    @Override
    public void close() {
        clients.values().forEach(Api::close);
    }

    @Override
    public String mask(PropertyMap settings, String text) {
        return Masks.of(ProviderSettings.secrets(settings)).hide(text);
    }
}
