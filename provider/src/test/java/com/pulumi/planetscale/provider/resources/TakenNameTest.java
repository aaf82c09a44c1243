package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Finding.Severity;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A name that another object has: the refusal says which one that is, for each kind whose names are unique.
class TakenNameTest {
    private static final String OTHER = "other";

    /// One resource of each kind that is known by its name.
    private static Stream<Arguments> named() {
        try (World world = World.quick()) {
            return ExampleProgram.all().stream()
                    .filter(program -> !program.name().startsWith("quickstart"))
                    .flatMap(program -> program.resources().stream()
                            .filter(declared -> program.name().replace("-", "").equalsIgnoreCase(declared.kind())
                                    && isKnownByItsName(world, declared))
                            .map(declared -> arguments(program, declared)))
                    .toList()
                    .stream();
        }
    }

    private static boolean isKnownByItsName(World world, Declared declared) {
        return declared.properties().has("name")
                && world.catalog().resource(declared.kind()).orElseThrow() instanceof Resource.Unique
                && world.schema(declared.kind()).identity().stream()
                        .anyMatch(part -> part.name().equals("name"));
    }

    @Test
    void everyKindThatIsKnownByItsNameIsTried() {
        assertThat(named().map(arguments ->
                        ((Declared) Objects.requireNonNull(arguments.get()[1])).kind()))
                .contains("Database", "Branch", "Keyspace", "Bouncer", "DedicatedReadReplica");
    }

    @ParameterizedTest
    @MethodSource("named")
    void previewSaysWhichObjectHasTheName(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            PropertyMap inputs = world.checked(declared);
            PropertyMap state = world.create(declared).state();
            String taker = world.create(other(declared)).id();
            world.newProcess();
            Lifecycle lifecycle = world.lifecycle(declared.kind());
            FakeOperation operation = world.operation().on("one");
            PropertyMap renamed = inputs.with("name", new Value.Text(OTHER));

            Plan plan = lifecycle.plan(operation, "one", inputs, state, renamed, List.of());
            List<Finding> findings = switch (plan) {
                case Plan.Keep _ -> List.of();
                case Plan.Update _ ->
                    lifecycle
                            .previewUpdate(operation, "one", inputs, state, renamed, List.of())
                            .findings();
                case Plan.Replace _ ->
                    lifecycle.previewCreate(operation, renamed).findings();
                case Plan.Refuse(var refusals) -> refusals;
            };

            assertThat(findings)
                    .anyMatch(finding -> finding.severity() == Severity.ERROR
                            && finding.text().contains(declared.kind() + " `" + taker + "` already exists"));
        }
    }

    /// As with `--skip-preview`.
    @ParameterizedTest
    @MethodSource("named")
    void runWithoutPreviewSaysItToo(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            PropertyMap inputs = world.checked(declared);
            Outcome.Ready made = world.create(declared);
            String taker = world.create(other(declared)).id();
            world.newProcess();
            Lifecycle lifecycle = world.lifecycle(declared.kind());
            PropertyMap renamed = inputs.with("name", new Value.Text(OTHER));
            boolean renames = lifecycle.plan(world.operation(), "one", inputs, made.state(), renamed, List.of())
                    instanceof Plan.Update;
            world.newProcess();

            assertThatThrownBy(() -> {
                        Lifecycle up = world.lifecycle(declared.kind());
                        var _ = renames
                                ? up.update(world.operation(), made.id(), inputs, made.state(), renamed)
                                : up.create(world.operation().on("one"), renamed);
                    })
                    .hasMessageContaining(declared.kind() + " `" + taker + "` already exists");
        }
    }

    private static Declared other(Declared declared) {
        ObjectNode properties = declared.properties().deepCopy();
        properties.put("name", OTHER);
        return new Declared(OTHER, declared.kind(), properties);
    }
}
