package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.pages.Documents;
import com.pulumi.planetscale.provider.resources.ExampleProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Takes every example through a whole life. The packaged plugin makes it; what follows attaches to one of this
/// process.
@Order(1)
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
    void exampleLivesAWholeLife(String example) throws IOException {
        live(example, Emulator.Options.defaults().withoutDelays());
    }

    /// The longest journey of a Vitess database, and a PostgreSQL one.
    @ParameterizedTest
    @ValueSource(strings = {"deploy-request", "role"})
    void exampleLivesAWholeLifeWhereTheApiSaysAsLittleAsItMay(String example) throws IOException {
        live(example, Emulator.Options.defaults().withoutDelays().terse(true).sparse(true));
    }

    @Test
    void everyPageHasACommandThatAnExampleImportsBy() throws IOException {
        List<String> commands = Documents.commands().stream()
                .map(Documents.Block::text)
                .filter(command -> command.startsWith("pulumi import planetscale:"))
                .toList();

        Set<String> kinds = firstExamples().keySet();

        assertThat(commands)
                .hasSameSizeAs(kinds)
                .allMatch(command -> kinds.stream().anyMatch(kind -> command.startsWith(importCommand(kind))));
    }

    private static void live(String example, Emulator.Options options) throws IOException {
        try (Stack stack = Stack.with(options).attached()) {
            stack.example(example);
            Preview preview = stack.preview();
            assertThat(preview.status()).as(preview.output()).isZero();
            assertThat(stack.calls()).allMatch(call -> call.startsWith("GET "));

            var _ = stack.startUp().await().succeeded();
            stack.assertSettled();

            List<JsonNode> made = stack.forgetResources();
            ImportFileIT.assertAdoptable(stack, made);
            importAsDocumented(stack, example, made);

            var _ = stack.forgetResources();
            stack.example(example);
            Path everything = importFile(stack, made);
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

    /// Runs the command of a kind's page for the first example that has one, with what stands for the parts of the id.
    private static void importAsDocumented(Stack stack, String example, List<JsonNode> made) throws IOException {
        stack.environment("PULUMI_SKIP_CONFIRMATIONS", "true");
        for (Map.Entry<String, String> first : firstExamples().entrySet()) {
            if (first.getValue().equals(example)) {
                JsonNode object = made.stream()
                        .filter(candidate -> ImportFileIT.kind(candidate).equals(first.getKey()))
                        .findFirst()
                        .orElseThrow();
                String command = new Guide("docs/resources/" + first.getKey() + ".md")
                        .commands(importCommand(first.getKey()))
                        .strip();
                int id = command.lastIndexOf(' ') + 1;
                String written = command.substring(0, id) + id(command.substring(id), object);

                assertThat(stack.pulumi(written.substring("pulumi ".length()).split(" ", -1))
                                .succeeded()
                                .output())
                        .as(written)
                        .containsPattern(":" + first.getKey() + " +example +imported");
            }
        }
    }

    private static String importCommand(String kind) {
        return "pulumi import planetscale:index:" + kind + " example ";
    }

    /// An id in the form of the documentation: each part is a property of the object, or the name of the object itself.
    private static String id(String form, JsonNode object) {
        return Stream.of(form.split("/", -1))
                .map(part -> part.equalsIgnoreCase(ImportFileIT.kind(object)) ? "name" : part)
                .map(part -> object.path("outputs").path(part).asText())
                .collect(Collectors.joining("/"));
    }

    /// The kinds, each with the first example that has one.
    private static Map<String, String> firstExamples() throws IOException {
        var examples = new TreeMap<String, String>();
        examples()
                .forEach(example -> ExampleProgram.named(example)
                        .resources()
                        .forEach(declared -> examples.putIfAbsent(declared.kind(), example)));
        return examples;
    }

    /// Writes what imports resources with their own names.
    private static Path importFile(Stack stack, List<JsonNode> made) {
        ObjectNode file = new JsonMapper().createObjectNode();
        ArrayNode resources = file.putArray("resources");
        for (JsonNode resource : made) {
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
