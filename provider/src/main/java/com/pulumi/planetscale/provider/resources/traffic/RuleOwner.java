package com.pulumi.planetscale.provider.resources.traffic;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Who owns the rules of a budget: the budget if it has `rules`, else the `TrafficRule` resources for it. With both,
/// each run would remove what the other one has made.
final class RuleOwner {
    private static final String BUDGET_KIND = "TrafficBudget";
    private static final String RULE_KIND = "TrafficRule";
    private static final String REMEDY =
            "Put all rules into `rules` of the `TrafficBudget`, or give each its own `TrafficRule` and omit `rules`.";

    private RuleOwner() {}

    /// Why a budget cannot have `rules`: the program has a rule for it that is a resource of its own.
    static Optional<Finding> ofBudget(Operation operation, PropertyMap state, PropertyMap inputs) {
        Optional<String> id = state.find(Owners.PUBLIC_ID);
        boolean isContradicted = inputs.has(BudgetProperties.RULES)
                && id.isPresent()
                && operation.allWanted(RULE_KIND).stream()
                        .anyMatch(rule -> id.equals(rule.find(TrafficRuleResource.BUDGET)));
        return isContradicted
                ? Optional.of(Finding.refusal(
                        BudgetProperties.RULES,
                        "a `TrafficRule` of this program belongs to this budget as well, and this list would remove it",
                        REMEDY))
                : Optional.empty();
    }

    /// Why a rule cannot be a resource of its own: its budget has `rules`. As long as the budget is not made, its id is
    /// unknown; it is one of those that the program wants on the same branch.
    static Optional<Finding> ofRule(Operation operation, PropertyMap inputs) {
        Optional<String> id = inputs.find(TrafficRuleResource.BUDGET);
        List<PropertyMap> budgets = id.isPresent()
                ? operation.wanted(id.get()).stream().toList()
                : operation.allWanted(BUDGET_KIND).stream()
                        .filter(budget -> isBeside(budget, inputs))
                        .toList();
        boolean isContradicted =
                !budgets.isEmpty() && budgets.stream().allMatch(budget -> budget.has(BudgetProperties.RULES));
        return isContradicted
                ? Optional.of(Finding.refusal(
                        TrafficRuleResource.BUDGET,
                        "the `TrafficBudget` of this program lists its `rules` itself, which would remove this one",
                        REMEDY))
                : Optional.empty();
    }

    private static boolean isBeside(PropertyMap budget, PropertyMap rule) {
        return Stream.of(Owners.ORGANIZATION, TrafficRuleResource.DATABASE, TrafficRuleResource.BRANCH)
                .map(owner ->
                        budget.find(owner).filter(name -> Optional.of(name).equals(rule.find(owner))))
                .allMatch(Optional::isPresent);
    }
}
