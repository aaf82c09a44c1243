package com.pulumi.planetscale.provider.resources.keyspace;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.provider.PlayedShop;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The size of a default keyspace, which a `Keyspace`, a `Branch` and a `Database` of one program may all have.
class SharedSizeTest {
    private final PlayedShop shop;

    SharedSizeTest() throws Exception {
        shop = new PlayedShop();
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource({"Branch, true", "Branch, false", "Database, true", "Database, false"})
    void sizesThatContradictEachOtherAreRefusedWhicheverIsAskedFirst(String other, boolean otherFirst)
            throws Exception {
        Map<String, Object> inputs = other(other, "PS_20");
        try (PlayedEngine engine = shop.attach()) {
            checkBoth(engine, other, inputs);

            assertThatThrownBy(() -> {
                        preview(engine, otherFirst ? other : "Keyspace", otherFirst ? inputs : keyspace(other));
                        preview(engine, otherFirst ? "Keyspace" : other, otherFirst ? keyspace(other) : inputs);
                    })
                    .hasMessageContainingAll(
                            "`clusterSize`", "`Keyspace`", "`" + other + "`", "Write the same value in both");
        }
    }

    @ParameterizedTest
    @CsvSource({"Branch", "Database"})
    void sizesThatAgreeAreLet(String other) throws Exception {
        Map<String, Object> inputs = other(other, "PS-10");
        try (PlayedEngine engine = shop.attach()) {
            checkBoth(engine, other, inputs);

            assertThatCode(() -> {
                        preview(engine, other, inputs);
                        preview(engine, "Keyspace", keyspace(other));
                    })
                    .doesNotThrowAnyException();
        }
    }

    /// Of a database that is there, or of one that the program makes.
    private static String database(String other) {
        return other.equals("Branch") ? "shop" : "fresh";
    }

    private static Map<String, Object> keyspace(String other) {
        String name = database(other);
        return Map.of("organization", "acme", "database", name, "branch", "main", "name", name, "clusterSize", "PS_10");
    }

    private static Map<String, Object> other(String kind, String size) {
        return kind.equals("Branch")
                ? Map.of("organization", "acme", "database", "shop", "name", "main", "clusterSize", size)
                : Map.of("organization", "acme", "name", "fresh", "clusterSize", size);
    }

    private static void checkBoth(PlayedEngine engine, String other, Map<String, Object> inputs) {
        var _ = engine.check("Keyspace", "Keyspace", Map.of(), keyspace(other));
        var _ = engine.check(other, other, Map.of(), inputs);
    }

    private static void preview(PlayedEngine engine, String kind, Map<String, Object> inputs) {
        var _ = engine.previewCreate(
                kind, kind, engine.check(kind, kind, Map.of(), inputs).getInputs());
    }
}
