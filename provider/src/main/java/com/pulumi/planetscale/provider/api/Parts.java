package com.pulumi.planetscale.provider.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Objects that the API returns only within their owner, such as the rules of a traffic budget. They are made and
/// deleted by calls of their own, but have no list and cannot be read by themselves; the owner has a field of the
/// collection's name.
record Parts(Reads api, Json json, Errors errors) {
    /// The collections of parts, by their owners' collections.
    private static final Map<String, String> COLLECTIONS = Map.of("traffic/budgets", "rules");

    /// Whether a path leads to a collection of parts.
    static boolean isList(ApiPath path) {
        List<ApiPath.Step> steps = path.steps();
        return steps.size() > 1
                && !path.isObject()
                && of(steps.get(steps.size() - 2).collection())
                        .filter(path.collection()::equals)
                        .isPresent();
    }

    /// Whether a path leads to a part.
    static boolean isOne(ApiPath path) {
        return path.isObject() && isList(path.parent());
    }

    /// The collection of parts that the objects of a collection have.
    static Optional<String> of(String collection) {
        return Optional.ofNullable(COLLECTIONS.get(collection));
    }

    /// A part.
    ///
    /// @throws ApiException if its owner has none of that id
    <T> T get(ApiPath path, Class<T> type) throws IOException, InterruptedException {
        String id = path.segments().getLast();
        JsonNode found = nodes(path.parent())
                .filter(node -> id.equals(node.path("id").asText()))
                .findFirst()
                .orElseThrow(() -> errors.noPart(path));
        return json.element(path, found, type);
    }

    /// The parts of an owner.
    <T> Stream<T> list(ApiPath path, Class<T> type) throws IOException, InterruptedException {
        var parts = Stream.<T>builder();
        for (JsonNode node : nodes(path).toList()) {
            parts.add(json.element(path, node, type));
        }
        return parts.build();
    }

    private Stream<JsonNode> nodes(ApiPath path) throws IOException, InterruptedException {
        JsonNode parts = api.get(path.parent(), JsonNode.class).path(path.collection());
        if (!parts.isArray()) {
            throw errors.incomplete("GET", path.parent());
        }
        return StreamSupport.stream(parts.spliterator(), false);
    }
}
