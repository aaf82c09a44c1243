package com.pulumi.planetscale.provider.pulumi;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.pulumi.planetscale.provider.lifecycle.Hidden;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Property values as Pulumi's protocol writes them: JSON-like values, with objects that carry a signature for
/// whatever JSON does not have, and one text for each type of unknown value.
///
/// Source of the constants: `sdk/go/common/resource` of pulumi/pulumi 3.259.
final class StructCodec {
    private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";
    private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";
    private static final String OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
    private static final String UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    /// One for bool, number, text, list, asset, archive and object. Which of them arrives says nothing about
    /// the type.
    private static final Set<String> UNKNOWNS = Set.of(
            "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
            "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
            UNKNOWN_TEXT,
            "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
            "030794c1-ac77-496b-92df-f27374a8bd58",
            "e48ece36-62e2-4504-bad9-02848725956a",
            "dd056dcd-154b-4c76-9bd3-c8f88648b5ff");

    /// What no property of ours takes, by signature.
    private static final Map<String, String> OPAQUE = Map.of(
            "c44067f5952c0a294b673a41bacd8c17", "an asset",
            "0def7320c3a5731c473e5ecbe6d01bc7", "an archive",
            "5cf8f73096256a8f31e491e813e4eb8e", "a reference to a resource",
            "803fd3297a5875dc03ca845dda5d2a98", "a byte string");

    private StructCodec() {}

    /// The properties of a struct. Keys that begin with two underscores, but for our own, belong to engines and are
    /// omitted.
    ///
    /// @throws IllegalArgumentException if it holds an object of a kind that no one knows
    static PropertyMap decode(Struct struct) {
        var values = new LinkedHashMap<String, Value>();
        struct.getFieldsMap().forEach((name, value) -> {
            if (!name.startsWith("__") || Hidden.isOurs(name)) {
                values.put(name, decode(value));
            }
        });
        return PropertyMap.of(values);
    }

    /// The properties in which a secret holds another one. Early versions of this provider recorded such; [#encode]
    /// never returns one.
    static List<String> doublySecret(Struct struct) {
        return struct.getFieldsMap().entrySet().stream()
                .filter(property -> isDoublySecret(property.getValue(), false))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isDoublySecret(com.google.protobuf.Value value, boolean within) {
        Map<String, com.google.protobuf.Value> fields = value.getStructValue().getFieldsMap();
        boolean secret =
                fields.getOrDefault(SIGNATURE, nullValue()).getStringValue().equals(SECRET);
        return (secret && within)
                || Stream.concat(fields.values().stream(), value.getListValue().getValuesList().stream())
                        .anyMatch(part -> isDoublySecret(part, within || secret));
    }

    /// The struct of some properties.
    static Struct encode(PropertyMap properties) {
        return struct(properties.values());
    }

    static Value decode(com.google.protobuf.Value value) {
        return switch (value.getKindCase()) {
            case NULL_VALUE, KIND_NOT_SET -> Value.absent();
            case BOOL_VALUE -> new Value.Bool(value.getBoolValue());
            case NUMBER_VALUE -> Value.number(value.getNumberValue());
            case STRING_VALUE ->
                UNKNOWNS.contains(value.getStringValue()) ? Value.unknown() : new Value.Text(value.getStringValue());
            case LIST_VALUE -> {
                var elements = new ArrayList<Value>();
                value.getListValue().getValuesList().forEach(element -> elements.add(decode(element)));
                yield new Value.ListOf(elements);
            }
            case STRUCT_VALUE -> decodeObject(value.getStructValue().getFieldsMap());
        };
    }

    private static Value decodeObject(Map<String, com.google.protobuf.Value> fields) {
        if (!fields.containsKey(SIGNATURE)) {
            return new Value.MapOf(decodeFields(fields));
        }
        String signature = fields.get(SIGNATURE).getStringValue();
        com.google.protobuf.Value inner = fields.getOrDefault("value", nullValue());
        if (signature.equals(SECRET)) {
            return new Value.Secret(decode(inner));
        }
        if (signature.equals(OUTPUT)) {
            Value value = fields.containsKey("value") ? decode(inner) : Value.unknown();
            boolean secret =
                    fields.containsKey("secret") && fields.get("secret").getBoolValue();
            return secret ? new Value.Secret(value) : value;
        }
        if (OPAQUE.containsKey(signature)) {
            return new Value.Opaque(OPAQUE.get(signature), decodeFields(fields));
        }
        throw new IllegalArgumentException("the engine sent a value of an unknown kind (signature " + signature + ")");
    }

    private static Map<String, Value> decodeFields(Map<String, com.google.protobuf.Value> fields) {
        var values = new LinkedHashMap<String, Value>();
        fields.forEach((name, value) -> values.put(name, decode(value)));
        return values;
    }

    static com.google.protobuf.Value encode(Value value) {
        var encoded = com.google.protobuf.Value.newBuilder();
        return switch (value) {
            case Value.Absent _ -> nullValue();
            case Value.Unknown _ -> encoded.setStringValue(UNKNOWN_TEXT).build();
            case Value.Bool(var bool) -> encoded.setBoolValue(bool).build();
            case Value.Int(var number) ->
                encoded.setNumberValue((double) number).build();
            case Value.Decimal(var number) -> encoded.setNumberValue(number).build();
            case Value.Text(var text) -> encoded.setStringValue(text).build();
            case Value.ListOf(var elements) -> {
                var list = ListValue.newBuilder();
                elements.forEach(element -> list.addValues(encode(element)));
                yield encoded.setListValue(list).build();
            }
            case Value.MapOf(var entries) ->
                encoded.setStructValue(struct(entries)).build();
            case Value.Secret(var inner) ->
                encoded.setStructValue(Struct.newBuilder()
                                .putFields(SIGNATURE, text(SECRET))
                                .putFields("value", encode(inner)))
                        .build();
            case Value.Opaque opaque ->
                encoded.setStructValue(struct(opaque.fields())).build();
        };
    }

    private static Struct struct(Map<String, Value> values) {
        var struct = Struct.newBuilder();
        values.forEach((name, value) -> struct.putFields(name, encode(value)));
        return struct.build();
    }

    private static com.google.protobuf.Value text(String text) {
        return com.google.protobuf.Value.newBuilder().setStringValue(text).build();
    }

    private static com.google.protobuf.Value nullValue() {
        return com.google.protobuf.Value.newBuilder()
                .setNullValue(NullValue.NULL_VALUE)
                .build();
    }
}
