package com.pulumi.planetscale.provider.resources.owner;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.property.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Facts that only look-ups return, read from the fields of an answer by their names in the API. A field that is
/// absent, null or of another type than the description says is omitted.
public final class Facts {
    private Facts() {}

    /// An output that is a string.
    public static Property<String> text(String name, String doc) {
        return Property.text(name, doc).computed();
    }

    /// An output that is true or false.
    public static Property<Boolean> flag(String name, String doc) {
        return Property.bool(name, doc).computed();
    }

    /// An output that is a whole number.
    public static Property<Long> number(String name, String doc) {
        return Property.integer(name, doc).computed();
    }

    /// An output that is a number of bytes.
    public static Property<Long> bytes(String name, String doc) {
        return Property.bytes(name, doc).computed();
    }

    /// The facts that an answer holds.
    ///
    /// @param answer the fields of an object; null if it has none
    public static PropertyMap of(@Nullable Map<String, JsonNode> answer, List<? extends Property<?>> facts) {
        PropertyMap found = PropertyMap.EMPTY;
        if (answer != null) {
            for (Property<?> fact : facts) {
                JsonNode field = answer.get(fact.apiName());
                found = field == null ? found : found.with(fact.name(), value(fact.type(), field));
            }
        }
        return found;
    }

    /// The facts that an object holds.
    public static PropertyMap of(JsonNode object, List<? extends Property<?>> facts) {
        return of(
                object.properties().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first)),
                facts);
    }

    private static Value value(Type<?> type, JsonNode field) {
        return switch (type) {
            // Values of parameters are described as strings and come as numbers and truth values, too.
            case Type.Text _, Type.OneOf _ ->
                field.isValueNode() && !field.isNull() ? new Value.Text(field.asText()) : Value.absent();
            case Type.Bool _ -> field.isBoolean() ? new Value.Bool(field.booleanValue()) : Value.absent();
            case Type.Int _ ->
                field.isIntegralNumber() && field.canConvertToLong()
                        ? new Value.Int(field.longValue())
                        : Value.absent();
            case Type.Decimal _ -> field.isNumber() ? Value.number(field.doubleValue()) : Value.absent();
            case Type.Elements<?, ?> list -> field.isArray() ? elements(list.element(), field) : Value.absent();
            case Type.MapOf<?>(var element) -> field.isObject() ? entries(element, field) : Value.absent();
            case Type.Obj object ->
                field.isObject()
                        ? new Value.MapOf(of(field, object.properties()).values())
                        : Value.absent();
        };
    }

    private static Value elements(Type<?> element, JsonNode fields) {
        var values = new ArrayList<Value>();
        StreamSupport.stream(fields.spliterator(), false)
                .map(field -> value(element, field))
                .filter(Value::present)
                .forEach(values::add);
        return new Value.ListOf(values);
    }

    private static Value entries(Type<?> element, JsonNode fields) {
        var values = new LinkedHashMap<String, Value>();
        fields.properties().forEach(field -> {
            Value value = value(element, field.getValue());
            if (value.present()) {
                values.put(field.getKey(), value);
            }
        });
        return new Value.MapOf(values);
    }
}
