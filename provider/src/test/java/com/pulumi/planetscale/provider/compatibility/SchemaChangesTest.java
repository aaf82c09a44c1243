package com.pulumi.planetscale.provider.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaChangesTest {
    private static final Path SCHEMA = Path.of("../schema");
    private static final JsonMapper MAPPER = new JsonMapper();

    private static final String CUP = """
            {"resources": {"planetscale:index:Cup": {
                "inputProperties": {
                  "size": {"type": "integer"},
                  "lid": {"oneOf": [{"type": "string"}, {"$ref": "#/types/planetscale:index:CupLid"}]},
                  "tags": {"type": "array", "items": {"type": "string"}}},
                "requiredInputs": ["size"],
                "properties": {"size": {"type": "integer"}, "fill": {"$ref": "#/types/planetscale:index:Fill"}},
                "required": ["size"]}},
             "functions": {"planetscale:index:getCup": {
                "inputs": {"properties": {"name": {"type": "string"}}, "required": ["name"]},
                "outputs": {"properties": {"size": {"type": "integer"}}, "required": ["size"]}}},
             "types": {
                "planetscale:index:CupLid": {"type": "string", "enum": [{"name": "Flat", "value": "flat"}]},
                "planetscale:index:Fill": {"properties": {"level": {"type": "number"}}, "required": ["level"]}},
             "config": {"variables": {"shop": {"type": "string"}}},
             "provider": {"inputProperties": {"shop": {"type": "string"}}}}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "planetscale:index:Cup" | "planetscale:index:Mug" | Cup: it is gone
            index:getCup | index:getMug | getCup: it is gone
            Fill": {"properties" | Full": {"properties" | Fill: it is gone
            "tags": {"type": "array" | "labels": {"type": "array" | Cup.tags: it is gone
            "items": {"type": "string"} | "items": {"type": "number"} | Cup.tags: it does not take a list of string any longer
            {"type": "string"}, {"$ref": "#/types/planetscale:index:CupLid"} | {"$ref": "#/types/planetscale:index:CupLid"} | Cup.lid: it does not take CupLid or string any longer
            "requiredInputs": ["size"] | "requiredInputs": ["size", "lid"] | Cup.lid: programs must give it now
            "required": ["size"]}}, | "required": []}}, | Cup.size: it may be absent now
            "required": ["size"]}}, | "required": ["size", "fill"]}}, | Cup.fill: it is always there now, which is another type in Java and Go
            "fill": {"$ref": "#/types/planetscale:index:Fill"} | "fill": {"type": "string"} | Cup.fill: it was Fill and is string
            {"name": "Flat", "value": "flat"} | {"name": "Round", "value": "round"} | CupLid.Flat: the constant is gone
            "level": {"type": "number"} | "level": {"type": "integer"} | Fill.level: it was number and is integer
            "variables": {"shop" | "variables": {"store" | config.shop: it is gone
            """)
    void changeThatBreaksProgramsIsFound(String before, String after, String found) throws Exception {
        assertThat(CUP).contains(before);

        assertThat(SchemaChanges.breaking(read(CUP), read(CUP.replace(before, after))))
                .extracting(Object::toString)
                .containsExactly(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"name": "Flat", "value": "flat"} | {"name": "Flat", "value": "flat"}, {"name": "Round", "value": "round"}
            "requiredInputs": ["size"] | "requiredInputs": []
            "tags": { | "color": {"type": "string"}, "tags": {
            "fill": {"$ref" | "shape": {"type": "string"}, "fill": {"$ref"
            "types": { | "types": {"planetscale:index:New": {"properties": {}},
            """)
    void additionBreaksNothing(String before, String after) throws Exception {
        assertThat(CUP).contains(before);

        assertThat(SchemaChanges.breaking(read(CUP), read(CUP.replace(before, after))))
                .isEmpty();
    }

    /// `-Dgolden=release` records the schema as that of a new release.
    @Test
    void whatBreaksProgramsIsInTheChangelog() throws IOException {
        JsonNode schema = MAPPER.readTree(SCHEMA.resolve("schema.json").toFile());
        if ("release".equals(System.getProperty("golden"))) {
            Files.writeString(recorded(schema.path("version").asText()), withoutWords(schema) + "\n");
        }
        JsonNode last = MAPPER.readTree(lastRelease().toFile());

        List<String> mentioned = mentionedAsBreaking(Files.readString(SCHEMA.resolve("../CHANGELOG.md")));
        assertThat(SchemaChanges.breaking(last, schema))
                .as(
                        "changes that break programs; each needs a line with its name under `### Breaking` of the changelog")
                .allSatisfy(change -> assertThat(mentioned)
                        .as(change.toString())
                        .anyMatch(line -> line.contains("`" + change.member() + "`")));
    }

    private static Path recorded(String version) {
        return SCHEMA.resolve("released/" + version + ".json");
    }

    private static Path lastRelease() throws IOException {
        try (Stream<Path> released = Files.list(SCHEMA.resolve("released"))) {
            return released.max(SchemaChangesTest::byVersion).orElseThrow();
        }
    }

    private static int byVersion(Path left, Path right) {
        int[] numbers = numbers(left);
        int[] others = numbers(right);
        for (int i = 0; i < 3; i++) {
            if (numbers[i] != others[i]) {
                return Integer.compare(numbers[i], others[i]);
            }
        }
        return 0;
    }

    private static int[] numbers(Path file) {
        return Stream.of(file.getFileName().toString().replace(".json", "").split("\\."))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /// The lines under `### Breaking` of what is not released yet.
    private static List<String> mentionedAsBreaking(String changelog) {
        String unreleased =
                changelog.substring(changelog.indexOf("## Unreleased")).split("\n## (?!Unreleased)", 2)[0];
        return Stream.of(unreleased.split("\n### ", -1))
                .filter(section -> section.startsWith("Breaking"))
                .flatMap(String::lines)
                .toList();
    }

    /// A schema with what programs depend on alone.
    private static String withoutWords(JsonNode schema) throws JsonProcessingException {
        JsonNode bare = schema.deepCopy();
        for (JsonNode described : bare.findParents("description")) {
            // A property may be called so.
            if (described.path("description").isTextual()) {
                ((ObjectNode) described).remove("description");
            }
        }
        return MAPPER.writeValueAsString(bare);
    }

    private static JsonNode read(String schema) throws JsonProcessingException {
        return MAPPER.readTree(schema);
    }
}
