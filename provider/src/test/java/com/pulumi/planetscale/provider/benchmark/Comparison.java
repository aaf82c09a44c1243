package com.pulumi.planetscale.provider.benchmark;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// This provider beside another.
///
/// @param count how many objects both make
/// @param other what the other is called
record Comparison(int count, String other, Map<Step, Measurement> ours, Map<Step, Measurement> theirs) {
    /// A Markdown table with a row for each step.
    String table() {
        var rows = new StringBuilder("%d passwords of one branch; the other is `%s`.%n%n".formatted(count, other));
        rows.append("""
                | Command | This provider | The other | Calls | Calls of the other | Processor | Processor of the other |
                |---|---:|---:|---:|---:|---:|---:|
                """);
        for (Step step : Step.values()) {
            Measurement our = Objects.requireNonNull(ours.get(step));
            Measurement their = Objects.requireNonNull(theirs.get(step));
            rows.append(String.format(
                    Locale.ROOT,
                    "| %s | %.2f s | %.2f s | %,d | %,d | %.2f s | %.2f s |%n",
                    step,
                    our.seconds(),
                    their.seconds(),
                    our.calls(),
                    their.calls(),
                    our.processorSeconds(),
                    their.processorSeconds()));
        }
        return rows.toString();
    }
}
