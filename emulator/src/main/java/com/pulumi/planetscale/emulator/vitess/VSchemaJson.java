package com.pulumi.planetscale.emulator.vitess;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/// VSchemas as Vitess writes them, by the rules of Protocol Buffers: a member that is false or empty is
/// omitted. Entries of maps, such as tables, stay.
final class VSchemaJson {
    private static final Set<String> MAPS = Set.of("tables", "vindexes", "params");

    private VSchemaJson() {}

    static JsonNode reduced(JsonNode value) {
        if (value.isArray()) {
            ArrayNode elements = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> elements.add(reduced(element)));
            return elements;
        }
        return value.isObject() ? members(value, false) : value;
    }

    private static ObjectNode members(JsonNode object, boolean map) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(member -> {
            boolean isMap = MAPS.contains(member.getKey()) && member.getValue().isObject() && !map;
            JsonNode content = isMap ? members(member.getValue(), true) : reduced(member.getValue());
            if (map || !isDefault(content)) {
                members.set(member.getKey(), content);
            }
        });
        return members;
    }

    private static boolean isDefault(JsonNode value) {
        return value.isNull()
                || (value.isBoolean() && !value.booleanValue())
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isContainerNode() && value.isEmpty());
    }
}
