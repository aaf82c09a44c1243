package com.pulumi.planetscale.provider.pulumi;

import com.pulumi.planetscale.provider.lifecycle.Backend;
import com.pulumi.planetscale.provider.lifecycle.Catalog;
import com.pulumi.planetscale.provider.lifecycle.Identities;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.RunLookup;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Lookup;
import com.pulumi.planetscale.provider.resource.Time;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// What belongs to one connection of an engine: where to log, what runs, how it is configured.
///
/// A started plugin has one connection. One that is attached to has one for each provider of the program, each
/// configured in its own way.
final class Session {
    private final Backend backend;
    private final Time time;
    private volatile PropertyMap settings = PropertyMap.EMPTY;
    private volatile Engine engine;
    private volatile Operations operations;
    private volatile @Nullable CompletableFuture<Configured> configured;

    private final MetSecrets secrets = new MetSecrets();
    /// Resources of which the program was heard since they were last read: only of those a diff is a plan. A refresh
    /// compares the other way round, to show what has changed.
    private final Set<String> planning = ConcurrentHashMap.newKeySet();
    /// Everything, by URN, that the engine has asked about.
    private final Set<String> met = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ended = new AtomicBoolean();

    /// What is there once the settings are known.
    private record Configured(Identities identities, Catalog catalog, Map<String, Lifecycle> lifecycles) {}

    Session(Backend backend, String engineAddress, Time time) {
        this.backend = backend;
        this.time = time;
        engine = new Engine(engineAddress, this::mask);
        operations = new Operations(engine, () -> configured().identities(), time);
    }

    /// Sets where the engine is, if it says so.
    void reach(String engineAddress) {
        if (!engineAddress.isEmpty() && !engineAddress.equals(engine.address())) {
            engine.close();
            engine = new Engine(engineAddress, this::mask);
            operations = new Operations(engine, () -> configured().identities(), time);
        }
    }

    /// Starts to work with some settings, in place of those before. What that takes is made on a thread of its
    /// own, while the engine prepares its first question.
    ///
    /// @param complete the settings, with what the environment adds
    void configure(PropertyMap complete) {
        settings = complete;
        configured = CompletableFuture.supplyAsync(() -> connected(complete), Thread.ofVirtual()::start);
    }

    private Configured connected(PropertyMap complete) {
        Catalog catalog = backend.connect(complete);
        var identities = new Identities();
        var lifecycles = new HashMap<String, Lifecycle>();
        catalog.resources()
                .forEach((kind, resource) ->
                        lifecycles.put(kind, new Lifecycle(resource, identities, catalog.account(), catalog.memory())));
        return new Configured(identities, catalog, lifecycles);
    }

    Lifecycle lifecycle(String kind) {
        Lifecycle lifecycle = configured().lifecycles().get(kind);
        if (lifecycle == null) {
            throw new IllegalArgumentException("this version of the provider has no resource `" + kind + "`");
        }
        return lifecycle;
    }

    RunLookup lookup(String name) {
        Lookup lookup = configured().catalog().lookups().get(name);
        if (lookup == null) {
            throw new IllegalArgumentException("this version of the provider has no function `" + name + "`");
        }
        return new RunLookup(
                lookup, configured().identities(), configured().catalog().account(), backend::isRefusal);
    }

    private Configured configured() {
        CompletableFuture<Configured> current = configured;
        if (current == null) {
            throw new IllegalStateException("the engine asked for a resource before it configured the provider");
        }
        try {
            return current.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /// The settings in force, those of the environment included.
    PropertyMap settings() {
        return settings;
    }

    Engine engine() {
        return engine;
    }

    Operations operations() {
        return operations;
    }

    /// Ends what runs. An engine asks for that at its regular end too, when it has recorded whatever was made for it.
    void cancel() {
        Configured current = configured == null ? null : configured();
        boolean isIdle = operations.isIdle();
        boolean isFirst = !ended.getAndSet(true);
        if (current != null && isIdle) {
            current.catalog().memory().settle(current.identities()::knows);
        }
        if (current != null && isIdle && isFirst) {
            new Farewell(operations, current.catalog().memory(), schemas(current), met).say();
        }
        operations.cancel();
    }

    private static Map<String, Schema> schemas(Configured configured) {
        var schemas = new HashMap<String, Schema>();
        configured.lifecycles().forEach((kind, lifecycle) -> schemas.put(kind, lifecycle.schema()));
        return schemas;
    }

    /// Notes that the engine has a resource, or the provider that this process serves.
    Session meet(String urn) {
        if (!urn.isEmpty()) {
            met.add(urn);
        }
        return this;
    }

    /// The secrets that have come in on this connection.
    MetSecrets secrets() {
        return secrets;
    }

    /// The resources, by URN, whose diffs are plans.
    Set<String> planning() {
        return planning;
    }

    String mask(String text) {
        return secrets.hide(backend.mask(settings, text));
    }

    void close() {
        operations.cancel();
        engine.close();
    }
}
