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
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.DiffResponse.DiffChanges;
import pulumirpc.Provider.ReadResponse;

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

    /// The database comes last, and nothing of it changes.
    @Test
    void changedBranchThatIsPlannedBeforeItsUnchangedDatabaseIsRefused() throws Exception {
        Map<String, Object> database = database("clusterSize", "PS_10_AWS_ARM");
        Map<String, Object> branch = branch("clusterSize", "PS_10_AWS_ARM");
        CreateResponse ledger = shop.engine().create("Database", "Database", database);
        CreateResponse main = shop.engine().create("Branch", "Branch", branch);
        Map<String, Object> changed = branch("clusterSize", "PS_20_AWS_ARM");

        try (PlayedEngine engine = shop.attach()) {
            var _ = engine.diff("Branch", "Branch", main, branch, changed);
            var _ = engine.previewUpdate("Branch", "Branch", main, branch, changed);

            assertThatThrownBy(() -> engine.diff("Database", "Database", ledger, database, database))
                    .hasMessageContainingAll("`clusterSize`", "`Database`", "`Branch`", "same branch");
        }
    }

    @Test
    void settingsThatAgreeStayAsTheyAreOverSeveralRuns() throws Exception {
        Map<String, Object> database = database("clusterSize", "PS_10_AWS_ARM");
        Map<String, Object> branch = branch("clusterSize", "PS-10-AWS-ARM");
        CreateResponse ledger = shop.engine().create("Database", "Database", database);
        CreateResponse main = shop.engine().create("Branch", "Branch", branch);

        for (int run = 0; run < 3; run++) {
            try (PlayedEngine engine = shop.attach()) {
                ReadResponse seen = engine.refresh("Database", "Database", ledger, database);
                ReadResponse seenBranch = engine.refresh("Branch", "Branch", main, branch);
                ledger = recorded(seen);
                main = recorded(seenBranch);

                assertThat(engine.diff("Branch", "Branch", main, branch, branch).getChanges())
                        .isEqualTo(DiffChanges.DIFF_NONE);
                assertThat(engine.diff("Database", "Database", ledger, database, database)
                                .getChanges())
                        .isEqualTo(DiffChanges.DIFF_NONE);
                assertThat(engine.log()).noneMatch(line -> line.getMessage().contains("same branch"));
            }
        }
    }

    private static CreateResponse recorded(ReadResponse read) {
        return CreateResponse.newBuilder()
                .setId(read.getId())
                .setProperties(read.getProperties())
                .build();
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
