package com.pulumi.planetscale.provider.benchmark;

import java.util.Comparator;
import java.util.List;

/// What a step took.
///
/// @param seconds from start to end
/// @param processorSeconds of all processes of the command
/// @param pluginBytes the most memory that a plugin had; zero if there was none, or where the system does not say
/// @param calls of PlanetScale's API
/// @param stateBytes how large the state was afterwards
record Measurement(double seconds, double processorSeconds, long pluginBytes, int calls, long stateBytes) {
    /// The one of the middle, by time.
    static Measurement median(List<Measurement> several) {
        return several.stream()
                .sorted(Comparator.comparingDouble(Measurement::seconds))
                .toList()
                .get(several.size() / 2);
    }
}
