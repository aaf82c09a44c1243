package com.pulumi.planetscale.provider.image;

import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import java.util.List;
import java.util.Map;
import pulumirpc.Provider.CreateResponse;

/// One call of everything that an engine asks, failures included, so that the archive holds every class that a run
/// takes.
final class Training {
    private static final Map<String, Object> SHOP = Map.of("name", "shop", "clusterSize", "PS_10");
    private static final Map<String, Object> RENAMED =
            Map.of("name", "store", "clusterSize", "PS_10", "deletionProtected", false);
    private static final Map<String, Object> DEV = Map.of("database", "shop", "name", "dev", "safeMigrations", true);
    private static final Map<String, Object> APP =
            Map.of("database", "shop", "branch", "dev", "role", "admin", "cidrs", List.of("10.0.0.0/8"));

    private Training() {}

    static void run(PlayedEngine engine) {
        try (Emulator emulator = Emulator.start(Emulator.Options.defaults())) {
            var _ = engine.handshake();
            var _ = engine.schema();
            // What HTTPS needs is made beside everything else, and used by no call here.
            for (String endpoint : List.of("https://127.0.0.1", emulator.serverUrl())) {
                engine.configure(Map.of(
                        "organization", emulator.organization(),
                        "serviceTokenId", emulator.serviceTokenId(),
                        "serviceToken", emulator.serviceToken(),
                        "endpoint", endpoint));
            }
            life(engine);
        }
        engine.cancel();
    }

    private static void life(PlayedEngine engine) {
        var _ = engine.check("Database", "shop", Map.of(), Map.of("kind", "oracle"));
        preview(engine, "Database", "shop", SHOP);
        CreateResponse shop = engine.create("Database", "shop", SHOP);
        preview(engine, "Branch", "dev", DEV);
        CreateResponse dev = engine.create("Branch", "dev", DEV);
        preview(engine, "Password", "app", APP);
        CreateResponse app = engine.create("Password", "app", APP);
        var _ = engine.diff("Password", "app", app, APP, APP);
        var _ = engine.refresh("Password", "app", app, APP);
        var _ = engine.refresh("Branch", "dev", dev, DEV);
        var _ = engine.diff("Database", "shop", shop, SHOP, RENAMED);
        var _ = engine.previewUpdate("Database", "shop", shop, SHOP, RENAMED);
        var _ = engine.update("Database", "shop", shop.getId(), shop.getProperties(), SHOP, RENAMED);
        var _ = engine.read("Database", "shop", "store");
        var _ = engine.invoke("getDatabase", Map.of("name", "store"));
        var _ = engine.list("Branch", Map.of("database", "store"));
        engine.delete("Password", "app", app, APP);
        engine.delete("Branch", "dev", dev, DEV);
        engine.delete("Database", "shop", shop, SHOP);
    }

    /// Inputs that were not checked lack what a preview looks at: sizes, prices, limits.
    private static void preview(PlayedEngine engine, String kind, String label, Map<String, Object> inputs) {
        var _ = engine.previewCreate(
                kind, label, engine.check(kind, label, Map.of(), inputs).getInputs());
    }
}
