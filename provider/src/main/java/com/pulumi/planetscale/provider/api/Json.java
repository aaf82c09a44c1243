package com.pulumi.planetscale.provider.api;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Bodies as the API writes and reads them. Answers are read into records by their snake-case names; fields they do not
/// have are ignored, and each may be null, whatever the official description says. An element of a list may not: a list
/// that lacks one could be taken for all that there is.
final class Json {
    /// One for all clients of a process: how a type is read takes far longer to find out than to do.
    private static final Beside<JsonMapper> MAPPER = Beside.make(Json::mapper);

    private static final Map<Class<?>, Set<String>> FIELDS = new ConcurrentHashMap<>();

    private final Errors errors;

    Json(Connection connection) {
        errors = new Errors(MAPPER, connection);
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder(new WholeText())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .withConfigOverride(
                        List.class, lists -> lists.setSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL)))
                .build();
    }

    /// What is wrong with answers.
    Errors errors() {
        return errors;
    }

    byte[] write(Optional<Map<String, ?>> body) throws JsonProcessingException {
        return body.isPresent() ? MAPPER.get().writeValueAsBytes(body.get()) : new byte[0];
    }

    /// Reads an answer.
    <T> T read(String method, ApiPath path, String text, Class<T> type) throws ApiException {
        try {
            return whole(method, path, MAPPER.get().readValue(text.isBlank() ? "null" : text, type));
        } catch (JsonProcessingException e) {
            throw errors.malformed(method, path, e);
        }
    }

    /// Reads an answer that may say nothing.
    <T> Optional<T> readAny(String method, ApiPath path, String text, Class<T> type) throws ApiException {
        return text.isBlank() ? Optional.empty() : Optional.of(read(method, path, text, type));
    }

    /// Reads an answer that may say anything: that there is one is enough.
    JsonNode anything(String text) {
        try {
            return MAPPER.get().readTree(text);
        } catch (JsonProcessingException _) {
            return MAPPER.get().createObjectNode();
        }
    }

    /// Reads an element of a list.
    <T> T element(ApiPath path, JsonNode node, Class<T> type) throws ApiException {
        try {
            return whole("GET", path, MAPPER.get().treeToValue(node, type));
        } catch (JsonProcessingException e) {
            throw errors.malformed("GET", path, e);
        }
    }

    /// The fields that an answer is read into.
    Set<String> fields(Class<?> type) {
        return FIELDS.computeIfAbsent(
                type,
                _ ->
                        MAPPER
                                .get()
                                .getDeserializationConfig()
                                .introspect(MAPPER.get().constructType(type))
                                .findProperties()
                                .stream()
                                // A record's other methods count as fields, too.
                                .filter(BeanPropertyDefinition::hasConstructorParameter)
                                // What takes all other fields is not one itself.
                                .filter(field ->
                                        !field.getConstructorParameter().hasAnnotation(JsonAnySetter.class))
                                .map(BeanPropertyDefinition::getName)
                                .collect(Collectors.toSet()));
    }

    private <T> T whole(String method, ApiPath path, @Nullable T answer) throws ApiException {
        boolean lacksElements =
                answer instanceof Object[] elements && Arrays.stream(elements).anyMatch(Objects::isNull);
        if (answer == null || lacksElements || (answer instanceof Answer checked && !checked.isWhole())) {
            throw errors.incomplete(method, path);
        }
        return answer;
    }
}
