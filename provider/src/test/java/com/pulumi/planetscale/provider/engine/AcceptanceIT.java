package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.Emulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Takes every example through a whole life.
class AcceptanceIT {
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
            var _ = stack.up("--expect-no-changes").succeeded();
            var _ = stack.refresh("--expect-no-changes").succeeded();

            List<JsonNode> forgotten = stack.forgetResources();
            for (JsonNode resource : forgotten) {
                var _ = stack.pulumi(
                                "import",
                                resource.path("type").asText(),
                                nameOf(resource),
                                resource.path("id").asText(),
                                "--yes",
                                "--skip-preview",
                                "--generate-code=false",
                                "--protect=false")
                        .succeeded();
            }
            Preview afterImport = stack.preview();
            assertThat(afterImport.steps()).as(afterImport.output()).isEmpty();

            var _ = stack.destroy().succeeded();
            stack.clearCalls();
            for (JsonNode resource : forgotten) {
                assertThat(stack.pulumi(
                                        "import",
                                        resource.path("type").asText(),
                                        nameOf(resource),
                                        resource.path("id").asText(),
                                        "--yes",
                                        "--generate-code=false")
                                .failed()
                                .output())
                        .contains("does not exist");
            }
        }
    }

    private static String nameOf(JsonNode resource) {
        String urn = resource.path("urn").asText();
        return urn.substring(urn.lastIndexOf("::") + 2);
    }
}
