package com.pulumi.planetscale.provider.resources.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A parameter of servers with the value that they have. Values come as numbers, truth values, strings or null.
record ServerParameter(
        @Nullable String namespace,
        @Nullable String name,
        @Nullable JsonNode value,
        @Nullable JsonNode defaultValue) {
    /// Those of a list that have a name, as far as the answer has the list.
    static Stream<ServerParameter> named(@Nullable List<ServerParameter> all) {
        return Objects.requireNonNullElse(all, List.<ServerParameter>of()).stream()
                .filter(parameter -> parameter.name != null);
    }

    /// Whether it counts as one of an object: of a recorded one, if it is recorded, and of another one, if it is not at
    /// its default.
    boolean counts(Optional<Boolean> isRecorded) {
        return isRecorded.orElseGet(() -> !text().equals(defaultText()));
    }

    String text() {
        return text(value);
    }

    String defaultText() {
        return text(defaultValue);
    }

    private static String text(@Nullable JsonNode value) {
        return value == null || value.isNull() ? "" : value.asText();
    }
}
