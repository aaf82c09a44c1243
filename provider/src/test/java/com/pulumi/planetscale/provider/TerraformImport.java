package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.terraform.RecordedState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// What a recorded state describes, made in a world, and `import-file --terraform-state` there.
final class TerraformImport implements AutoCloseable {
    private final World world = World.quick();
    private final Map<String, PropertyMap> made = new HashMap<>();

    /// A finished run.
    record Run(int status, String out, String err) {
        /// Each resource as `Kind name of PARENT`.
        List<String> resources() throws IOException {
            var lines = new ArrayList<String>();
            for (JsonNode resource : new JsonMapper().readTree(out).path("resources")) {
                String type = resource.path("type").asText();
                lines.add(type.substring(type.lastIndexOf(':') + 1) + " "
                        + resource.path("name").asText()
                        + (resource.has("parent")
                                ? " of " + resource.path("parent").asText()
                                : ""));
            }
            return lines;
        }

        /// The ids of the resources.
        List<String> ids() throws IOException {
            var ids = new ArrayList<String>();
            new JsonMapper()
                    .readTree(out)
                    .path("resources")
                    .forEach(resource -> ids.add(resource.path("id").asText()));
            return ids;
        }
    }

    /// A world with everything that the state describes.
    static TerraformImport begin() throws Exception {
        var begun = new TerraformImport();
        for (Declared declared : RecordedState.program().resources()) {
            begun.made.put(declared.label(), begun.world.create(declared).state());
        }
        return begun;
    }

    /// An output of a resource of the program.
    String output(String label, String name) {
        if (Objects.requireNonNull(made.get(label), label).value(name).plain() instanceof Value.Text(String text)) {
            return text;
        }
        throw new AssertionError(label + " has no " + name);
    }

    /// The secret of the service token that the command uses.
    String serviceToken() {
        return world.emulator().serviceToken();
    }

    /// The state of what was made.
    RecordedState state() {
        return RecordedState.of(this::output);
    }

    /// Runs the command with a state at its standard input.
    Run run(String state, String... more) {
        return run(state.getBytes(StandardCharsets.UTF_8), more);
    }

    Run run(byte[] state, String... more) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int status = ImportFileCommand.run(
                new PlanetScale(world.emulator().environment(), "1.2.3"),
                Stream.concat(
                                Stream.of("--terraform-state", "-")
                                        .filter(_ -> !List.of(more).contains("--terraform-state")),
                                Stream.of(more))
                        .toList(),
                new ByteArrayInputStream(state),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        var run = new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        assertThat(run.out() + run.err())
                .doesNotContain(RecordedState.SECRET, "\tat ", "fault of the PlanetScale provider");
        return run;
    }

    @Override
    public void close() {
        world.close();
    }
}
