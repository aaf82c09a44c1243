package com.pulumi.planetscale.provider.resources.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.PlayedShop;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import com.pulumi.planetscale.provider.played.Structs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pulumirpc.Provider.CreateResponse;

/// The rules of a budget, which the budget and `TrafficRule` resources of one program may both want to own.
class RuleOwnerTest {
    private static final List<Map<String, Object>> RULES = List.of(Map.of("fingerprint", "abc"));
    private static final String[] REFUSAL = {"`TrafficBudget`", "`rules`", "`TrafficRule`", "omit `rules`"};

    private final PlayedShop shop;

    RuleOwnerTest() throws Exception {
        shop = new PlayedShop();
    }

    @BeforeEach
    void makeDatabase() throws Exception {
        var _ = shop.api()
                .post(
                        shop.path("/databases"),
                        Map.of("name", "notes", "kind", "postgresql", "cluster_size", "PS_10_AWS_ARM"),
                        JsonNode.class);
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void ruleForANewBudgetThatListsItsRulesIsRefusedInThePreview() throws Exception {
        try (PlayedEngine engine = shop.attach()) {
            previewCreate(engine, "TrafficBudget", listing());

            assertRefused(() -> previewCreate(engine, "TrafficRule", rule(Structs.UNKNOWN)));
        }
    }

    @Test
    void ruleForANewBudgetThatListsItsRulesIsRefusedWithoutAPreview() throws Exception {
        try (PlayedEngine engine = shop.attach()) {
            CreateResponse budget = engine.create("TrafficBudget", "TrafficBudget", listing());

            assertRefused(() -> engine.create("TrafficRule", "TrafficRule", rule(id(budget))));
        }
        assertThat(rules()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void listInTheBudgetOfARuleIsRefusedWhicheverIsAskedFirst(boolean ruleFirst) throws Exception {
        CreateResponse budget = shop.engine().create("TrafficBudget", "TrafficBudget", open());
        CreateResponse rule = shop.engine().create("TrafficRule", "TrafficRule", rule(id(budget)));
        try (PlayedEngine engine = shop.attach()) {
            ThrowingCallable planBudget = () -> plan(engine, "TrafficBudget", budget, open(), listing());
            ThrowingCallable planRule = () -> plan(engine, "TrafficRule", rule, rule(id(budget)), rule(id(budget)));

            assertRefused(() -> {
                (ruleFirst ? planRule : planBudget).call();
                (ruleFirst ? planBudget : planRule).call();
            });
        }
    }

    @Test
    void rulesForABudgetWithoutAListAreLet() throws Exception {
        try (PlayedEngine engine = shop.attach()) {
            assertThatCode(() -> {
                        previewCreate(engine, "TrafficBudget", open());
                        var _ = engine.check("TrafficBudget", "other", Map.of(), with(listing(), "branch", "other"));
                        previewCreate(engine, "TrafficRule", rule(Structs.UNKNOWN));
                    })
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void listThatIsRemovedMakesRoomForRules() throws Exception {
        CreateResponse budget = shop.engine().create("TrafficBudget", "TrafficBudget", listing());
        try (PlayedEngine engine = shop.attach()) {
            plan(engine, "TrafficBudget", budget, listing(), open());

            assertThatCode(() -> previewCreate(engine, "TrafficRule", rule(id(budget))))
                    .doesNotThrowAnyException();
        }
    }

    private static void plan(
            PlayedEngine engine,
            String kind,
            CreateResponse made,
            Map<String, Object> before,
            Map<String, Object> inputs) {
        var _ = engine.diff(kind, kind, made, before, inputs);
    }

    private static void previewCreate(PlayedEngine engine, String kind, Map<String, Object> inputs) {
        var _ = engine.previewCreate(
                kind, kind, engine.check(kind, kind, Map.of(), inputs).getInputs());
    }

    private static void assertRefused(ThrowingCallable run) {
        assertThatThrownBy(run).hasMessageContainingAll(REFUSAL);
    }

    private int rules() throws Exception {
        JsonNode budgets = shop.api()
                .get(shop.path("/databases/notes/branches/main/traffic/budgets"), JsonNode.class)
                .path("data");
        return budgets.get(0).path("rules").size();
    }

    private static String id(CreateResponse made) {
        return made.getProperties().getFieldsOrThrow("publicId").getStringValue();
    }

    private static Map<String, Object> open() {
        return Map.of("organization", "acme", "database", "notes", "branch", "main", "name", "etl", "rate", 20);
    }

    private static Map<String, Object> listing() {
        return with(open(), "rules", RULES);
    }

    private static Map<String, Object> rule(Object budget) {
        return Map.of(
                "organization", "acme", "database", "notes", "branch", "main", "budget", budget, "fingerprint", "abc");
    }

    private static Map<String, Object> with(Map<String, Object> inputs, String name, Object value) {
        var changed = new HashMap<>(inputs);
        changed.put(name, value);
        return changed;
    }
}
