package com.pulumi.planetscale.provider.resources.keyspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.provider.property.Property.Problem;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// VSchemas as JSON. Vitess writes them by the rules of Protocol Buffers: what is false or empty is omitted.
final class VSchemaText {
    private static final JsonMapper JSON = new JsonMapper();

    private VSchemaText() {}

    /// Why a text is not a VSchema.
    static Optional<Problem> problem(String text) {
        return tree(text).isPresent()
                ? Optional.empty()
                : Optional.of(new Problem(
                        "it is not a JSON object", "Write the VSchema as JSON, such as `{\"tables\": {}}`."));
    }

    /// Whether two texts mean the same VSchema.
    static boolean same(String one, String other) {
        return tree(one).map(VSchemaText::reduced).equals(tree(other).map(VSchemaText::reduced));
    }

    /// Whether a VSchema says nothing, as that of a new keyspace.
    static boolean isEmpty(String text) {
        return tree(text).map(VSchemaText::reduced).filter(JsonNode::isEmpty).isPresent();
    }

    /// What is very likely wrong with a VSchema, although only Vitess can tell.
    static Optional<Problem> doubt(String text) {
        Optional<JsonNode> vschema = tree(text);
        if (vschema.isEmpty()) {
            return Optional.empty();
        }
        JsonNode vindexes = vschema.get().path("vindexes");
        Set<String> unknown = new TreeSet<>();
        vschema.get()
                .path("tables")
                .forEach(table -> table.path("column_vindexes").forEach(column -> {
                    String name = column.path("name").asText();
                    if (!vindexes.has(name)) {
                        unknown.add(name);
                    }
                }));
        if (!unknown.isEmpty()) {
            return Optional.of(new Problem(
                    "a table uses vindex `" + unknown.iterator().next() + "`, which `vindexes` does not define",
                    "Define it there, or correct its name."));
        }
        return !vindexes.isEmpty() && !vschema.get().path("sharded").asBoolean()
                ? Optional.of(new Problem(
                        "it defines vindexes and is not `sharded`", "Set `\"sharded\": true`, or remove them."))
                : Optional.empty();
    }

    private static Optional<JsonNode> tree(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    /// A value without members that mean what their absence means. Within `tables` and `vindexes` the names
    /// count, however little is said of them.
    private static JsonNode reduced(JsonNode value) {
        if (value instanceof ArrayNode elements) {
            ArrayNode reduced = JsonNodeFactory.instance.arrayNode();
            elements.forEach(element -> reduced.add(reduced(element)));
            return reduced;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode reduced = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(member -> {
            JsonNode content = isMap(member.getKey()) ? entries(member.getValue()) : reduced(member.getValue());
            if (!isNothing(content)) {
                reduced.set(member.getKey(), content);
            }
        });
        return reduced;
    }

    private static boolean isMap(String name) {
        return name.equals("tables") || name.equals("vindexes") || name.equals("params");
    }

    private static JsonNode entries(JsonNode map) {
        if (!map.isObject()) {
            return map;
        }
        ObjectNode entries = JsonNodeFactory.instance.objectNode();
        map.properties().forEach(entry -> entries.set(entry.getKey(), reduced(entry.getValue())));
        return entries;
    }

    private static boolean isNothing(JsonNode value) {
        return value.isNull()
                || (value.isBoolean() && !value.booleanValue())
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isContainerNode() && value.isEmpty())
                || (value.isNumber() && value.decimalValue().signum() == 0);
    }
}
