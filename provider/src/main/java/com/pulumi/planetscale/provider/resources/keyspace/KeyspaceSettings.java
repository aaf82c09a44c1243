package com.pulumi.planetscale.provider.resources.keyspace;

import static com.pulumi.planetscale.provider.resources.keyspace.KeyspaceProperties.*;

import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The bodies of the calls that change a keyspace.
final class KeyspaceSettings {
    private KeyspaceSettings() {}

    /// The settings that differ. The API replaces the flags of VReplication as a group, so all of them are sent.
    static Map<String, Object> body(PropertyMap state, PropertyMap inputs) {
        PropertyMap changed = inputs.differing(state, SETTINGS);
        var body = new LinkedHashMap<String, Object>();
        changed.find(REPLICATION_DURABILITY)
                .ifPresent(strategy -> body.put("replication_durability_constraints", Map.of("strategy", strategy)));
        if (hasAny(changed, FLAGS)) {
            PropertyMap all = PropertyMap.EMPTY;
            for (Property<?> flag : FLAGS) {
                all = all.with(flag.name(), flag.fallback().orElseThrow());
            }
            body.put(
                    "vreplication_flags",
                    all.with(state.only(FLAGS)).with(inputs.only(FLAGS)).body(FLAGS));
        }
        body.putAll(changed.body(List.of(MAX_ROLLOUT)));
        if (hasAny(changed, THROTTLER)) {
            body.put("throttler", changed.body(THROTTLER));
        }
        if (hasAny(changed, STORAGE)) {
            body.put("storage", inputs.body(STORAGE));
        }
        return body;
    }

    /// The whole list of read-only regions, which the API replaces.
    static Map<String, Object> regions(PropertyMap inputs) {
        return Map.of(
                "read_only_regions",
                inputs.get(READ_ONLY_REGIONS).stream()
                        .map(region -> region.body(List.of(REGION, REGION_SIZE, REGION_REPLICAS)))
                        .toList());
    }

    private static boolean hasAny(PropertyMap values, List<Property<?>> properties) {
        return properties.stream().anyMatch(values::has);
    }
}
