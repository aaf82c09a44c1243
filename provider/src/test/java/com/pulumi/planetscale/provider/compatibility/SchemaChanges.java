package com.pulumi.planetscale.provider.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Compares two versions of a package schema, and lists what breaks a program that was written against the older
/// one, in any language. Pure: it knows only the two documents.
final class SchemaChanges {
    private static final String PREFIX = "planetscale:index:";

    private final List<Break> breaks = new ArrayList<>();
    /// The types of objects that programs give.
    private final Set<String> given = new HashSet<>();

    /// A change that breaks programs.
    ///
    /// @param member what has changed, as programs call it, such as `Password.role`
    /// @param reason why that breaks programs
    record Break(String member, String reason) {
        @Override
        public String toString() {
            return member + ": " + reason;
        }
    }

    private SchemaChanges() {}

    /// Everything that breaks programs, in the order of the older schema.
    static List<Break> breaking(JsonNode older, JsonNode newer) {
        var changes = new SchemaChanges();
        newer.path("resources").forEach(resource -> changes.given(resource.path("inputProperties"), newer));
        newer.path("functions").forEach(function -> changes.given(function.path("inputs"), newer));
        changes.all(older, newer, "resources", (name, before, after) -> {
            changes.inputs(name, before, after, "inputProperties", "requiredInputs");
            changes.outputs(name, before, after);
        });
        changes.all(older, newer, "functions", (name, before, after) -> {
            changes.inputs(name, before.path("inputs"), after.path("inputs"), "properties", "required");
            changes.outputs(name, before.path("outputs"), after.path("outputs"));
        });
        changes.all(older, newer, "types", changes::type);
        changes.inputs("config", older.path("config"), newer.path("config"), "variables", "required");
        changes.inputs("Provider", older.path("provider"), newer.path("provider"), "inputProperties", "requiredInputs");
        return changes.breaks;
    }

    private void given(JsonNode inputs, JsonNode schema) {
        for (String reference : inputs.findValuesAsText("$ref")) {
            String token = reference.replace("#/types/", "");
            if (given.add(token.replace(PREFIX, ""))) {
                given(schema.path("types").path(token), schema);
            }
        }
    }

    private interface Comparison {
        void of(String name, JsonNode before, JsonNode after);
    }

    private void all(JsonNode older, JsonNode newer, String section, Comparison comparison) {
        older.path(section).properties().forEach(entry -> {
            String name = entry.getKey().replace(PREFIX, "");
            JsonNode after = newer.path(section).path(entry.getKey());
            if (after.isMissingNode()) {
                breaks.add(new Break(name, "it is gone"));
            } else {
                comparison.of(name, entry.getValue(), after);
            }
        });
    }

    private void inputs(String owner, JsonNode before, JsonNode after, String section, String required) {
        each(owner, before.path(section), after.path(section), (member, old, now) -> {
            if (!accepted(now).containsAll(accepted(old))) {
                breaks.add(new Break(member, "it does not take " + words(old) + " any longer"));
            }
        });
        for (String name : names(after.path(required))) {
            if (!names(before.path(required)).contains(name)) {
                breaks.add(new Break(owner + "." + name, "programs must give it now"));
            }
        }
    }

    private void outputs(String owner, JsonNode before, JsonNode after) {
        same(owner, before, after, "properties");
        Set<String> promised = names(before.path("required"));
        Set<String> kept = names(after.path("required"));
        before.path("properties").fieldNames().forEachRemaining(name -> {
            if (after.path("properties").has(name) && promised.contains(name) != kept.contains(name)) {
                breaks.add(new Break(
                        owner + "." + name,
                        kept.contains(name)
                                ? "it is always there now, which is another type in Java and Go"
                                : "it may be absent now"));
            }
        });
    }

    private void type(String name, JsonNode before, JsonNode after) {
        var values = new HashSet<String>();
        after.path("enum").forEach(value -> values.add(value.path("name").asText()));
        before.path("enum").forEach(value -> {
            if (!values.contains(value.path("name").asText())) {
                breaks.add(new Break(name + "." + value.path("name").asText(), "the constant is gone"));
            }
        });
        outputs(name, before, after);
        for (String required : names(after.path("required"))) {
            if (given.contains(name) && !before.path("properties").has(required)) {
                breaks.add(new Break(name + "." + required, "programs must give it now"));
            }
        }
    }

    private void same(String owner, JsonNode before, JsonNode after, String section) {
        each(owner, before.path(section), after.path(section), (member, old, now) -> {
            if (!words(old).equals(words(now))) {
                breaks.add(new Break(member, "it was " + words(old) + " and is " + words(now)));
            }
        });
    }

    private void each(String owner, JsonNode before, JsonNode after, Comparison comparison) {
        before.properties().forEach(entry -> {
            String member = owner + "." + entry.getKey();
            if (after.has(entry.getKey())) {
                comparison.of(member, entry.getValue(), after.path(entry.getKey()));
            } else {
                breaks.add(new Break(member, "it is gone"));
            }
        });
    }

    private static Set<String> names(JsonNode list) {
        var names = new TreeSet<String>();
        list.forEach(name -> names.add(name.asText()));
        return names;
    }

    /// The types that an input takes.
    private static Set<String> accepted(JsonNode type) {
        var accepted = new TreeSet<String>();
        if (type.has("oneOf")) {
            type.path("oneOf").forEach(one -> accepted.addAll(accepted(one)));
        } else {
            accepted.add(words(type));
        }
        return accepted;
    }

    /// A type in words.
    private static String words(JsonNode type) {
        if (type.has("oneOf")) {
            return String.join(" or ", accepted(type));
        }
        if (type.has("$ref")) {
            return type.path("$ref").asText().replace("#/types/" + PREFIX, "");
        }
        return switch (type.path("type").asText()) {
            case "array" -> "a list of " + words(type.path("items"));
            case "object" -> "a map of " + words(type.path("additionalProperties"));
            default -> type.path("type").asText();
        };
    }
}
