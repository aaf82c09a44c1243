package com.pulumi.planetscale.emulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Contract;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.EveryOperation;
import com.pulumi.planetscale.emulator.OpenApi;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Before each call of a way through all operations, the same call is made with each described parameter spoilt.
final class WrongParametersTest {
    /// Half a surrogate pair can be sent as an escape only.
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /// Official clients omit what the description requires.
    private static final Set<String> OMITTED = Set.of("into_branch");

    /// What no parameter of a type may be.
    private static final Map<String, List<String>> WRONG = Map.of(
            "string", List.of("1", "[]", "{}", "\"\\u0000\"", "\"\\ud800\""),
            "integer", List.of("\"nonsense\"", "1.5", "true", "[]", "1e400", "9223372036854775807", "-1"),
            "number", List.of("\"nonsense\"", "true", "[]", "1e400", "-1"),
            "boolean", List.of("\"nonsense\"", "1", "[]"),
            "array", List.of("\"nonsense\"", "1", "{}", "[null]", "[[]]", "[true]"),
            "object", List.of("\"nonsense\"", "1", "[]"));

    private static final Map<String, List<String>> WRONG_IN_QUERY =
            Map.of("integer", List.of("nonsense", "0", "-1", "1.5"), "boolean", List.of("nonsense", "2"));

    private final JsonNode description = OpenApi.read(OpenApi.file().orElseThrow());
    private final Set<String> spoilt = new HashSet<>();
    private final List<String> accepted = new ArrayList<>();
    private int tried;

    @Test
    void everyParameterThatIsNotAsDescribedIsRefusedAndChangesNothing() {
        assumeTrue(OpenApi.file().isPresent(), OpenApi.ABSENT);
        try (Emulator emulator = Emulator.start(Emulator.Options.defaults()
                .withoutDelays()
                .clock(InstantSource.fixed(Instant.parse("2026-01-05T09:00:00Z"))))) {
            Client client = new Client(emulator);
            // So that the token has been used already.
            client.get("/organizations").ok();
            EveryOperation.drive(
                    client.watchedBy((method, path, body) -> spoil(client, emulator, method, path, body)), emulator);
        }

        assertThat(tried).isGreaterThan(1000);
        assertThat(accepted).isEmpty();
    }

    private void spoil(Client client, Emulator emulator, String method, String path, String body) {
        String bare = path.replaceFirst("\\?.*", "");
        String template = Contract.route(method, bare).map(Route::template).orElseThrow();
        if (!spoilt.add(method + " " + template)) {
            return;
        }
        ObjectNode values = read(body);
        JsonNode before = emulator.admin().exportState();
        bodies(OpenApi.body(description, method, template), values)
                .forEach(wrong -> attempt(client, method, path, text(wrong)));
        queries(OpenApi.operation(description, method, template))
                .forEach(query -> attempt(client, method, bare + "?" + query, body));
        if (!emulator.admin().exportState().equals(before)) {
            accepted.add(method + " " + path + " has changed something though it was refused");
            emulator.admin().importState(before);
        }
    }

    private void attempt(Client client, String method, String path, String body) {
        tried++;
        Reply reply = client.send(method, path, body);
        // Not found is the answer where a value names an object.
        if (!Set.of(400, 404, 422).contains(reply.status())
                || reply.text("code").isEmpty()) {
            accepted.add(method + " " + path + " " + body + " is answered " + reply.status() + " " + reply.body());
        }
    }

    /// The body with one of its values spoilt, those within objects as well.
    private static List<ObjectNode> bodies(JsonNode schema, ObjectNode values) {
        List<ObjectNode> bodies = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String name = property.getKey();
            for (JsonNode wrong : wrong(property.getValue())) {
                bodies.add(values.deepCopy().set(name, wrong));
            }
            ObjectNode inner = values.path(name) instanceof ObjectNode object ? object : object();
            bodies(property.getValue(), inner)
                    .forEach(spoilt -> bodies.add(values.deepCopy().set(name, spoilt)));
        }
        for (JsonNode name : schema.path("required")) {
            if (!OMITTED.contains(name.asText())) {
                bodies.add(values.deepCopy().without(name.asText()));
            }
        }
        return bodies;
    }

    private static List<JsonNode> wrong(JsonNode schema) {
        List<JsonNode> wrong = new ArrayList<>();
        WRONG.getOrDefault(schema.path("type").asText(), List.of()).forEach(text -> wrong.add(parse(text)));
        if (schema.has("enum")) {
            wrong.add(parse("\"\""));
            wrong.add(parse("\"nonsense\""));
        }
        return wrong;
    }

    private static List<String> queries(JsonNode operation) {
        return StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .flatMap(parameter -> wrongInQuery(parameter.path("schema")).stream()
                        .map(wrong -> parameter.path("name").asText() + "="
                                + URLEncoder.encode(wrong, StandardCharsets.UTF_8)))
                .toList();
    }

    private static List<String> wrongInQuery(JsonNode schema) {
        return schema.has("enum")
                ? List.of("", "nonsense")
                : WRONG_IN_QUERY.getOrDefault(schema.path("type").asText(), List.of());
    }

    private static ObjectNode read(String body) {
        return body.isEmpty() ? object() : (ObjectNode) parse(body);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String text(JsonNode value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
