package com.pulumi.planetscale.provider.api;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// What this process has changed at PlanetScale, or may have: whatever was read before is older than that.
///
/// Each change counts when it is sent and again when its answer has come, so that what is read between the two is older
/// as well. An object goes by its id or its name, and by either within its owner's; it is known here by its collection
/// and any of them, which is enough, since to take too much for changed costs a call.
final class Changes {
    /// Collections that lists of are shared.
    private static final Set<String> COLLECTIONS = Set.of(
            "databases",
            "branches",
            "passwords",
            "roles",
            "webhooks",
            "backups",
            "backup-policies",
            "deploy-requests",
            "keyspaces",
            "bouncers",
            "read-only-replicas",
            "cidrs",
            "traffic/budgets",
            "rules",
            "service-tokens",
            "teams",
            "members");
    /// A change of such an object may be one of everything in its database: a deploy request deletes its branch.
    private static final Set<String> OWNERS = Set.of("databases", "branches", "deploy-requests");

    private static final String OF = " ";

    private final AtomicLong count = new AtomicLong();
    private final Map<String, Long> objects = new ConcurrentHashMap<>();
    private final Map<String, Long> collections = new ConcurrentHashMap<>();
    private final Map<String, Long> names = new ConcurrentHashMap<>();
    private final AtomicLong owners = new AtomicLong();

    /// How many changes there were.
    long count() {
        return count.get();
    }

    /// Notes a change.
    ///
    /// @param name what the request calls its object; empty if it does not
    void note(String method, ApiPath path, String name) {
        long now = count.incrementAndGet();
        String last = path.collection();
        boolean makes = method.equals("POST") && !path.isObject() && COLLECTIONS.contains(last);
        String changed = "";
        for (ApiPath.Step step : path.steps()) {
            if (step.object().isPresent() && COLLECTIONS.contains(step.collection())) {
                changed = step.collection();
                put(objects, changed + OF + step.object().get(), now);
            }
        }
        if (makes) {
            put(names, last + OF + name, now);
            put(names, last + OF, now);
        } else {
            put(collections, changed, now);
            Parts.of(changed).ifPresent(parts -> put(collections, parts, now));
        }
        if (OWNERS.contains(makes ? last : changed) && !(makes && last.equals("branches"))) {
            owners.accumulateAndGet(now, Math::max);
        }
    }

    private static void put(Map<String, Long> times, String key, long now) {
        times.merge(key, now, Math::max);
    }

    /// Whether an object, or something below it, was changed.
    ///
    /// @param keys what it goes by
    /// @param since how many changes there were before
    boolean isChanged(ApiPath collection, Stream<String> keys, long since) {
        String word = collection.collection();
        return keys.anyMatch(key -> objects.getOrDefault(word + OF + key, 0L) > since);
    }

    /// Whether the objects of one name in a collection may be others now.
    ///
    /// @param name empty for any
    /// @param since how many changes there were before
    boolean mayHaveOthers(ApiPath collection, String name, long since) {
        String word = collection.collection();
        return owners.get() > since
                || collections.getOrDefault(word, 0L) > since
                || names.getOrDefault(word + OF + name, 0L) > since;
    }
}
