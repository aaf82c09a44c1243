package com.pulumi.planetscale.emulator.deploy;

import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.world.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// By how much deploy requests are slowed down, in percent, by keyspace.
final class ThrottleRatios {
    private static final int MOST = 95;

    private ThrottleRatios() {}

    static void checkEngine(Database database) {
        Refused.when(database.kind != Engine.MYSQL, "The throttler is only available for Vitess databases");
    }

    /// Either one ratio for all keyspaces, or one for each. Objects, although the description calls them
    /// strings.
    static Map<String, Integer> of(Values body, List<String> keyspaces) {
        Optional<Integer> ratio = body.integer("ratio");
        Optional<List<Values>> configurations = body.objects("configurations");
        Refused.when(ratio.isPresent() == configurations.isPresent(), "Give either ratio or configurations");
        Map<String, Integer> ratios = new TreeMap<>();
        ratio.ifPresent(value -> keyspaces.forEach(keyspace -> ratios.put(keyspace, checked(value))));
        configurations
                .orElse(List.of())
                .forEach(
                        each -> ratios.put(each.requiredText("keyspace_name"), checked(each.requiredInteger("ratio"))));
        Refused.when(
                !ratios.keySet().equals(Set.copyOf(keyspaces)),
                "configurations must have one entry for each eligible keyspace: " + String.join(", ", keyspaces));
        return ratios;
    }

    private static int checked(int ratio) {
        Refused.when(ratio < 0 || ratio > MOST, "ratio must be between 0 and " + MOST);
        return ratio;
    }
}
