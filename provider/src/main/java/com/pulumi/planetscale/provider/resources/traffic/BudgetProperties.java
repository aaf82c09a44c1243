package com.pulumi.planetscale.provider.resources.traffic;

import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Property.Problem;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The properties of budgets (API reference, command line and documentation of Traffic Control, August 2026).
final class BudgetProperties {
    static final Property<String> NAME = Property.text("name", "Name of the budget. Changed in place.");
    static final Property<String> MODE = Property.oneOf(
                    "mode",
                    "`enforce` blocks queries beyond the limits, `warn` only reports them, `off` does neither. Changed"
                            + " in place.",
                    "enforce",
                    "warn",
                    "off")
            .defaultsTo("warn")
            .always();
    static final Property<Long> CAPACITY = limit(
            "capacity", 6000, "Burst limit: how much can be saved up, in percent of a second of the whole server.");
    static final Property<Long> RATE =
            limit("rate", 100, "Server share: how fast the capacity refills, in percent of the server.");
    static final Property<Long> BURST = limit(
            "burst", 6000, "Per-query limit: what one query may use, in percent of a second of the whole server.");
    static final Property<Long> CONCURRENCY = limit(
            "concurrency", 100, "Limit of concurrent queries, in percent of the worker processes that are available.");
    static final Property<Long> WARNING_THRESHOLD = limit(
            "warningThreshold",
            100,
            "Percentage of the capacity, burst and concurrency from which on a budget in the mode `enforce` warns.");
    static final Property<Set<PropertyMap>> RULES = Property.set(
                    "rules",
                    "Rules that say which queries the budget is for: those that match one of them. If set, the budget"
                            + " has these rules and no others, and a `TrafficRule` for it is refused. If omitted, its"
                            + " rules are left alone. Changed in place, all at once.",
                    new Type.Obj("TrafficBudgetRule", "Queries that a budget is for.", RuleContent.MEMBERS))
            .optional()
            .dropping(OnChange.update());

    static final List<Property<Long>> LIMITS = List.of(CAPACITY, RATE, BURST, CONCURRENCY);
    static final List<Property<?>> CLEARABLE = List.of(CAPACITY, RATE, BURST, CONCURRENCY, WARNING_THRESHOLD);
    static final List<Property<?>> IN_PLACE =
            Stream.concat(Stream.of(NAME, MODE, RULES), CLEARABLE.stream()).toList();

    private BudgetProperties() {}

    private static Property<Long> limit(String name, long maximum, String doc) {
        return Property.integer(name, doc + " From 0 to " + maximum + ". Changed in place, to no limit if omitted.")
                .optional()
                .dropping(OnChange.update())
                .checking(value -> value >= 0 && value <= maximum
                        ? Optional.empty()
                        : Optional.of(new Problem(value + " is out of range", "Use 0 to " + maximum + ".")));
    }
}
