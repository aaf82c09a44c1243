package com.pulumi.planetscale.provider.resources.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Judges changes of a VSchema. It holds no rows, but says where they are: a row that is stored by one rule is not
/// found by another.
final class VSchemaText {
    /// Members of a VSchema whose entries do not depend on each other, so that another one changes nothing.
    private static final Set<String> ENTRIES = Set.of("tables", "vindexes");

    private static final JsonMapper JSON = new JsonMapper();

    private VSchemaText() {}

    /// What a change may do that cannot be judged; empty if it only adds tables and vindexes.
    static List<String> doubts(String keyspace, String before, String after) {
        var changed = new ArrayList<String>();
        try {
            JsonNode old = JSON.readTree(before.isBlank() ? "{}" : before);
            JsonNode made = JSON.readTree(after.isBlank() ? "{}" : after);
            if (old.isObject() && made.isObject()) {
                compare(old, made, changed);
            } else {
                changed.add("not an object");
            }
        } catch (JsonProcessingException e) {
            changed.add("not JSON");
        }
        return changed.isEmpty()
                ? List.of()
                : List.of("changes the VSchema of keyspace `" + keyspace + "` (" + String.join(", ", changed)
                        + "), after which rows may be looked for in other places than they are stored in");
    }

    private static void compare(JsonNode old, JsonNode made, List<String> changed) {
        var names = new ArrayList<String>();
        old.fieldNames().forEachRemaining(names::add);
        made.fieldNames().forEachRemaining(name -> {
            if (!old.has(name)) {
                names.add(name);
            }
        });
        for (String name : names) {
            JsonNode before = old.path(name);
            JsonNode after = made.path(name);
            if (ENTRIES.contains(name)) {
                before.properties().stream()
                        .filter(entry -> !entry.getValue().equals(after.path(entry.getKey())))
                        .forEach(entry -> changed.add(name + "." + entry.getKey()));
            } else if (!before.equals(after)) {
                changed.add(name);
            }
        }
    }
}
