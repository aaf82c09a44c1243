package com.pulumi.planetscale.emulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// The values of a body or of one of its objects. Null counts as omitted, unknown names are ignored as the service
/// does (official clients send some), and a wrong type is refused: the stricter reading, since the service may convert.
public final class Values {
    private static final int LONGEST_NAME = 255;
    private static final Set<String> WORDS = Set.of("true", "false");

    private final JsonNode node;
    private final Set<String> asked = new HashSet<>();
    private final Map<String, Values> within = new LinkedHashMap<>();

    public Values(JsonNode node) {
        this.node = node;
    }

    public static Values none() {
        return new Values(MissingNode.getInstance());
    }

    /// The names that nothing has asked for yet, those within objects as paths such as `storage.size` or
    /// `items[0].size`.
    public List<String> unasked() {
        List<String> unasked = new ArrayList<>();
        node.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                unasked.add(name);
            }
        });
        within.forEach((path, values) -> values.unasked().forEach(name -> unasked.add(path + "." + name)));
        return unasked;
    }

    public boolean has(String name) {
        asked.add(name);
        return node.hasNonNull(name);
    }

    /// Whether it is given as null, which says more than omitting it where there is something to take away.
    public boolean isNull(String name) {
        asked.add(name);
        return node.path(name).isNull();
    }

    public Optional<String> text(String name) {
        return read(name, "a string", JsonNode::isTextual, JsonNode::textValue);
    }

    /// Text, where clients send an empty one for nothing at all.
    public Optional<String> filled(String name) {
        return text(name).filter(text -> !text.isBlank());
    }

    /// A name that is a free text.
    @Assumes(Assumption.VALUE_LIMITS)
    public Optional<String> freeName(String name) {
        Optional<String> value = filled(name);
        value.ifPresent(text -> {
            if (text.length() > LONGEST_NAME) {
                throw Refusal.unprocessable("Name is too long (maximum is " + LONGEST_NAME + " characters)");
            }
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw Refusal.unprocessable("Name contains control characters");
            }
        });
        return value;
    }

    public String requiredFreeName(String name) {
        return freeName(name).orElseThrow(() -> missing(name));
    }

    private static Refusal missing(String name) {
        return Refusal.invalid("Missing required parameter: " + name);
    }

    public String requiredText(String name) {
        return filled(name).orElseThrow(() -> missing(name));
    }

    public Optional<Boolean> bool(String name) {
        return read(name, "a boolean", JsonNode::isBoolean, JsonNode::booleanValue);
    }

    /// A boolean, or the word for it, where official clients are known to send that.
    public Optional<Boolean> boolOrWord(String name) {
        return read(
                name, "a boolean", value -> value.isBoolean() || WORDS.contains(value.asText()), JsonNode::asBoolean);
    }

    public boolean requiredBool(String name) {
        return bool(name).orElseThrow(() -> missing(name));
    }

    public Optional<Long> number(String name) {
        return read(
                name, "an integer", value -> value.isIntegralNumber() && value.canConvertToLong(), JsonNode::longValue);
    }

    public Optional<Integer> integer(String name) {
        return read(
                name, "an integer", value -> value.isIntegralNumber() && value.canConvertToInt(), JsonNode::intValue);
    }

    public int requiredInteger(String name) {
        return integer(name).orElseThrow(() -> missing(name));
    }

    public String requiredOneOf(String name, Collection<String> allowed) {
        return oneOf(name, allowed).orElseThrow(() -> missing(name));
    }

    /// One of the words of an enumeration. Official clients omit it rather than send an empty one.
    public Optional<String> oneOf(String name, Collection<String> allowed) {
        Optional<String> value = text(name);
        value.filter(text -> !allowed.contains(text)).ifPresent(text -> {
            throw Refusal.invalid(name + " must be one of: " + String.join(", ", allowed));
        });
        return value;
    }

    public Optional<List<String>> texts(String name) {
        return list(name, "a list of strings", JsonNode::isTextual, JsonNode::textValue);
    }

    public Optional<List<Values>> objects(String name) {
        Optional<List<Values>> objects = list(name, "a list of objects", JsonNode::isObject, Values::new);
        objects.ifPresent(all -> {
            for (int i = 0; i < all.size(); i++) {
                within.put(name + "[" + i + "]", all.get(i));
            }
        });
        return objects;
    }

    public Optional<Values> object(String name) {
        return read(
                name,
                "an object",
                JsonNode::isObject,
                value -> within.computeIfAbsent(name, path -> new Values(value)));
    }

    /// Every value by its name, whatever its type.
    public Map<String, JsonNode> all() {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        node.properties().forEach(field -> {
            asked.add(field.getKey());
            values.put(field.getKey(), field.getValue());
        });
        return values;
    }

    @Assumes(Assumption.WRONG_TYPE_IS_400)
    private <T> Optional<T> read(String name, String type, Predicate<JsonNode> fits, Function<JsonNode, T> value) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (!fits.test(node.get(name))) {
            throw Refusal.invalid(name + " must be " + type);
        }
        return Optional.of(value.apply(node.get(name)));
    }

    private <T> Optional<List<T>> list(
            String name, String type, Predicate<JsonNode> fits, Function<JsonNode, T> value) {
        return read(name, type, JsonNode::isArray, Function.identity()).map(array -> {
            List<T> items = new ArrayList<>();
            for (JsonNode item : array) {
                if (!fits.test(item)) {
                    throw Refusal.invalid(name + " must be " + type);
                }
                items.add(value.apply(item));
            }
            return List.copyOf(items);
        });
    }
}
