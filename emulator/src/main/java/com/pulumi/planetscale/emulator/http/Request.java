package com.pulumi.planetscale.emulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// An HTTP request, apart from what carried it here.
///
/// @param base what stands before the path, such as `http://127.0.0.1:4010/v1`
/// @param path still percent-encoded, such as `/organizations/acme`
/// @param query still encoded, without the question mark
/// @param authorization the header as sent
public record Request(
        String method, String base, String path, String query, Optional<String> authorization, String text) {

    /// The body; an empty one counts as `{}`, since official clients send none where all of it is optional.
    Values body() {
        if (text.isBlank()) {
            return Values.none();
        }
        try {
            JsonNode node = Json.read(text);
            if (!node.isObject()) {
                throw Refusal.badRequest("The body must be a JSON object");
            }
            return new Values(node);
        } catch (JsonProcessingException e) {
            throw Refusal.badRequest("The body is not valid JSON");
        }
    }
}
