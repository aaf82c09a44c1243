package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.pulumi.planetscale.provider.PlayedStack.Organization;
import com.pulumi.planetscale.provider.PlayedStack.Recorded;
import com.pulumi.planetscale.provider.resources.ExampleProgram;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Changes each input by itself and looks at the plan: an update, a replacement with its reason, or a refusal with its
/// remedy. `changes/program.yaml` is what there is, `changes/outcomes.csv` what is changed and to what it leads.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangesTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final PlayedStack stack = new PlayedStack();
    private final ExampleProgram program = ExampleProgram.resource("/changes/program.yaml");
    private final Map<String, Recorded> records = new HashMap<>();

    @BeforeAll
    void create() throws Exception {
        try (PlayedStack.Run run = stack.run(Organization.ENVIRONMENT)) {
            program.resources().forEach(declared -> records.put(declared.label(), run.create(declared)));
        }
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    /// @param value the new value in YAML; without one the input is removed
    /// @param outcome `update PATH`, `replace PATH: REASON`, `refuse: TEXT` or `nothing`
    @ParameterizedTest(name = "{0}.{1} = {2} -> {3}")
    @CsvFileSource(resources = "/changes/outcomes.csv", delimiter = '|', numLinesToSkip = 1)
    void eachInputByItself(String resource, String input, @Nullable String value, String outcome) throws Exception {
        List<Declared> changed = program.resources().stream()
                .map(declared -> declared.label().equals(resource) ? changed(declared, input, value) : declared)
                .toList();

        try (PlayedStack.Run run = stack.run(Organization.ENVIRONMENT)) {
            PlayedPreview preview = PlayedPreview.of(run, changed, records);

            assertThat(outcome(preview, resource, outcome))
                    .as(preview.toString())
                    .startsWith(outcome);
        }
    }

    private static Declared changed(Declared declared, String input, @Nullable String value) {
        try {
            ObjectNode properties = declared.properties().deepCopy();
            if (value == null) {
                JsonNode before = properties.remove(input);
                assertThat(before).as("what is taken out").isNotNull();
            } else {
                properties.set(input, YAML.readTree(value));
            }
            return new Declared(declared.label(), declared.kind(), properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The plan for the changed resource in the words of the expected outcome.
    private static String outcome(PlayedPreview preview, String resource, String expected) {
        if (preview.refused()) {
            String text = expected.replaceFirst("refuse: ", "");
            return "refuse: "
                    + preview.messages().stream()
                            .filter(message -> message.contains(text))
                            .map(message -> message.substring(message.indexOf(text)))
                            .findFirst()
                            .orElse(preview.messages().toString());
        }
        if (preview.steps().isEmpty()) {
            return "nothing";
        }
        PlayedPreview.Step step = preview.steps().stream()
                .filter(each -> each.resource().equals(resource))
                .findFirst()
                .orElseThrow(() -> new AssertionError(resource + " stays, and others do not: " + preview));
        String paths = String.join(" ", step.paths());
        if (step.op() == PlayedPreview.Op.UPDATE) {
            return "update " + paths;
        }
        String reason = preview.messages().stream()
                .filter(message -> message.contains("replaces the object, since "))
                .map(message -> message.substring(message.indexOf("since ") + "since ".length()))
                .findFirst()
                .orElse("no reason");
        return "replace " + paths + ": " + reason;
    }
}
