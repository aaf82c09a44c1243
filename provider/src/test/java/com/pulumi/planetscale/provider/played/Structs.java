package com.pulumi.planetscale.provider.played;

import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Structs from plain Java values and back, in the words of the protocol.
public final class Structs {
    private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";
    private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";

    /// A value that does not exist yet.
    public static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private Structs() {}

    public static Struct of(Map<String, ?> values) {
        var struct = Struct.newBuilder();
        values.forEach((name, value) -> struct.putFields(name, value(value)));
        return struct.build();
    }

    /// The values of a struct; what is null in it is omitted.
    public static Map<String, Object> map(Struct struct) {
        var values = new LinkedHashMap<String, Object>();
        struct.getFieldsMap().forEach((name, value) -> {
            Object java = java(value);
            if (java != null) {
                values.put(name, java);
            }
        });
        return values;
    }

    /// A secret around a value.
    public static Map<String, Object> secret(Object value) {
        return Map.of(SIGNATURE, SECRET, "value", value);
    }

    /// A message without what is marked as secret in it, as text.
    public static String open(Message message) {
        if (message instanceof Struct struct && isSecret(struct)) {
            return "[secret]";
        }
        var text = new StringBuilder();
        message.getAllFields()
                .values()
                .forEach(value -> (value instanceof Collection<?> all ? all : List.of(value))
                        .forEach(each -> text.append(each instanceof Message inner ? open(inner) : each)
                                .append('\n')));
        return text.toString();
    }

    /// Whether a value of [#map] is a secret.
    public static boolean isSecret(@Nullable Object value) {
        return value instanceof Map<?, ?> map && SECRET.equals(map.get(SIGNATURE));
    }

    private static boolean isSecret(Struct struct) {
        return struct.getFieldsOrDefault(SIGNATURE, Value.getDefaultInstance())
                .getStringValue()
                .equals(SECRET);
    }

    private static Value value(@Nullable Object object) {
        var value = Value.newBuilder();
        return switch (object) {
            case null -> value.setNullValue(NullValue.NULL_VALUE).build();
            case Boolean bool -> value.setBoolValue(bool).build();
            case Number number -> value.setNumberValue(number.doubleValue()).build();
            case String text -> value.setStringValue(text).build();
            case List<?> list -> {
                var elements = ListValue.newBuilder();
                list.forEach(element -> elements.addValues(value(element)));
                yield value.setListValue(elements).build();
            }
            case Map<?, ?> map -> {
                var fields = Struct.newBuilder();
                map.forEach((name, field) -> fields.putFields(String.valueOf(name), value(field)));
                yield value.setStructValue(fields).build();
            }
            default -> throw new IllegalArgumentException("no property value: " + object.getClass());
        };
    }

    private static @Nullable Object java(Value value) {
        return switch (value.getKindCase()) {
            case NULL_VALUE, KIND_NOT_SET -> null;
            case BOOL_VALUE -> value.getBoolValue();
            case NUMBER_VALUE -> value.getNumberValue();
            case STRING_VALUE -> value.getStringValue();
            case LIST_VALUE ->
                value.getListValue().getValuesList().stream().map(Structs::java).toList();
            case STRUCT_VALUE -> map(value.getStructValue());
        };
    }
}
