package com.pulumi.planetscale.provider.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The objects that PlanetScale has at some moment, by kind and id: those that programs have, and keyspaces.
public record Ledger(Map<String, Set<String>> objects) {
    private static final Set<String> KINDS = Set.of(
            "databases",
            "branches",
            "keyspaces",
            "passwords",
            "roles",
            "webhooks",
            "backups",
            "backup_policies",
            "deploy_requests",
            "bouncers",
            "ip_restrictions",
            "read_replicas",
            "read_only_regions");

    public static Ledger of(JsonNode state) {
        var objects = new TreeMap<String, Set<String>>();
        for (String kind : KINDS) {
            var ids = new HashSet<String>();
            state.path("objects")
                    .path(kind)
                    .forEach(object -> ids.add(object.path("origin").path("id").asText()));
            objects.put(kind, ids);
        }
        return new Ledger(objects);
    }

    /// How many objects there are of each kind.
    Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        objects.forEach((kind, ids) -> counts.put(kind, ids.size()));
        return counts;
    }

    /// What is here and not in another ledger, by kind.
    Map<String, Set<String>> without(Ledger other) {
        var rest = new HashMap<String, Set<String>>();
        objects.forEach((kind, ids) -> {
            var left = new HashSet<>(ids);
            left.removeAll(other.objects().getOrDefault(kind, Set.of()));
            if (!left.isEmpty()) {
                rest.put(kind, left);
            }
        });
        return rest;
    }

    /// All ids.
    public Set<String> ids() {
        var all = new HashSet<String>();
        objects.values().stream().flatMap(Collection::stream).forEach(all::add);
        return all;
    }
}
