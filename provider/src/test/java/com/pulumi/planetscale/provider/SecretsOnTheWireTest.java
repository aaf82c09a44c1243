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
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
    private static final JsonNode FUNCTIONS = functions();

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
            Set<String> secrets = new HashSet<>(Set.of(stack.emulator().serviceToken()));
            for (Recorded recorded : live(stack, program, false)) {
                recorded.state().values().stream().filter(Structs::isSecret).forEach(value -> collect(value, secrets));
            }

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
                    lookUp(run, created);
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

    /// Asks each function about the kind of a resource, as far as its state has what that wants to know.
    private static void lookUp(PlayedStack.Run run, Recorded recorded) {
        for (String name : List.of("get" + recorded.kind(), "get" + recorded.kind() + "s")) {
            Map<String, Object> arguments = new LinkedHashMap<>();
            JsonNode inputs = FUNCTIONS.path("planetscale:index:" + name).path("inputs");
            inputs.path("required").forEach(input -> {
                if (recorded.state().containsKey(input.asText())) {
                    arguments.put(input.asText(), recorded.state().get(input.asText()));
                }
            });
            if (!inputs.isMissingNode()
                    && arguments.size() == inputs.path("required").size()) {
                arguments.put("organization", recorded.state().get("organization"));
                var _ = run.engine().invoke(name, arguments);
            }
        }
    }

    /// The words in a value, secret or not.
    private static void collect(Object value, Set<String> words) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> {
                if (!Structs.isSecret(value) || "value".equals(name)) {
                    collect(inner, words);
                }
            });
        } else if (value instanceof List<?> list) {
            list.forEach(inner -> collect(inner, words));
        } else if (value instanceof String text && text.length() >= SHORTEST) {
            words.add(text);
        }
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

    private static JsonNode functions() {
        try {
            return JSON.readTree(Path.of("../schema/schema.json").toFile()).path("functions");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }
}
