package com.pulumi.planetscale.provider.resources.traffic;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.pulumi.planetscale.provider.resources.traffic.BudgetProperties.*;
import static com.pulumi.planetscale.provider.resources.traffic.RuleContent.FINGERPRINT;
import static com.pulumi.planetscale.provider.resources.traffic.RuleContent.KEY;
import static com.pulumi.planetscale.provider.resources.traffic.RuleContent.KEYSPACE;
import static com.pulumi.planetscale.provider.resources.traffic.RuleContent.KIND;
import static com.pulumi.planetscale.provider.resources.traffic.RuleContent.SOURCE;
import static com.pulumi.planetscale.provider.resources.traffic.RuleContent.TAGS;
import static com.pulumi.planetscale.provider.resources.traffic.RuleContent.VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrafficResourcesTest {
    private final World world = World.quick();
    private final Lifecycle budgets = world.lifecycle("TrafficBudget");
    private final Lifecycle rules = world.lifecycle("TrafficRule");
    private final ApiPath databases = Owners.organizationPath(world.settings()).then("/databases");
    private final PropertyMap place =
            world.settings().with("database", new Value.Text("notes")).with("branch", new Value.Text("main"));

    @BeforeEach
    void makeDatabase() throws Exception {
        var _ = world.api()
                .post(
                        databases,
                        Map.of("name", "notes", "kind", "postgresql", "cluster_size", "PS_10_AWS_ARM"),
                        JsonNode.class);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void limitThatIsRemovedIsNoLimitAnyMore() throws Exception {
        PropertyMap limited = budget().with(CONCURRENCY, 25L).with(WARNING_THRESHOLD, 80L);
        Outcome.Ready made = made(budgets, limited);

        Outcome.Ready changed = changed(made, limited, budget());

        assertThat(live(made).path("concurrency").isNumber()).isFalse();
        assertThat(live(made).path("warning_threshold").isNumber()).isFalse();
        assertThat(live(made).path("rate").asInt()).isEqualTo(20);
        assertThat(plan(budgets, budget(), changed.state(), budget())).isInstanceOf(Plan.Keep.class);
        assertThat(budgets.refresh(world.operation(), made.id(), budget(), changed.state()))
                .contains(new Lifecycle.Found(made.id(), budget(), changed.state()));
    }

    @Test
    void refusalOfARuleWithTagsSaysWhatTagsNeed() throws Exception {
        Outcome.Ready made = made(budgets, budget());
        PropertyMap tagged = budget().with(RULES, Set.of(tagged(tag("app", "etl"))));
        world.emulator()
                .wireMock()
                .stubFor(any(urlPathMatching(".*/traffic/budgets.*"))
                        .withRequestBody(containing("tags"))
                        .atPriority(1)
                        .willReturn(aResponse().withStatus(422).withBody("{\"message\": \"Unknown tag\"}")));

        assertThatThrownBy(() -> changed(made, budget(), tagged)).hasMessageContaining("once recent queries had it");
        assertThatThrownBy(() -> made(budgets, tagged.with(NAME, "other")))
                .hasMessageContaining("once recent queries had it");
    }

    @Test
    void rulesOfTheBudgetAreSetAllAtOnce() throws Exception {
        PropertyMap before = budget().with(RULES, Set.of(tagged(tag("app", "etl")), pattern("abc")));
        PropertyMap after = budget().with(RULES, Set.of(pattern("abc"), pattern("def")));
        Outcome.Ready made = made(budgets, before);
        World.Journal journal = world.journal();

        Outcome.Ready changed = changed(made, before, after);

        assertThat(journal.calls()).filteredOn(call -> !call.startsWith("GET")).hasSize(1);
        assertThat(live(made).path("rules").findValuesAsText("fingerprint")).containsExactlyInAnyOrder("abc", "def");
        assertThat(plan(budgets, after, changed.state(), after)).isInstanceOf(Plan.Keep.class);
    }

    @Test
    void listThatIsRemovedLeavesItsRulesToOthers() throws Exception {
        PropertyMap listing = budget().with(RULES, Set.of(pattern("abc")));
        Outcome.Ready made = made(budgets, listing);

        List<Finding> findings = budgets.previewUpdate(
                        world.operation(), "etl", listing, made.state(), budget(), List.of())
                .findings();
        Outcome.Ready changed = changed(made, listing, budget());

        assertThat(findings)
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("the rules that it listed (1) stay in the budget");
        assertThat(changed.state().has(RULES)).isFalse();
        assertThat(live(made).path("rules")).hasSize(1);
        assertThat(plan(budgets, budget(), changed.state(), budget())).isInstanceOf(Plan.Keep.class);
    }

    @Test
    void emptyListRemovesAllRules() throws Exception {
        PropertyMap before = budget().with(RULES, Set.of(pattern("abc")));
        Outcome.Ready made = made(budgets, before);

        var _ = changed(made, before, budget().with(RULES, Set.of()));

        assertThat(live(made).path("rules")).isEmpty();
    }

    @Test
    void rulesThatTheBudgetDoesNotListAreLeftAlone() throws Exception {
        Outcome.Ready made = made(budgets, budget());
        var _ = world.api().post(path(made).then("/rules"), Map.of("fingerprint", "abc"), JsonNode.class);

        Lifecycle.Found found = budgets.refresh(world.operation(), made.id(), budget(), made.state())
                .orElseThrow();
        var _ = changed(made, budget(), budget().with(RATE, 30L));

        assertThat(found.state()).isEqualTo(made.state());
        assertThat(live(made).path("rules")).hasSize(1);
    }

    @Test
    void rulesThatTheBudgetListsAndOthersChangeAreDrift() throws Exception {
        PropertyMap listing = budget().with(RULES, Set.of(pattern("abc")));
        Outcome.Ready made = made(budgets, listing);
        var _ = world.api().post(path(made).then("/rules"), Map.of("fingerprint", "def"), JsonNode.class);

        Lifecycle.Found found = budgets.refresh(world.operation(), made.id(), listing, made.state())
                .orElseThrow();

        assertThat(found.state().get(RULES)).hasSize(2);
        assertThat(plan(budgets, found.inputs(), found.state(), listing)).isInstanceOf(Plan.Update.class);
    }

    @Test
    void changedRuleIsMadeBeforeTheOldOneIsDeleted() throws Exception {
        PropertyMap before = rule(made(budgets, budget())).with(pattern("abc"));
        Outcome.Ready made = made(rules, before);

        assertThat(plan(rules, before, made.state(), before.with(pattern("def"))))
                .isInstanceOfSatisfying(
                        Plan.Replace.class,
                        plan -> assertThat(plan.deleteFirst()).isFalse());
        assertThat(plan(rules, before, made.state(), before.with(KIND, "match")))
                .isInstanceOf(Plan.Keep.class);
    }

    @Test
    void manyRulesOfABudgetAreReadWithIt() throws Exception {
        Outcome.Ready budget = made(budgets, budget());
        var made = new ArrayList<Outcome.Ready>();
        for (String fingerprint : List.of("a", "b", "c", "d", "e")) {
            made.add(made(rules, rule(budget).with(pattern(fingerprint))));
        }
        world.end();
        world.newProcess();
        Lifecycle run = world.lifecycle("TrafficRule");
        World.Journal journal = world.journal();

        for (Outcome.Ready rule : made) {
            assertThat(run.refresh(
                            world.operation(),
                            rule.id(),
                            rule.state().only(run.schema().inputs()),
                            rule.state()))
                    .hasValueSatisfying(found -> assertThat(found.state()).isEqualTo(rule.state()));
        }

        assertThat(journal.calls()).hasSize(3).containsOnly("GET /v1" + path(budget));
    }

    @Test
    void ruleIsGoneIfItsBudgetIs() throws Exception {
        Outcome.Ready budget = made(budgets, budget());
        PropertyMap wanted = rule(budget).with(pattern("abc"));
        Outcome.Ready rule = made(rules, wanted);
        budgets.delete(world.operation(), budget.state());

        assertThat(rules.refresh(world.operation(), rule.id(), wanted, rule.state()))
                .isEmpty();
        rules.delete(world.operation(), rule.state());
    }

    @Test
    void budgetThatDoesNotExistIsRefusedInThePreview() throws Exception {
        assertThat(look(
                        rules,
                        place.with(TrafficRuleResource.BUDGET, "nobudget").with(pattern("abc"))))
                .anyMatch(text -> text.contains("there is no traffic budget `nobudget`"));
    }

    @Test
    void rulesThatCannotBeAreRefusedAtTheirPlace() {
        assertRefused(tagged()).singleElement().asString().contains("`rules[0]`", "matches nothing");
        assertRefused(tagged(tag("app", "etl")).with(KEYSPACE, "x"))
                .singleElement()
                .asString()
                .contains("`rules[0].keyspace`", "no fingerprint");
        assertRefused(tagged(tag("app", "etl"), tag("team", "data")).with(KIND, "each"))
                .singleElement()
                .asString()
                .contains("`rules[0].tags`", "exactly one tag");
        assertRefused(tagged(tag("user", "ann").with(SOURCE, "system")))
                .singleElement()
                .asString()
                .contains("`user` is not an attribute of connections", "username");
    }

    @Test
    void unknownPartsOfRulesPass() {
        PropertyMap unknown = PropertyMap.EMPTY.with(TAGS.name(), Value.unknown());

        assertThat(budgets.schema()
                        .check(budget().with(
                                        RULES.name(), new Value.ListOf(List.of(new Value.MapOf(unknown.values()))))))
                .isEmpty();
    }

    @Test
    void limitsHaveTheirRanges() {
        assertThat(budgets.schema()
                        .check(budget().with(RATE, 101L).with(BURST, -1L).with(CAPACITY, 6000L)))
                .extracting(Finding::text)
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text).contains("`rate`", "Use 0 to 100"),
                        text -> assertThat(text).contains("`burst`", "Use 0 to 6000"));
    }

    @Test
    void whatHasNoEffectOrBlocksEverythingIsNamed() throws Exception {
        assertThat(look(budgets, budget().without("rate")))
                .singleElement()
                .asString()
                .contains("no limit, so it has no effect");
        assertThat(look(budgets, budget().with(RATE, 0L).with(MODE, "enforce")))
                .singleElement()
                .asString()
                .contains("`rate`", "0 blocks all queries");
        assertThat(look(budgets, budget().with(RATE, 0L))).isEmpty();
    }

    @Test
    void whatPlanetScaleMayRefuseIsNamed() throws Exception {
        PropertyMap doubtful =
                tagged(tag("app", "etl"), PropertyMap.EMPTY.with(KEY, "team")).with(FINGERPRINT, "abc");

        assertThat(look(budgets, budget().with(RULES, Set.of(doubtful))))
                .hasSize(3)
                .anyMatch(text -> text.contains("2 tags"))
                .anyMatch(text -> text.contains("a fingerprint and tags"))
                .anyMatch(text -> text.contains("a tag without a value"));
    }

    @Test
    void vitessDatabaseHasNone() throws Exception {
        var _ = world.api().post(databases, Map.of("name", "shop", "cluster_size", "PS_10"), JsonNode.class);

        assertThat(look(budgets, budget().with("database", new Value.Text("shop"))))
                .singleElement()
                .asString()
                .contains("`shop` is a Vitess database", "no traffic budgets");
    }

    private static PropertyMap tag(String key, String value) {
        return PropertyMap.EMPTY.with(KEY, key).with(VALUE, value);
    }

    private static PropertyMap tagged(PropertyMap... tags) {
        return PropertyMap.EMPTY.with(TAGS, Set.of(tags));
    }

    private static PropertyMap pattern(String fingerprint) {
        return PropertyMap.EMPTY.with(FINGERPRINT, fingerprint);
    }

    private PropertyMap budget() {
        return place.with(NAME, "etl").with(RATE, 20L);
    }

    private PropertyMap rule(Outcome.Ready budget) {
        return place.with(TrafficRuleResource.BUDGET, budget.state().get(Owners.PUBLIC_ID));
    }

    private ListAssert<String> assertRefused(PropertyMap rule) {
        return assertThat(budgets.schema().check(budget().with(RULES, Set.of(rule))).stream()
                .map(Finding::text)
                .toList());
    }

    private ApiPath path(Outcome.Ready budget) {
        String id = budget.state().get(Owners.DATABASE_ID);
        return databases.then(
                "/{}/branches/{}/traffic/budgets/{}",
                id,
                budget.state().get(Owners.BRANCH_ID),
                budget.state().get(Owners.PUBLIC_ID));
    }

    private JsonNode live(Outcome.Ready budget) throws Exception {
        return world.api().get(path(budget), JsonNode.class);
    }

    private Outcome.Ready made(Lifecycle kind, PropertyMap inputs) throws Exception {
        return (Outcome.Ready) kind.create(world.operation(), inputs);
    }

    private Outcome.Ready changed(Outcome.Ready made, PropertyMap before, PropertyMap after) throws Exception {
        return (Outcome.Ready) budgets.update(world.operation(), made.id(), before, made.state(), after);
    }

    private List<String> look(Lifecycle kind, PropertyMap inputs) throws InterruptedException {
        return kind.previewCreate(world.operation(), inputs).findings().stream()
                .map(Finding::text)
                .toList();
    }

    private Plan plan(Lifecycle kind, PropertyMap before, PropertyMap state, PropertyMap after)
            throws InterruptedException {
        return kind.plan(world.operation(), "etl", before, state, after, List.of());
    }
}
