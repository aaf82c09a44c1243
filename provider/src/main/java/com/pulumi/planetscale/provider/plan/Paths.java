package com.pulumi.planetscale.provider.plan;

import com.pulumi.planetscale.provider.plan.Change.Kind;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.property.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/// Finds exactly where two values of a type differ.
final class Paths {
    private Paths() {}

    /// Each place that differs with what happens there; at least one, since the values are known to differ.
    ///
    /// Sets are named as a whole: their elements have no place of their own.
    static Map<Path, Kind> differing(Type<?> type, Path path, Value from, Value to, Kind kind) {
        var places = new LinkedHashMap<Path, Kind>();
        collect(type, path, from, to, kind, places);
        if (places.isEmpty()) {
            places.put(path, kind);
        }
        return places;
    }

    private static void collect(Type<?> type, Path path, Value from, Value to, Kind kind, Map<Path, Kind> places) {
        switch (type) {
            case Type.MapOf<?>(var element)
            when kind == Kind.UPDATE
                    && from.plain() instanceof Value.MapOf(var olds)
                    && to.plain() instanceof Value.MapOf(var news) -> {
                var names = new TreeSet<>(olds.keySet());
                names.addAll(news.keySet());
                for (String name : names) {
                    Value old = olds.getOrDefault(name, Value.absent());
                    Value wanted = news.getOrDefault(name, Value.absent());
                    step(element, path.then(name), old, wanted, places);
                }
            }
            case Type.ListOf<?>(var element)
            when kind == Kind.UPDATE
                    && from.plain() instanceof Value.ListOf(var olds)
                    && to.plain() instanceof Value.ListOf(var news) -> {
                for (int i = 0; i < Math.max(olds.size(), news.size()); i++) {
                    Value old = i < olds.size() ? olds.get(i) : Value.absent();
                    Value wanted = i < news.size() ? news.get(i) : Value.absent();
                    step(element, path.then(i), old, wanted, places);
                }
            }
            default -> places.put(path, kind);
        }
    }

    private static void step(Type<?> type, Path path, Value old, Value wanted, Map<Path, Kind> places) {
        if (!old.present()) {
            places.put(path, Kind.ADD);
        } else if (!wanted.present()) {
            places.put(path, Kind.DELETE);
        } else if (!type.same(old, wanted)) {
            collect(type, path, old, wanted, Kind.UPDATE, places);
        }
    }
}
