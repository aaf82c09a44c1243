package com.pulumi.planetscale.emulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a request carries.
///
/// @param type the header `Content-Type`
/// @param text empty if the bytes are not UTF-8
public record Body(Optional<String> type, Optional<String> text) {
    private static final Pattern JSON = Pattern.compile("(?i)\\s*application/json\\s*(;.*)?");

    /// A body as it arrives. JSON is UTF-8 whatever the header says (RFC 8259, 8.1).
    public static Body of(Optional<String> type, byte[] bytes) {
        try {
            return new Body(
                    type,
                    Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString()));
        } catch (CharacterCodingException e) {
            return new Body(type, Optional.empty());
        }
    }

    public static Body json(String text) {
        return new Body(Optional.of("application/json"), Optional.of(text));
    }

    public static Body none() {
        return json("");
    }

    /// The values of the object; an empty body counts as `{}`, since official clients send none where all of it is
    /// optional.
    @Assumes(Assumption.BODIES_ARE_JSON)
    Values values() {
        String json = text.orElseThrow(() -> Refusal.badRequest("The body is not valid UTF-8"));
        if (json.isBlank()) {
            return Values.none();
        }
        if (!JSON.matcher(type.orElse("")).matches()) {
            throw Refusal.badRequest("The body must be JSON, with the header Content-Type: application/json");
        }
        try {
            JsonNode node = Json.read(json);
            if (!node.isObject()) {
                throw Refusal.badRequest("The body must be a JSON object");
            }
            if (!isText(node)) {
                throw Refusal.badRequest("The body has a NUL or half of a surrogate pair in a string");
            }
            return new Values(node);
        } catch (JsonProcessingException e) {
            throw Refusal.badRequest("The body is not valid JSON");
        }
    }

    /// Whether all strings in it, its names included, can be stored and sent. Escapes can say what UTF-8 cannot.
    private static boolean isText(JsonNode node) {
        if (node.isTextual()) {
            return isText(node.textValue());
        }
        for (JsonNode item : node) {
            if (!isText(item)) {
                return false;
            }
        }
        return node.properties().stream().allMatch(field -> isText(field.getKey()));
    }

    private static boolean isText(String value) {
        return value.codePoints().noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
    }
}
