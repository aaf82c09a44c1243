package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.emulator.Emulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Takes every example through a whole life.
class AcceptanceIT {
    /// A person stays in the organization.
    private static final String STAYS = "organization-member";

    static Stream<String> examples() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("../examples"))) {
            return folders
                    .filter(folder -> Files.exists(folder.resolve("Pulumi.yaml")))
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.endsWith("-java"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleLivesAWholeLife(String example) {
        live(example, Emulator.Options.defaults().withoutDelays());
    }

    /// The longest journey of a Vitess database, and a PostgreSQL one.
    @ParameterizedTest
    @ValueSource(strings = {"deploy-request", "role"})
    void exampleLivesAWholeLifeWhereTheApiSaysAsLittleAsItMay(String example) {
        live(example, Emulator.Options.defaults().withoutDelays().terse(true).sparse(true));
    }

    private static void live(String example, Emulator.Options options) {
        try (Stack stack = Stack.with(options)) {
            stack.example(example);
            Preview preview = stack.preview();
            assertThat(preview.status()).as(preview.output()).isZero();
            assertThat(stack.calls()).allMatch(call -> call.startsWith("GET "));

            var _ = stack.up().succeeded();
            stack.assertSettled();

            Path everything = importFile(stack);
            var _ = stack.pulumi(
                            "import",
                            "--file",
                            everything.toString(),
                            "--yes",
                            "--skip-preview",
                            "--generate-code=false",
                            "--protect=false")
                    .succeeded();
            Preview afterImport = stack.preview();
            assertThat(afterImport.steps()).as(afterImport.output()).isEmpty();

            var _ = stack.destroy().succeeded();
            Stack.Run again = stack.pulumi("import", "--file", everything.toString(), "--yes", "--generate-code=false");
            if (example.equals(STAYS)) {
                var _ = again.succeeded();
            } else {
                assertThat(again.failed().output()).contains("does not exist");
            }
        }
    }

    /// Has the stack forget its resources, and writes what would import them.
    private static Path importFile(Stack stack) {
        ObjectNode file = new JsonMapper().createObjectNode();
        ArrayNode resources = file.putArray("resources");
        for (JsonNode resource : stack.forgetResources()) {
            resources
                    .addObject()
                    .put("type", resource.path("type").asText())
                    .put("name", nameOf(resource))
                    .put("id", resource.path("id").asText());
        }
        try {
            return Files.writeString(stack.folder().resolve("everything.json"), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String nameOf(JsonNode resource) {
        String urn = resource.path("urn").asText();
        return urn.substring(urn.lastIndexOf("::") + 2);
    }
}
