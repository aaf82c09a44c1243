package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What an interrupted run has made belongs to its own resource, and to nothing else; for one resource of each
/// kind.
class RecoveryTest {
    /// What is adopted by its kind's own rules.
    private static final Set<String> OTHER_RULES = Set.of("DefaultRole");

    static Stream<Arguments> resources() {
        return ContractTest.resources()
                .filter(arguments -> isMadeByItsName(
                        (Declared) Objects.requireNonNull(arguments.get()[1])));
    }

    private static boolean isMadeByItsName(Declared declared) {
        return !OTHER_RULES.contains(declared.kind())
                && !declared.properties().path("required").asBoolean()
                && !declared.properties().path("name").asText().equals("main");
    }

    @ParameterizedTest
    @MethodSource("resources")
    void objectOfAKilledRunIsTheResourcesOwn(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            int before = ids(world, declared).size();
            Outcome.Ready first = world.create(declared);
            world.newProcess();
            world.time().pause(Duration.ofHours(2));
            FakeOperation operation = world.operation();

            Outcome.Ready second = world.create(operation, declared);

            assertThat(ids(world, declared))
                    .hasSize(before + 1)
                    .contains(second.state().get(Owners.PUBLIC_ID));
            assertThat(operation.said())
                    .anyMatch(finding -> finding.text().contains("an interrupted run")
                            && finding.text().contains(pathPart(first)));
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void objectOfAnotherStackIsNeitherTakenOverNorDeleted(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            Outcome.Ready first = world.create(declared);
            PropertyMap inputs = world.checked(declared);
            world.newProcess();
            Lifecycle lifecycle = world.lifecycle(declared.kind());
            FakeOperation other = world.operation().on("other stack::" + declared.label());
            boolean unique = world.catalog().resource(declared.kind()).orElseThrow() instanceof Resource.Unique kind
                    && kind.claim(inputs).isPresent();

            Lifecycle.Preview preview = lifecycle.previewCreate(other, inputs);
            Throwable refusal = catchThrowable(() -> lifecycle.create(other, inputs));

            assertThat(ids(world, declared)).contains(first.state().get(Owners.PUBLIC_ID));
            if (unique) {
                assertThat(refusal)
                        .isInstanceOf(OperationException.class)
                        .hasMessageContainingAll("already exists", "pulumi import", "`aliases`");
                assertThat(preview.findings())
                        .anyMatch(finding -> finding.text().contains("already exists"));
            } else {
                assertThat(refusal).isNull();
                assertThat(other.said())
                        .noneMatch(
                                finding -> finding.text().contains(first.state().get(Owners.PUBLIC_ID)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void noteGoesWithTheRegularEndOfTheRun(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            var _ = world.create(declared);
            assertThat(world.notes()).isNotEmpty();

            world.end();

            assertThat(world.notes()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void noteGoesWhenTheObjectIsSeenRecorded(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            Outcome.Ready made;
            world.createBefore(program, declared);
            world.end();
            made = world.create(declared);
            PropertyMap inputs = world.checked(declared);
            world.newProcess();

            var _ = world.lifecycle(declared.kind())
                    .plan(world.operation(), declared.label(), inputs, made.state(), inputs, List.of());

            assertThat(world.notes()).isEmpty();
        }
    }

    private static String pathPart(Outcome.Ready made) {
        return made.id().substring(made.id().lastIndexOf('/') + 1);
    }

    private static Set<String> ids(World world, Declared declared) throws Exception {
        var listed = (Resource.Listed) world.catalog().resource(declared.kind()).orElseThrow();
        try (Stream<PropertyMap> objects = listed.list(world.operation(), world.checked(declared))) {
            return objects.map(object -> object.get(Owners.PUBLIC_ID)).collect(Collectors.toSet());
        }
    }
}
