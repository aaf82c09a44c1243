package com.pulumi.planetscale.emulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// A token's accesses as the admin interface and seeds write them.
final class AccessesJson {
    private AccessesJson() {}

    static Accesses read(JsonNode body) {
        if (body.path("everything").asBoolean(false)) {
            return Accesses.everything();
        }
        Map<String, List<String>> databases = new LinkedHashMap<>();
        body.path("databases")
                .properties()
                .forEach(database -> databases.put(database.getKey(), names(database.getValue())));
        return new Accesses(names(body.path("organization")), names(body.path("all_databases")), databases);
    }

    /// The credentials of your own, if both parts are given.
    static Optional<Tokens.Credentials> fixed(JsonNode body) {
        if (!body.has("id") && !body.has("token")) {
            return Optional.empty();
        }
        if (!body.path("id").isTextual() || !body.path("token").isTextual()) {
            throw new IllegalArgumentException("Give both \"id\" and \"token\", or neither.");
        }
        return Optional.of(new Tokens.Credentials(
                body.get("id").textValue(), body.get("token").textValue()));
    }

    private static List<String> names(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
