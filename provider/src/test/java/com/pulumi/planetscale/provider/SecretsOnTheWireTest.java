package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Message;
import com.pulumi.planetscale.provider.PlayedStack.Organization;
import com.pulumi.planetscale.provider.PlayedStack.Recorded;
import com.pulumi.planetscale.provider.played.Structs;
import com.pulumi.planetscale.provider.resources.ExampleProgram;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever an engine gets and may log, as `-v=9` does, has each secret marked as one.
class SecretsOnTheWireTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// The fields in which PlanetScale answers a secret, once or always.
    private static final Set<String> SECRET_FIELDS = Set.of("plain_text", "password", "secret", "token");

    /// Shorter ones are parts of ordinary words.
    private static final int SHORTEST = 8;

    /// What was not marked in each answer.
    private final List<String> open = new ArrayList<>();

    private static Stream<ExampleProgram> programs() {
        return ExampleProgram.all().stream();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void noAnswerHasAnOpenSecretOfPlanetScale(ExampleProgram program) throws Exception {
        try (var stack = new PlayedStack()) {
            var _ = live(stack, program, false);

            Set<String> secrets = new HashSet<>(Set.of(stack.emulator().serviceToken()));
            stack.emulator()
                    .wireMock()
                    .getAllServeEvents()
                    .forEach(event -> collect(json(event.getResponse().getBodyAsString()), secrets));
            assertThat(open).allSatisfy(text -> assertThat(text).doesNotContain(secrets.toArray(CharSequence[]::new)));
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void whatTheProgramMarksStaysMarked(ExampleProgram program) throws Exception {
        try (var stack = new PlayedStack()) {
            assertThat(live(stack, program, true)).allSatisfy(recorded -> {
                // A name that the program does not give is generated.
                assertThat(recorded.inputs())
                        .as("inputs of %s", recorded.urn())
                        .allSatisfy((name, value) -> assertThat(Structs.isSecret(value) || name.equals("name"))
                                .as(name)
                                .isTrue());
                assertThat(recorded.state())
                        .as("state of %s", recorded.urn())
                        .allSatisfy((name, value) -> assertThat(Structs.isSecret(value)
                                        || !Structs.isSecret(recorded.inputs().get(name)))
                                .as(name)
                                .isTrue());
            });
        }
    }

    /// Has a program previewed, made, planned, refreshed, imported and deleted.
    ///
    /// @param marks whether the program marks its inputs as secret
    /// @return each resource as it was recorded
    private List<Recorded> live(PlayedStack stack, ExampleProgram program, boolean marks) throws Exception {
        var all = new ArrayList<Recorded>();
        try (PlayedStack.Run run = stack.run(Organization.PROGRAM)) {
            run.engine()
                    .watch(answer -> open.add(answer instanceof Message message ? Structs.open(message) : "" + answer));
            var made = new ArrayList<Recorded>();
            for (Declared declared : program.resources()) {
                Map<String, Object> inputs = new LinkedHashMap<>(run.program(declared));
                if (marks) {
                    inputs.replaceAll((name, value) -> Structs.isSecret(value) ? value : Structs.secret(value));
                }
                run.preview(declared);
                Recorded created = run.create(declared.kind(), declared.label(), inputs);
                var _ = run.plan(created, inputs);
                made.add(run.refresh(created));
                all.add(created);
                if (!marks) {
                    all.add(run.adopt(created.kind(), created.label(), created.id()));
                }
            }
            all.addAll(made);
            made.reversed().forEach(run::delete);
            run.engine().cancel();
            open.addAll(run.log());
        }
        return all;
    }

    private static void collect(JsonNode node, Set<String> secrets) {
        node.properties().forEach(field -> {
            boolean secret =
                    SECRET_FIELDS.contains(field.getKey()) && field.getValue().isTextual();
            if (secret && field.getValue().asText().length() >= SHORTEST) {
                secrets.add(field.getValue().asText());
            }
        });
        node.forEach(child -> collect(child, secrets));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }
}
