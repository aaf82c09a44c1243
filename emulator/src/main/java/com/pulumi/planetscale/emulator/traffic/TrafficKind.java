package com.pulumi.planetscale.emulator.traffic;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.PathKey;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.TimeRange;
import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.http.Views;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.TrafficBudget;
import com.pulumi.planetscale.emulator.model.TrafficRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Budgets of Database Traffic Control and their rules (API reference; PlanetScale documentation, Traffic Control).
public final class TrafficKind implements Kind {
    private static final String ALL = Paths.BRANCH + "/traffic/budgets";
    private static final String ONE = ALL + "/{traffic_budget}";
    private static final List<String> PERIODS = List.of("15m", "1h", "3h", "6h", "12h", "1d", "2d", "7d", "8d");
    private static final String RULES = ONE + "/rules";

    @Override
    @Assumes(Assumption.TRAFFIC_BUDGETS)
    public void declare(Declarations declarations) {
        Access read = Access.readingBranches();
        Access write = Access.database("write_database");
        declarations
                .stores("traffic_budgets", TrafficBudget.class)
                .stores("traffic_rules", TrafficRule.class)
                .leads("traffic_budget", TrafficBudget.class, PathKey.ID)
                .leads("traffic_rule", TrafficRule.class, PathKey.ID)
                .get(ALL, read, this::list)
                .post(ALL, write, this::create)
                .get(ONE, read, this::get)
                .patch(ONE, write, this::update)
                .delete(ONE, write, this::delete)
                .post(RULES, write, this::addRule)
                .delete(RULES + "/{traffic_rule}", write, this::deleteRule);
    }

    private Answer list(Call call) {
        Optional<String> fingerprint = call.query().text("fingerprint");
        Optional<TimeRange> created =
                call.query().text("created_at").map(range -> TimeRange.parse("created_at", range));
        // The usage of that time, which the emulator has none of.
        call.query().oneOf("period", PERIODS);
        return call.page(
                budgets(call)
                        .filter(budget -> created.isEmpty() || created.get().contains(budget.createdAt()))
                        .filter(budget -> fingerprint.isEmpty()
                                || rules(call, budget)
                                        .anyMatch(rule -> fingerprint.get().equals(rule.content.fingerprint()))),
                budget -> view(call, budget));
    }

    private static Stream<TrafficBudget> budgets(Call call) {
        return call.world().in(call.branch(Engine.POSTGRESQL), TrafficBudget.class);
    }

    private static Stream<TrafficRule> rules(Call call, TrafficBudget budget) {
        return call.world().in(budget, TrafficRule.class);
    }

    private Answer get(Call call) {
        return Answer.ok(view(call, call.the(TrafficBudget.class)));
    }

    private Answer create(Call call) {
        Branch branch = call.readyBranch(Engine.POSTGRESQL);
        TrafficBudget budget =
                new TrafficBudget(call.origin(branch), call.body().requiredFreeName("name"));
        TrafficRules.set(call.body(), budget);
        List<TrafficRule.Content> rules = contents(call).orElse(List.of());
        call.world().add(budget);
        rules.forEach(rule -> add(call, budget, rule));
        return Answer.created(view(call, budget));
    }

    /// The rules of a request take the place of all there are.
    private Answer update(Call call) {
        TrafficBudget budget = call.the(TrafficBudget.class);
        Optional<List<TrafficRule.Content>> rules = contents(call);
        TrafficRules.set(call.body(), budget);
        rules.ifPresent(wanted -> {
            rules(call, budget).toList().forEach(call.world()::remove);
            wanted.forEach(rule -> add(call, budget, rule));
        });
        budget.updatedAt = call.now();
        return get(call);
    }

    private static Optional<List<TrafficRule.Content>> contents(Call call) {
        return call.body()
                .objects("rules")
                .map(rules -> rules.stream().map(rule -> content(call, rule)).toList());
    }

    private static TrafficRule.Content content(Call call, Values rule) {
        return TrafficRules.content(rule, call.branch());
    }

    private static TrafficRule add(Call call, TrafficBudget budget, TrafficRule.Content content) {
        return call.world().add(new TrafficRule(call.origin(budget), content));
    }

    private Answer delete(Call call) {
        call.world().remove(call.the(TrafficBudget.class));
        return Answer.noContent();
    }

    private Answer addRule(Call call) {
        TrafficBudget budget = call.the(TrafficBudget.class);
        return Answer.created(view(add(call, budget, content(call, call.body()))));
    }

    private Answer deleteRule(Call call) {
        call.world().remove(call.the(TrafficRule.class));
        return Answer.noContent();
    }

    /// Numbers are described as `number`, so clients have to expect fractions.
    private static View view(Call call, TrafficBudget budget) {
        View view = View.of("TrafficBudget", budget)
                .put("name", budget.name)
                .put("mode", budget.mode)
                .put("actor", Views.actor(budget))
                .put("rules", rules(call, budget).map(TrafficKind::view).toList());
        TrafficRules.LIMITS
                .keySet()
                .forEach(name -> view.optional(
                        name, Optional.ofNullable(budget.limits.get(name)).map(Integer::doubleValue)));
        return view;
    }

    private static View view(TrafficRule rule) {
        List<View> tags = rule.content.tags().stream()
                .map(tag -> new View()
                        .put("key_id", tag.keyId())
                        .put("key", tag.key())
                        .put("value", tag.value())
                        .put("source", tag.source()))
                .toList();
        return View.of("TrafficRule", rule)
                .put("kind", rule.content.kind())
                .put("tags", tags)
                .optional("fingerprint", rule.content.fingerprint())
                .optional("keyspace", rule.content.keyspace())
                .put("actor", Views.actor(rule))
                .put("syntax_highlighted_sql", "");
    }
}
