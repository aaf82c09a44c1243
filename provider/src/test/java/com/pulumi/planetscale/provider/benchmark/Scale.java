package com.pulumi.planetscale.provider.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// How the provider and the engine alone grow with the number of resources.
final class Scale {
    private final Map<Integer, Map<Step, Measurement>> ours = new TreeMap<>();
    private final Map<Integer, Map<Step, Measurement>> alone = new TreeMap<>();

    /// What one number of resources took.
    ///
    /// @param ours with the provider
    /// @param alone the engine's part: with as many resources that call nothing
    void add(int resources, Map<Step, Measurement> ours, Map<Step, Measurement> alone) {
        this.ours.put(resources, ours);
        this.alone.put(resources, alone);
    }

    private static Measurement of(Map<Integer, Map<Step, Measurement>> measured, int resources, Step step) {
        Measurement found = measured.getOrDefault(resources, Map.of()).get(step);
        if (found == null) {
            throw new IllegalArgumentException(step + " of " + resources + " was not measured");
        }
        return found;
    }

    /// A Markdown table with a row for each step and number.
    String table() {
        var rows = new StringBuilder("""
                | Command | Resources | Time | Engine alone | Ratio | Of the provider, a resource | Calls | Memory |
                |---|---:|---:|---:|---:|---:|---:|---:|
                """);
        for (Step step : Step.values()) {
            for (int resources : ours.keySet()) {
                Measurement with = of(ours, resources, step);
                Measurement without = of(alone, resources, step);
                rows.append(String.format(
                        Locale.ROOT,
                        "| %s | %,d | %.2f s | %.2f s | %.1f × | %.1f ms | %,d | %s |%n",
                        step,
                        resources,
                        with.seconds(),
                        without.seconds(),
                        with.seconds() / without.seconds(),
                        1000 * Math.max(0, with.processorSeconds() - without.processorSeconds()) / resources,
                        with.calls(),
                        megabytes(with.pluginBytes())));
            }
        }
        return rows.toString();
    }

    static String megabytes(long bytes) {
        return bytes == 0 ? "–" : Math.round(bytes / 1e6) + " MB";
    }

    /// The times as curves: with the provider, and of the engine alone.
    String plot() {
        var curves = new ArrayList<Plot.Curve>();
        for (Step step : List.of(Step.PREVIEW, Step.UP, Step.REFRESH, Step.DESTROY)) {
            int colour = curves.size() / 2;
            curves.add(new Plot.Curve(step.toString(), colour, false, points(ours, step)));
            curves.add(new Plot.Curve(step + ", engine alone", colour, true, points(alone, step)));
        }
        return Plot.svg("Seconds by number of resources", curves);
    }

    private static List<Plot.Point> points(Map<Integer, Map<Step, Measurement>> measured, Step step) {
        return measured.keySet().stream()
                .map(resources ->
                        new Plot.Point(resources, of(measured, resources, step).seconds()))
                .toList();
    }
}
