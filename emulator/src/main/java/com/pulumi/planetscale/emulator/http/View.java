package com.pulumi.planetscale.emulator.http;

import com.fasterxml.jackson.annotation.JsonValue;
import com.pulumi.planetscale.emulator.world.Entity;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A JSON object of an answer, put together field by field in the order in which it is shown.
public final class View {
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    private final Set<String> optional = new HashSet<>();

    /// An object of the API: its id, its type, and when it was made and changed. The description omits `type`, the
    /// documentation's sample bodies have it (API reference).
    public static View of(String type, Entity entity) {
        return new View()
                .put("id", entity.id())
                .put("type", type)
                .put("created_at", entity.createdAt())
                .put("updated_at", entity.updatedAt);
    }

    /// An empty optional becomes a JSON null.
    public View put(String name, @Nullable Object value) {
        fields.put(name, value instanceof Optional<?> some ? some.orElse(null) : value);
        optional.remove(name);
        return this;
    }

    /// A field that the description lists and does not require, so that it may be absent.
    public View optional(String name, @Nullable Object value) {
        put(name, value);
        optional.add(name);
        return this;
    }

    public View putAll(View other) {
        fields.putAll(other.fields);
        optional.removeAll(other.fields.keySet());
        optional.addAll(other.optional);
        return this;
    }

    @JsonValue
    public Map<String, @Nullable Object> fields() {
        return fields;
    }

    /// The fields without the optional ones.
    Map<String, @Nullable Object> required() {
        Map<String, @Nullable Object> required = new LinkedHashMap<>(fields);
        required.keySet().removeAll(optional);
        return required;
    }
}
