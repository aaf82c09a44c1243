package com.pulumi.planetscale.provider.resources;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Imports and refreshes that have to ask more than one question, and may not ask all of them: what is not seen is
/// never omitted without a word. Generated from one resource of each kind and the questions that its reads ask.
class UnseenPartsTest {
    private static final Map<Integer, String> REFUSALS = Map.of(
            403, "{\"code\": \"forbidden\", \"message\": \"Forbidden\"}",
            404, "{\"code\": \"not_found\", \"message\": \"Not Found\"}");

    /// A read.
    @FunctionalInterface
    private interface Read {
        Optional<Lifecycle.Found> run(FakeOperation operation) throws IOException, InterruptedException;
    }

    @ParameterizedTest
    @MethodSource("com.pulumi.planetscale.provider.resources.ContractTest#resources")
    void importSaysWhatItMayNotSee(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            Outcome.Ready made = world.create(declared);
            world.end();

            assertThat(problems(
                            world,
                            operation -> world.lifecycle(declared.kind()).find(operation, made.id(), world.settings())))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("com.pulumi.planetscale.provider.resources.ContractTest#resources")
    void refreshSaysWhatItMayNotSee(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            Outcome.Ready made = world.create(declared);
            PropertyMap inputs = world.checked(declared);
            world.end();

            assertThat(problems(
                            world,
                            operation -> world.lifecycle(declared.kind())
                                    .refresh(operation, made.id(), inputs, made.state())))
                    .isEmpty();
        }
    }

    private static List<String> problems(World world, Read read) throws Exception {
        World.Journal journal = world.journal();
        Lifecycle.Found whole = read.run(world.operation()).orElseThrow();
        var questions = new LinkedHashSet<>(journal.calls());
        var problems = new ArrayList<String>();
        for (String question : questions) {
            for (Map.Entry<Integer, String> refusal : REFUSALS.entrySet()) {
                StubMapping stub = world.emulator()
                        .wireMock()
                        .stubFor(get(urlEqualTo(question.substring("GET ".length())))
                                .atPriority(1)
                                .willReturn(
                                        aResponse().withStatus(refusal.getKey()).withBody(refusal.getValue())));
                world.newProcess();
                FakeOperation operation = world.operation();
                try {
                    Optional<Lifecycle.Found> found = read.run(operation);
                    boolean same = found.map(Lifecycle.Found::state)
                            .filter(whole.state()::equals)
                            .isPresent();
                    if (operation.said().isEmpty() && !same) {
                        problems.add(question + " answered " + refusal.getKey() + ": " + difference(found, whole));
                    }
                } catch (IOException refused) {
                    assertThat(refused).hasMessageContaining("token");
                }
                world.emulator().wireMock().removeStub(stub);
            }
        }
        return problems;
    }

    private static String difference(Optional<Lifecycle.Found> found, Lifecycle.Found whole) {
        return found.map(part -> whole.state().values().entrySet().stream()
                        .filter(entry -> !entry.getValue().equals(part.state().value(entry.getKey())))
                        .map(entry -> entry + " became " + part.state().value(entry.getKey()))
                        .toList()
                        .toString())
                .orElse("gone");
    }
}
