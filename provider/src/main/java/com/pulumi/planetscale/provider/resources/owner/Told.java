package com.pulumi.planetscale.provider.resources.owner;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A field of an answer for which null means something: a limit that is not set, for one. A record has null in its
/// place if the answer lacks the field, which means nothing: any field may be missing.
///
/// @param value empty if the answer has null
/// @param <T> what the field holds otherwise
@JsonDeserialize(using = Told.Reader.class)
public record Told<T>(Optional<T> value) {
    /// Properties with what an answer has for one of them: its value, that it has none, or nothing.
    public static <T> PropertyMap put(PropertyMap properties, Property<T> property, @Nullable Told<T> field) {
        if (field == null) {
            return properties.without(property.name());
        }
        return field.value()
                .map(value -> properties.with(property, value))
                .orElseGet(() -> properties.withNone(property));
    }

    /// A field with its value read in another way, which may find that it means none.
    public static <T, U> @Nullable Told<U> map(@Nullable Told<T> field, Function<T, Optional<U>> read) {
        return field == null ? null : new Told<>(field.value().flatMap(read));
    }

    /// A string, of which an empty one means none as well.
    public static @Nullable Told<String> filled(@Nullable Told<String> field) {
        return map(field, text -> Optional.of(text).filter(any -> !any.isEmpty()));
    }

    /// Reads such a field, whatever it holds.
    static final class Reader extends JsonDeserializer<Told<?>> implements ContextualDeserializer {
        private final @Nullable JavaType held;

        @SuppressWarnings("unused") // Jackson makes the first one
        Reader() {
            this(null);
        }

        private Reader(@Nullable JavaType held) {
            this.held = held;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
            return new Reader(context.getContextualType().containedType(0));
        }

        @Override
        public Told<?> deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return new Told<>(Optional.ofNullable(context.readValue(json, held)));
        }

        @Override
        public Told<?> getNullValue(DeserializationContext context) {
            return new Told<>(Optional.empty());
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
