package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.pages.Documents;
import com.pulumi.planetscale.provider.resources.ExampleProgram;
import com.pulumi.planetscale.provider.terraform.RecordedState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Takes over what every example makes, by `import-file` of the packaged plugin and `pulumi import --file`.
class ImportFileIT {
    @TempDir
    Path folder;

    private static Stream<String> examples() throws IOException {
        return AcceptanceIT.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void adoptedOrganizationNeedsNoChange(String example) throws IOException {
        try (Stack stack = Stack.quick().attached()) {
            stack.example(example);
            var _ = stack.up().succeeded();
            List<JsonNode> forgotten = stack.forgetResources();
            stack.program("");
            stack.clearCalls();

            List<String> adopted = adopt(stack);

            assertThat(stack.calls()).allMatch(call -> call.startsWith("GET "));
            assertThat(adopted)
                    .containsAll(ids(forgotten.stream()
                            .filter(made -> !isHistory(made) && !isPartOfItsBudget(made))
                            .toList()));
            importAsDocumented(stack, example, forgotten);
        }
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

    /// Runs the command of a kind's page for the first example that has one, with what stands for the parts of the id.
    private static void importAsDocumented(Stack stack, String example, List<JsonNode> made) throws IOException {
        stack.environment("PULUMI_SKIP_CONFIRMATIONS", "true");
        for (Map.Entry<String, String> first : firstExamples().entrySet()) {
            if (first.getValue().equals(example)) {
                JsonNode object = made.stream()
                        .filter(candidate -> kind(candidate).equals(first.getKey()))
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
                .map(part -> part.equalsIgnoreCase(kind(object)) ? "name" : part)
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

    /// A Terraform state with one of each resource of the official provider becomes a program that changes nothing.
    @Test
    void terraformStateOfTheOfficialProviderNeedsNoChange() throws IOException {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(RecordedState.resources());
            var _ = stack.up().succeeded();
            List<JsonNode> made = stack.forgetResources();
            Path state = Files.writeString(
                    stack.folder().resolve("terraform.tfstate"),
                    RecordedState.of((label, output) -> output(made, label, output))
                            .text());
            stack.program("");
            stack.clearCalls();

            List<String> adopted = adopt(stack, "--terraform-state", state.toString());

            assertThat(stack.calls()).allMatch(call -> call.startsWith("GET "));
            assertThat(adopted)
                    .containsAll(ids(made.stream()
                            .filter(object -> !RecordedState.UNMANAGED.contains(label(object)))
                            .toList()))
                    .doesNotContainAnyElementsOf(ids(made.stream()
                            .filter(object -> RecordedState.UNMANAGED.contains(label(object)))
                            .toList()));
        }
    }

    private static String output(List<JsonNode> made, String label, String output) {
        return made.stream()
                .filter(object -> label(object).equals(label))
                .map(object -> object.path("outputs").path(output).asText())
                .findFirst()
                .orElseThrow();
    }

    private static String kind(JsonNode made) {
        String type = made.path("type").asText();
        return type.substring(type.lastIndexOf(':') + 1);
    }

    private static String label(JsonNode made) {
        String urn = made.path("urn").asText();
        return urn.substring(urn.lastIndexOf(':') + 1);
    }

    /// A deploy request that was closed, as one is that has nothing to change.
    private static boolean isHistory(JsonNode made) {
        return kind(made).equals("DeployRequest")
                && !made.path("outputs").path("state").asText().equals("open");
    }

    /// A rule, which an import file has among the `rules` of its budget.
    private static boolean isPartOfItsBudget(JsonNode made) {
        return kind(made).equals("TrafficRule");
    }

    /// Names that are no identifiers, that are alike, and that the engine takes for references to each other.
    @Test
    void namesNeedNotSuitPrograms() throws IOException {
        Path seed = Files.writeString(folder.resolve("seed.json"), """
                {"databases": [
                  {"name": "shop", "cluster_size": "PS_10", "branches": [
                    {"name": "main", "passwords": [{"name": "app"}, {"name": "app"}]},
                    {"name": "dev", "parent_branch": "main", "passwords": [{"name": "main"}]}]},
                  {"name": "shop-main", "cluster_size": "PS_10"},
                  {"name": "shop_main", "cluster_size": "PS_10"},
                  {"name": "true", "cluster_size": "PS_10"},
                  {"name": "pulumi", "cluster_size": "PS_10"},
                  {"name": "1st", "kind": "postgresql", "cluster_size": "PS_10_AWS_ARM"}]}
                """);
        try (Stack stack = Stack.with(
                        Emulator.Options.defaults().withoutDelays().seed(seed))
                .attached()) {
            // Each of the six Vitess branches has a keyspace, and the organization has three members.
            assertThat(adopt(stack)).hasSize(32);
        }
    }

    /// Imports everything, or what some options limit it to, with the program that the engine writes for it.
    ///
    /// @return what was imported, as [#ids]
    private static List<String> adopt(Stack stack, String... options) throws IOException {
        Path file = stack.folder().resolve("adopt.json");
        Stack.Run written =
                stack.plugin(Stream.concat(Stream.of("import-file", "--output", file.toString()), Stream.of(options))
                        .toArray(String[]::new));
        assertThat(written.status()).as(written.output()).isZero();

        Path program = stack.folder().resolve("generated.yaml");
        var _ = stack.pulumi("import", "--file", file.toString(), "--out", program.toString(), "--yes")
                .succeeded();
        stack.generated(program);
        Preview preview = stack.preview();
        assertThat(preview.status()).as(preview.output()).isZero();
        assertThat(preview.steps()).as(Files.readString(program)).isEmpty();
        return ids(Stack.json(Files.readString(file)).path("resources"));
    }

    /// Kinds and ids.
    private static List<String> ids(Iterable<JsonNode> resources) {
        var ids = new ArrayList<String>();
        resources.forEach(resource -> ids.add(
                resource.path("type").asText() + " " + resource.path("id").asText()));
        return ids;
    }
}
