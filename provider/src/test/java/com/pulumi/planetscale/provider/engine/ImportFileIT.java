package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.terraform.RecordedState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Takes over what exists, by `import-file` of the packaged plugin and `pulumi import --file`. [AcceptanceIT]
/// does it with what every example makes.
class ImportFileIT {
    @TempDir
    Path folder;

    /// Says that what a stack has made and forgotten is taken over without a change, with the program that the engine
    /// writes.
    ///
    /// @param made what the stack has forgotten
    static void assertAdoptable(Stack stack, List<JsonNode> made) throws IOException {
        stack.program("");
        stack.clearCalls();

        List<String> adopted = adopt(stack);

        assertThat(stack.calls()).allMatch(call -> call.startsWith("GET "));
        assertThat(adopted)
                .containsAll(ids(made.stream()
                        .filter(resource -> !isHistory(resource) && !isPartOfItsBudget(resource))
                        .toList()));
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

    static String kind(JsonNode made) {
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
