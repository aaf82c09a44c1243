package com.pulumi.planetscale.emulator.traffic;

import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.TrafficBudget;
import com.pulumi.planetscale.emulator.model.TrafficRule;
import com.pulumi.planetscale.emulator.world.Ids;
import com.pulumi.planetscale.emulator.world.Refused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Which budgets and rules a branch can have.
final class TrafficRules {
    /// The limits with their maxima (description).
    static final Map<String, Integer> LIMITS = limits();

    private static final List<String> MODES = List.of("enforce", "warn", "off");
    private static final List<String> KINDS = List.of("match", "each");
    private static final List<String> SOURCES = List.of("sql", "system");
    /// Attributes of connections (PlanetScale documentation, Traffic Control).
    private static final List<String> ATTRIBUTES = List.of("username", "remote_address", "application_name");

    private TrafficRules() {}

    private static Map<String, Integer> limits() {
        Map<String, Integer> limits = new LinkedHashMap<>();
        limits.put("capacity", 6000);
        limits.put("rate", 100);
        limits.put("burst", 6000);
        limits.put("concurrency", 100);
        limits.put("warning_threshold", 100);
        return limits;
    }

    /// Sets what a request says; null takes a limit away.
    static void set(Values body, TrafficBudget budget) {
        String newName = body.freeName("name").orElse(budget.name);
        String mode = body.oneOf("mode", MODES).orElse(budget.mode);
        Map<String, Integer> limits = new TreeMap<>(budget.limits);
        LIMITS.forEach((name, maximum) -> {
            if (body.isNull(name)) {
                limits.remove(name);
            }
            body.integer(name).ifPresent(value -> {
                Refused.when(value < 0 || value > maximum, name + " must be between 0 and " + maximum);
                limits.put(name, value);
            });
        });
        budget.name = newName;
        budget.mode = mode;
        budget.limits = limits;
    }

    static TrafficRule.Content content(Values body, Branch branch) {
        List<TrafficRule.Tag> tags = body.objects("tags").orElse(List.of()).stream()
                .map(tag -> tag(tag, branch))
                .toList();
        TrafficRule.Content content = new TrafficRule.Content(
                body.oneOf("kind", KINDS).orElse("match"),
                body.filled("fingerprint").orElse(null),
                body.filled("keyspace").orElse(null),
                tags);
        Refused.when(content.fingerprint() == null && tags.isEmpty(), "A rule needs a fingerprint or a tag");
        Refused.when(
                content.keyspace() != null && content.fingerprint() == null, "Keyspace is only for query fingerprints");
        return content;
    }

    /// Ids of keys are the same for the same key.
    private static TrafficRule.Tag tag(Values tag, Branch branch) {
        String key = tag.requiredText("key");
        String source = tag.oneOf("source", SOURCES).orElse("sql");
        Refused.when(source.equals("system") && !ATTRIBUTES.contains(key), "Tag " + key + " is not a system attribute");
        Set<String> seen = branch.seenTags;
        Refused.when(seen != null && !seen.contains(key), "Tag " + key + " does not exist");
        return new TrafficRule.Tag(
                Ids.derived(branch.id(), source, key), key, tag.text("value").orElse(""), source);
    }
}
