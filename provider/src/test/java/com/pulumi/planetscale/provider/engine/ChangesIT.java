package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an engine makes of each way in which a change of an input can end. Every input by itself is `ChangesTest`'s
/// subject, with the same program.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(value = ExecutionMode.SAME_THREAD, reason = "all write their program to the same stack")
class ChangesIT {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build();

    private final Stack stack = Stack.quick().attached();

    @BeforeAll
    void create() throws IOException {
        stack.program(YAML.writeValueAsString(program()));
        var _ = stack.up().succeeded();
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @ParameterizedTest(name = "{0}.{1} = {2} -> {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # the programs' language, Check and Diff refuse
            hook   | events      |  | Missing required property 'events'
            app    | cidrs       | [everywhere] | is not an address
            shop   | region      | us-west | deletionProtected is true
            main   | clusterSize | PS_20 | only in the `Database`
            """)
    void refusalIsShownAndEndsThePreview(String resource, String input, @Nullable String value, String message)
            throws Exception {
        Preview preview = changed(resource, input, value);

        assertThat(preview.status()).as(preview.output()).isNotZero();
        assertThat(preview.messages()).anyMatch(shown -> shown.contains(message));
    }

    @ParameterizedTest(name = "{0}.{1} = {2} -> update {3}")
    @CsvSource(delimiter = '|', textBlock = """
            hook   | enabled     | false | enabled
            main   | production  | false | production
            copy   | parameters  | {pgconf: {max_connections: '300', work_mem: '131072'}} | parameters.pgconf.max_connections
            """)
    void updateNamesWhatChanges(String resource, String input, String value, String path) throws Exception {
        Preview.Step step = changed(resource, input, value).step(resource);

        assertThat(step.op()).isEqualTo("update");
        assertThat(step.detail()).containsOnlyKeys(path);
    }

    @ParameterizedTest(name = "{0}.{1} = {2} -> {3}")
    @CsvSource(delimiter = '|', textBlock = """
            app    | role        | admin | the role of a password is set when it is made
            ledger | region      | us-west | a database cannot move to another region
            """)
    void replacementNamesItsReason(String resource, String input, String value, String reason) throws Exception {
        Preview preview = changed(resource, input, value);

        assertThat(preview.step(resource).op()).isEqualTo("replace");
        assertThat(preview.step(resource).detail()).containsOnlyKeys(input);
        assertThat(preview.messages())
                .anyMatch(message -> message.contains("the change replaces the object, since " + reason));
    }

    @ParameterizedTest(name = "{0}.{1} = {2}")
    @CsvSource(delimiter = '|', textBlock = """
            shop   | clusterSize | PS-10
            hook   | events      | [branch.sleeping, branch.ready]
            """)
    void anotherSpellingIsNoChange(String resource, String input, String value) throws Exception {
        Preview preview = changed(resource, input, value);

        assertThat(preview.status()).as(preview.output()).isZero();
        assertThat(preview.steps()).isEmpty();
    }

    /// Previews the program with another value of one input, or without that input.
    private Preview changed(String resource, String input, @Nullable String value) throws IOException {
        ObjectNode program = program();
        var properties = (ObjectNode) program.path(resource).path("properties");
        if (value == null) {
            JsonNode before = properties.remove(input);
            assertThat(before).as("what is taken out").isNotNull();
        } else {
            properties.set(input, YAML.readTree(value));
        }
        stack.program(YAML.writeValueAsString(program));
        return stack.preview();
    }

    private static ObjectNode program() throws IOException {
        try (InputStream file = Objects.requireNonNull(ChangesIT.class.getResourceAsStream("/changes/program.yaml"))) {
            return (ObjectNode) YAML.readTree(file);
        }
    }
}
