package com.pulumi.planetscale.provider.resources.keyspace;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.provider.PlayedShop;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A VSchema whose keyspace comes to be in the same run.
class VSchemaOfThisRunTest {
    private static final Map<String, Object> KEYSPACE =
            Map.of("database", "shop", "branch", "dev", "name", "orders", "clusterSize", "PS_10");
    private static final Map<String, Object> VSCHEMA =
            Map.of("database", "shop", "branch", "dev", "keyspace", "orders", "vschema", "{\"tables\": {}}");

    @Test
    void keyspaceThatAResourceBeforeItMakesIsNotMissed() throws Exception {
        try (var shop = new PlayedShop()) {
            try (PlayedEngine engine = shop.attach()) {
                assertThatThrownBy(() -> preview(engine, "VSchema", VSCHEMA))
                        .hasMessageContaining("has no keyspace `orders`, and no resource before this one makes it");
            }
            try (PlayedEngine engine = shop.attach()) {
                preview(engine, "Keyspace", KEYSPACE);
                assertThatCode(() -> preview(engine, "VSchema", VSCHEMA)).doesNotThrowAnyException();
            }
        }
    }

    private static void preview(PlayedEngine engine, String kind, Map<String, Object> inputs) {
        var _ = engine.previewCreate(
                kind, kind, engine.check(kind, kind, Map.of(), inputs).getInputs());
    }
}
