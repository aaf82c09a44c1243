package com.pulumi.planetscale.provider.resources.traffic;

import com.pulumi.planetscale.provider.api.Identified;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.making.Made;
import com.pulumi.planetscale.provider.resources.owner.Actor;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A budget as the API returns it. Limits are whole numbers in requests and any numbers in answers.
record LiveBudget(
        @Nullable String id,
        @Nullable String name,
        @Nullable String mode,
        @Nullable Double capacity,
        @Nullable Double rate,
        @Nullable Double burst,
        @Nullable Double concurrency,
        @Nullable Double warningThreshold,
        @Nullable List<LiveRule> rules,
        @Nullable Actor actor,
        @Nullable String createdAt)
        implements Identified, Made.ByActor {
    /// Everything but the rules.
    PropertyMap settings() {
        return PropertyMap.EMPTY
                .with(Owners.PUBLIC_ID, id)
                .with(BudgetProperties.NAME, name)
                .with(BudgetProperties.MODE, mode)
                .with(BudgetProperties.CAPACITY, whole(capacity))
                .with(BudgetProperties.RATE, whole(rate))
                .with(BudgetProperties.BURST, whole(burst))
                .with(BudgetProperties.CONCURRENCY, whole(concurrency))
                .with(BudgetProperties.WARNING_THRESHOLD, whole(warningThreshold))
                .with(Owners.CREATED_AT, createdAt);
    }

    /// Everything, with all rules that the budget has.
    PropertyMap properties() {
        return settings()
                .with(
                        BudgetProperties.RULES,
                        rules == null
                                ? null
                                : rules.stream()
                                        .map(LiveRule::content)
                                        .collect(Collectors.<PropertyMap, Set<PropertyMap>>toCollection(
                                                LinkedHashSet::new)));
    }

    private static @Nullable Long whole(@Nullable Double number) {
        return number == null ? null : Math.round(number);
    }
}
