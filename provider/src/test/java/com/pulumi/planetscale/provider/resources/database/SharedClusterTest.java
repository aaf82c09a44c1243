package com.pulumi.planetscale.provider.resources.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.provider.PlayedShop;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The settings of one cluster, which a `Database` and a `Branch` of one program may both have.
class SharedClusterTest {
    private final PlayedShop shop;

    SharedClusterTest() throws Exception {
        shop = new PlayedShop();
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource({
        "clusterSize, PS_10_AWS_ARM, PS_20_AWS_ARM",
        "replicas, 2, 3",
        "minimumStorageBytes, 10737418240, 21474836480",
        "maximumStorageBytes, 107374182400, 214748364800"
    })
    void settingsThatContradictEachOtherAreRefusedWhicheverIsAskedFirst(String property, String one, String other)
            throws Exception {
        Map<String, Object> database = database(property, one);
        Map<String, Object> branch = branch(property, other);

        for (boolean databaseFirst : List.of(true, false)) {
            try (PlayedEngine engine = shop.attach()) {
                Runnable ofDatabase = () -> preview(engine, "Database", database);
                Runnable ofBranch = () -> preview(engine, "Branch", branch);
                // The engine asks for the checks of what does not depend on each other in any order.
                var _ = engine.check("Database", "Database", Map.of(), database);
                var _ = engine.check("Branch", "Branch", Map.of(), branch);
                if (databaseFirst) {
                    assertThatThrownBy(() -> {
                                ofDatabase.run();
                                ofBranch.run();
                            })
                            .hasMessageContainingAll("`" + property + "`", "`Database`", "`Branch`", "same branch");
                } else {
                    assertThatThrownBy(ofDatabase::run)
                            .hasMessageContainingAll("`" + property + "`", "`Database`", "`Branch`", "same branch");
                }
            }
        }
    }

    @Test
    void settingsThatAgreeAreLet() throws Exception {
        try (PlayedEngine engine = shop.attach()) {
            assertThatCode(() -> {
                        preview(engine, "Database", database("clusterSize", "PS_10_AWS_ARM"));
                        preview(engine, "Branch", branch("clusterSize", "PS-10-AWS-ARM"));
                    })
                    .doesNotThrowAnyException();
            assertThat(engine.log()).noneMatch(line -> line.getMessage().contains("same branch"));
        }
    }

    private static void preview(PlayedEngine engine, String kind, Map<String, Object> inputs) {
        var _ = engine.previewCreate(
                kind, kind, engine.check(kind, kind, Map.of(), inputs).getInputs());
    }

    private static Map<String, Object> database(String property, String value) {
        var inputs = new HashMap<String, Object>(
                Map.of("name", "ledger", "kind", "postgresql", "clusterSize", "PS_10_AWS_ARM"));
        inputs.put(property, typed(property, value));
        return inputs;
    }

    private static Map<String, Object> branch(String property, String value) {
        return Map.of("database", "ledger", "name", "main", property, typed(property, value));
    }

    private static Object typed(String property, String value) {
        return property.equals("clusterSize") ? value : Long.parseLong(value);
    }
}
