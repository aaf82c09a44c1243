package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.api.FakePause;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import com.pulumi.planetscale.provider.played.Structs;
import com.pulumi.planetscale.provider.resources.Colleagues;
import com.pulumi.planetscale.provider.resources.ContractTest;
import com.pulumi.planetscale.provider.resources.ExampleProgram;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pulumirpc.Provider.CreateResponse;

/// Two stacks of one program, with one token and on one machine, whose first run drops without a word: what it has made
/// belongs to its own stack, however soon the other one comes.
class TwoStacksTest {
    /// A resource of the program.
    private record Declared(String kind, String label, Map<String, Object> inputs, String taken) {}

    private static final String EXISTS = "already exists";

    /// What comes with its owner, or is a setting of it: a stack that wants the same manages the one that is there.
    private static final Set<String> PART_OF_ITS_OWNER =
            Set.of("DefaultRole", "OrganizationMember", "ServiceTokenAccess", "VSchema");

    private static final List<Declared> PROGRAM = List.of(
            new Declared("Database", "shop", Map.of("name", "shop", "clusterSize", "PS_10"), EXISTS),
            new Declared("Branch", "dev", Map.of("database", "shop", "name", "dev"), EXISTS),
            new Declared(
                    "Password",
                    "app",
                    Map.of("database", "shop", "branch", "main", "name", "app", "role", "admin"),
                    ""),
            new Declared(
                    "Webhook",
                    "hook",
                    Map.of("database", "shop", "url", "https://example.com/hook", "events", List.of("branch.ready")),
                    EXISTS));

    private final FakePause time = new FakePause();
    private final Emulator emulator = Colleagues.join(
            Emulator.start(Emulator.Options.defaults().withoutDelays().clock(time)));

    @TempDir
    private Path home;

    @Test
    void secondStackGetsNothingOfTheFirstAndTheFirstGoesOn() {
        Map<String, CreateResponse> first = new LinkedHashMap<>();
        try (PlayedPlugin plugin = plugin("first")) {
            PROGRAM.forEach(declared -> first.put(declared.label(), create(plugin.engine(), declared)));
        }
        JsonNode before = emulator.admin().exportState();
        try (PlayedPlugin plugin = plugin("second")) {
            for (Declared declared : PROGRAM) {
                if (declared.taken().isEmpty()) {
                    CreateResponse other = create(plugin.engine(), declared);
                    assertThat(other.getId())
                            .isNotEqualTo(Objects.requireNonNull(first.get(declared.label()))
                                    .getId());
                } else {
                    assertThatThrownBy(() -> create(plugin.engine(), declared))
                            .hasMessageContainingAll(declared.taken(), "pulumi import");
                }
            }
            plugin.engine().cancel();
            assertThat(words(plugin.engine())).noneMatch(line -> line.contains("left over"));
        }
        assertThat(objects(emulator.admin().exportState())).containsAll(objects(before));

        try (PlayedPlugin plugin = plugin("first")) {
            for (Declared declared : PROGRAM) {
                CreateResponse again = create(plugin.engine(), declared);
                boolean isCredential = declared.kind().equals("Password");
                assertThat(again.getId()
                                .equals(Objects.requireNonNull(first.get(declared.label()))
                                        .getId()))
                        .as(declared.label())
                        .isNotEqualTo(isCredential);
            }
            assertThat(words(plugin.engine()))
                    .filteredOn(line -> line.contains("an interrupted run"))
                    .hasSameSizeAs(PROGRAM);
        }
        // The password of the second stack has come, and that of the first was made anew.
        assertThat(objects(emulator.admin().exportState()))
                .hasSize(objects(before).size() + 1);
    }

    private static Stream<Arguments> resources() {
        return ContractTest.resources();
    }

    @ParameterizedTest
    @MethodSource("resources")
    void objectOfTheFirstStackStaysWhateverTheSecondMakes(ExampleProgram program, ExampleProgram.Declared declared) {
        var outputs = new HashMap<String, Map<String, Object>>();
        Map<String, Object> made = Map.of();
        try (PlayedPlugin plugin = plugin("first")) {
            for (ExampleProgram.Declared one :
                    program.resources().subList(0, program.resources().indexOf(declared) + 1)) {
                made = made(plugin, one, outputs);
                outputs.put(one.label(), made);
            }
        }
        JsonNode before = emulator.admin().exportState();
        try (PlayedPlugin plugin = plugin("second")) {
            try {
                Map<String, Object> other = made(plugin, declared, outputs);
                boolean partOfItsOwner = PART_OF_ITS_OWNER.contains(declared.kind())
                        || declared.label().equals("main")
                        || Boolean.TRUE.equals(other.get("required"));
                assertThat(partOfItsOwner || !Objects.equals(made.get("publicId"), other.get("publicId")))
                        .as("%s of the second stack is another one", declared.label())
                        .isTrue();
            } catch (StatusRuntimeException refusal) {
                assertThat(refusal).hasMessageContainingAll(EXISTS, "pulumi import");
            }
            plugin.engine().cancel();
            assertThat(words(plugin.engine())).noneMatch(line -> line.contains("left over"));
        }
        assertThat(allObjects(emulator.admin().exportState())).containsAll(allObjects(before));
    }

    private static Map<String, Object> made(
            PlayedPlugin plugin, ExampleProgram.Declared declared, Map<String, Map<String, Object>> outputs) {
        return Structs.map(plugin.engine()
                .create(declared.kind(), declared.label(), PlayedStack.program(declared, outputs))
                .getProperties());
    }

    /// The ids of everything at PlanetScale.
    private static List<String> allObjects(JsonNode state) {
        return StreamSupport.stream(state.path("objects").spliterator(), false)
                .flatMap(kind -> StreamSupport.stream(kind.spliterator(), false))
                .map(object -> object.path("origin").path("id").asText())
                .toList();
    }

    private static CreateResponse create(PlayedEngine engine, Declared declared) {
        return engine.create(declared.kind(), declared.label(), declared.inputs());
    }

    private static List<String> words(PlayedEngine engine) {
        return engine.log().stream().map(line -> line.getMessage()).toList();
    }

    /// The ids of what two stacks may contend for.
    private static List<String> objects(JsonNode state) {
        return Stream.of("databases", "branches", "webhooks", "passwords")
                .flatMap(kind ->
                        StreamSupport.stream(state.path("objects").path(kind).spliterator(), false))
                .map(object -> object.path("origin").path("id").asText())
                .toList();
    }

    private PlayedPlugin plugin(String stack) {
        return new PlayedPlugin(
                Map.of(
                        "organization", emulator.organization(),
                        "serviceTokenId", emulator.serviceTokenId(),
                        "serviceToken", emulator.serviceToken(),
                        "endpoint", emulator.serverUrl(),
                        "requestsPerMinute", 1_000_000),
                home,
                time,
                stack);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }
}
