package com.pulumi.planetscale.provider.property;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Properties with their values: a bag that is typed by the properties asked for. Immutable, in the order
/// given.
///
/// Absent values are not held; two maps that differ only in those are equal. What an answer says to have no value is
/// marked as such, which tells it from what an answer leaves out.
public final class PropertyMap {
    /// Nothing at all.
    public static final PropertyMap EMPTY = new PropertyMap(new LinkedHashMap<>());

    private final Map<String, Value> values;
    /// Names of those that have no value, as someone said who must know.
    private final Set<String> none;

    /// @param values which are the map's own from then on
    private PropertyMap(SequencedMap<String, Value> values) {
        this(values, Set.of());
    }

    /// @param values which are the map's own from then on
    private PropertyMap(SequencedMap<String, Value> values, Set<String> none) {
        values.values().removeIf(value -> !value.present());
        this.values = Collections.unmodifiableMap(values);
        this.none = none.isEmpty()
                ? Set.of()
                : none.stream().filter(name -> !values.containsKey(name)).collect(Collectors.toUnmodifiableSet());
    }

    /// The properties of a map of values.
    public static PropertyMap of(Map<String, Value> values) {
        return new PropertyMap(new LinkedHashMap<>(values));
    }

    /// The values by name.
    public Map<String, Value> values() {
        return values;
    }

    /// The value of a property that must be there.
    ///
    /// @throws IllegalStateException if it is not, which is a fault of ours
    public <T> T get(Property<T> property) {
        return find(property)
                .orElseThrow(() -> new IllegalStateException("`" + property.name() + "` was read but is not there"));
    }

    /// The value of a property, where it is there and wholly known.
    public <T> Optional<T> find(Property<T> property) {
        Value value = value(property);
        return value.present() && !value.hasUnknown()
                ? Optional.of(property.type().from(value))
                : Optional.empty();
    }

    /// Whether a truth value is there and true.
    public boolean is(Property<Boolean> property) {
        return find(property).orElse(false);
    }

    /// Whether a property is said to have no value, rather than not to be known.
    public boolean isNone(Property<?> property) {
        return none.contains(property.name());
    }

    /// These properties, one of which has no value.
    public PropertyMap withNone(Property<?> property) {
        PropertyMap rest = without(property.name());
        var names = new HashSet<>(rest.none);
        names.add(property.name());
        return new PropertyMap(new LinkedHashMap<>(rest.values), names);
    }

    /// These properties, of one of which nothing is said if it is not there.
    public PropertyMap withoutNone(Property<?> property) {
        var names = new HashSet<>(none);
        names.remove(property.name());
        return new PropertyMap(new LinkedHashMap<>(values), names);
    }

    /// Whether a property is there, known or not.
    public boolean has(Property<?> property) {
        return values.containsKey(property.name());
    }

    /// The value as it was handed over; [Value.Absent] where there is none.
    public Value value(Property<?> property) {
        return value(property.name());
    }

    /// The value of a name; [Value.Absent] where there is none.
    public Value value(String name) {
        return values.getOrDefault(name, Value.absent());
    }

    /// These properties with one set. Null, as APIs send it, means absent; secret properties get their mark.
    public <T> PropertyMap with(Property<T> property, @Nullable T value) {
        if (value == null) {
            return without(property.name());
        }
        Value plain = property.type().to(value);
        return with(property.name(), property.isSecret() ? new Value.Secret(plain) : plain);
    }

    /// These properties with one value set.
    public PropertyMap with(String name, Value value) {
        var changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new PropertyMap(changed, none);
    }

    /// These properties, with all of the others set over them.
    public PropertyMap with(PropertyMap others) {
        var changed = new LinkedHashMap<>(values);
        changed.keySet().removeAll(others.none);
        changed.putAll(others.values);
        var names = new HashSet<>(none);
        names.addAll(others.none);
        return new PropertyMap(changed, names);
    }

    /// These properties without one.
    public PropertyMap without(String name) {
        var changed = new LinkedHashMap<>(values);
        changed.remove(name);
        return new PropertyMap(changed, none);
    }

    /// All but the given properties.
    public PropertyMap without(List<Property<?>> properties) {
        var rest = new LinkedHashMap<>(values);
        properties.forEach(property -> rest.remove(property.name()));
        return new PropertyMap(rest, none);
    }

    /// Only those of the given properties that are there.
    public PropertyMap only(List<Property<?>> properties) {
        var chosen = new LinkedHashMap<String, Value>();
        properties.forEach(property -> chosen.put(property.name(), value(property)));
        return new PropertyMap(chosen);
    }

    /// Those of the given properties that are there and mean something else than in the recorded state, or may: what
    /// an update has to bring about.
    public PropertyMap differing(PropertyMap state, List<Property<?>> properties) {
        var differing = new LinkedHashMap<String, Value>();
        for (Property<?> property : properties) {
            Value wanted = value(property);
            Value recorded = state.value(property);
            boolean known = recorded.present() && !recorded.hasUnknown();
            if (wanted.present() && !(known && property.same(recorded, wanted))) {
                differing.put(property.name(), wanted);
            }
        }
        return new PropertyMap(differing);
    }

    /// A request body: those of the given properties that are there, under their API names, as plain Java
    /// values.
    public Map<String, Object> body(List<Property<?>> properties) {
        var body = new LinkedHashMap<String, Object>();
        for (Property<?> property : properties) {
            if (has(property)) {
                body.put(property.apiName(), java(value(property)));
            }
        }
        return body;
    }

    /// Whether nothing is there.
    public boolean isEmpty() {
        return values.isEmpty();
    }

    private static Object java(Value value) {
        return switch (value) {
            case Value.Bool(var bool) -> bool;
            case Value.Int(var number) -> number;
            case Value.Decimal(var number) -> number;
            case Value.Text(var text) -> text;
            case Value.ListOf(var elements) ->
                elements.stream().map(PropertyMap::java).toList();
            case Value.MapOf(var entries) -> {
                var map = new LinkedHashMap<String, Object>();
                entries.forEach((name, entry) -> map.put(name, java(entry)));
                yield map;
            }
            case Value.Secret(var inner) -> java(inner);
            case Value.Absent _, Value.Unknown _, Value.Opaque _ ->
                throw new IllegalStateException("a value that no request can hold was about to be sent");
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PropertyMap map && values.equals(map.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /// These properties with what is secret in them looking unknown.
    public PropertyMap withoutSecrets() {
        var open = new LinkedHashMap<String, Value>();
        values.forEach((name, value) -> open.put(name, value.withoutSecrets()));
        return of(open);
    }

    /// Shows secrets masked.
    @Override
    public String toString() {
        return values.toString();
    }
}
