package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Takes over what every example makes, by `import-file` of the packaged plugin and `pulumi import --file`.
class ImportFileIT {
    /// Kinds that cannot be listed.
    private static final Set<String> LEFT_OUT = Set.of();

    private static Stream<String> examples() throws IOException {
        return AcceptanceIT.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void adoptedOrganizationNeedsNoChange(String example) throws IOException {
        try (Stack stack = Stack.quick()) {
            stack.example(example);
            var _ = stack.up().succeeded();
            List<JsonNode> forgotten = stack.forgetResources();
            stack.program("");
            Path file = stack.folder().resolve("adopt.json");
            stack.clearCalls();

            Stack.Run written = stack.plugin("import-file", "--output", file.toString());

            assertThat(written.status()).as(written.output()).isZero();
            assertThat(stack.calls()).allMatch(call -> call.startsWith("GET "));
            assertThat(ids(Stack.json(Files.readString(file)).path("resources")))
                    .containsAll(ids(forgotten.stream()
                            .filter(resource ->
                                    !LEFT_OUT.contains(resource.path("type").asText()))
                            .toList()));

            Path program = stack.folder().resolve("generated.yaml");
            var _ = stack.pulumi("import", "--file", file.toString(), "--out", program.toString(), "--yes")
                    .succeeded();
            stack.generated(program);
            Preview preview = stack.preview();
            assertThat(preview.status()).as(preview.output()).isZero();
            assertThat(preview.steps()).as(Files.readString(program)).isEmpty();
        }
    }

    private static List<String> ids(Iterable<JsonNode> resources) {
        var ids = new ArrayList<String>();
        resources.forEach(resource -> ids.add(resource.path("id").asText()));
        return ids;
    }
}
