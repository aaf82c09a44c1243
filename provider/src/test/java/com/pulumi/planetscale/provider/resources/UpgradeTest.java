package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.plan.Planner;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A state that a released version has written is read by this one without a change. Each release is recorded in
/// `src/test/resources/states`, with what every example makes.
class UpgradeTest {
    private static final Path STATES = Path.of("src/test/resources/states");
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String SECRET = "__secret";

    private static Stream<Path> releases() throws IOException {
        try (Stream<Path> files = Files.list(STATES)) {
            return files.toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void stateOfAReleaseIsReadWithoutAChange(Path release) throws IOException {
        var changed = new ArrayList<String>();
        JsonNode recorded = MAPPER.readTree(release.toFile());
        try (World world = World.quick()) {
            for (JsonNode resource : recorded) {
                String kind = resource.path("kind").asText();
                String label = resource.path("label").asText();
                PropertyMap inputs = properties(resource.path("inputs"));
                Lifecycle.Checked checked = world.lifecycle(kind).check(inputs, inputs, world.context(label));
                Plan plan = Planner.plan(
                        world.schema(kind),
                        inputs,
                        properties(resource.path("state")),
                        checked.inputs(),
                        new Planner.Circumstances(
                                label, Instant.parse(resource.path("at").asText()), List.of(), Set.of()));
                if (!checked.findings().isEmpty() || !(plan instanceof Plan.Keep)) {
                    changed.add(resource.path("example").asText() + ", " + kind + " " + label + ": "
                            + checked.findings() + " " + plan);
                }
            }
        }
        assertThat(recorded).isNotEmpty();
        assertThat(changed).isEmpty();
    }

    /// `-Dgolden=release` records what this version writes as that of a release.
    @Test
    @EnabledIfSystemProperty(named = "golden", matches = "release")
    void recordRelease() throws Exception {
        ArrayNode recorded = MAPPER.createArrayNode();
        for (ExampleProgram program : ExampleProgram.all()) {
            try (World world = World.quick()) {
                for (Declared declared : program.resources()) {
                    PropertyMap inputs = world.checked(declared);
                    FakeOperation operation = world.operation();
                    Outcome.Ready made = world.create(operation, declared);
                    ObjectNode resource = recorded.addObject();
                    resource.put("example", program.name());
                    resource.put("kind", declared.kind());
                    resource.put("label", declared.label());
                    resource.put("at", operation.now().toString());
                    resource.set("inputs", json(inputs));
                    resource.set("state", json(made.state()));
                }
            }
        }
        String version = MAPPER.readTree(Path.of("../schema/schema.json").toFile())
                .path("version")
                .asText();
        Files.createDirectories(STATES);
        Files.writeString(STATES.resolve(version + ".json"), recorded.toPrettyString() + "\n");
    }

    private static JsonNode json(PropertyMap properties) {
        ObjectNode object = MAPPER.createObjectNode();
        properties.values().forEach((name, value) -> object.set(name, json(value)));
        return object;
    }

    private static JsonNode json(Value value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (value) {
            case Value.Bool(var bool) -> nodes.booleanNode(bool);
            case Value.Int(var number) -> nodes.numberNode(number);
            case Value.Decimal(var number) -> nodes.numberNode(number);
            case Value.Text(var text) -> nodes.textNode(text);
            case Value.Secret(var secret) -> nodes.objectNode().set(SECRET, json(secret));
            case Value.ListOf(var elements) -> {
                ArrayNode array = nodes.arrayNode();
                elements.forEach(element -> array.add(json(element)));
                yield array;
            }
            case Value.MapOf(var entries) -> json(PropertyMap.of(entries));
            default -> throw new IllegalArgumentException("a state holds no " + value);
        };
    }

    private static PropertyMap properties(JsonNode object) {
        var properties = new LinkedHashMap<String, Value>();
        object.properties().forEach(entry -> properties.put(entry.getKey(), value(entry.getValue())));
        return PropertyMap.of(properties);
    }

    private static Value value(JsonNode node) {
        if (node.isBoolean()) {
            return new Value.Bool(node.booleanValue());
        }
        if (node.isNumber()) {
            return Value.number(node.doubleValue());
        }
        if (node.isTextual()) {
            return new Value.Text(node.asText());
        }
        if (node.isArray()) {
            var elements = new ArrayList<Value>();
            node.forEach(element -> elements.add(value(element)));
            return new Value.ListOf(elements);
        }
        return node.has(SECRET)
                ? new Value.Secret(value(node.path(SECRET)))
                : new Value.MapOf(properties(node).values());
    }
}
