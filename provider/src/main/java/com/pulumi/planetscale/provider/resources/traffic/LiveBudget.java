package com.pulumi.planetscale.provider.resources.traffic;

import com.pulumi.planetscale.provider.api.Identified;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.making.Made;
import com.pulumi.planetscale.provider.resources.owner.Actor;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import com.pulumi.planetscale.provider.resources.owner.Told;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A budget as the API returns it. Limits are whole numbers in requests and any numbers in answers, and null if there
/// is none.
record LiveBudget(
        @Nullable String id,
        @Nullable String name,
        @Nullable String mode,
        @Nullable Told<Double> capacity,
        @Nullable Told<Double> rate,
        @Nullable Told<Double> burst,
        @Nullable Told<Double> concurrency,
        @Nullable Told<Double> warningThreshold,
        @Nullable List<LiveRule> rules,
        @Nullable Actor actor,
        @Nullable String createdAt)
        implements Identified, Made.ByActor {
    /// Everything but the rules.
    PropertyMap settings() {
        PropertyMap settings = PropertyMap.EMPTY
                .with(Owners.PUBLIC_ID, id)
                .with(BudgetProperties.NAME, name)
                .with(BudgetProperties.MODE, mode)
                .with(Owners.CREATED_AT, createdAt);
        settings = Told.put(settings, BudgetProperties.CAPACITY, whole(capacity));
        settings = Told.put(settings, BudgetProperties.RATE, whole(rate));
        settings = Told.put(settings, BudgetProperties.BURST, whole(burst));
        settings = Told.put(settings, BudgetProperties.CONCURRENCY, whole(concurrency));
        return Told.put(settings, BudgetProperties.WARNING_THRESHOLD, whole(warningThreshold));
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

    private static @Nullable Told<Long> whole(@Nullable Told<Double> limit) {
        return Told.map(limit, number -> Optional.of(Math.round(number)));
    }
}
