package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.pulumi.planetscale.provider.lifecycle.Context;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an interrupted run has made belongs to its own resource, and to nothing else; for one resource of each
/// kind.
class RecoveryTest {
    private static final Property<String> NAME = Property.text("name", "Name of an object.");

    /// What is adopted by its kind's own rules.
    private static final Set<String> OTHER_RULES =
            Set.of("DefaultRole", "VSchema", "ServiceTokenAccess", "OrganizationMember");

    /// Those that a request of their own makes, and that no other rule adopts.
    static Stream<Arguments> resources() {
        return ContractTest.resources()
                .filter(arguments -> isMadeByItsName(
                        (Declared) Objects.requireNonNull(arguments.get()[1])));
    }

    private static boolean isMadeByItsName(Declared declared) {
        return !OTHER_RULES.contains(declared.kind())
                && !declared.properties().path("required").asBoolean()
                // What comes with its owner is called so in the examples: a branch, and a keyspace.
                && !declared.label().equals("main");
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

    /// A name is generated anew by each run, since the first one was not recorded.
    @ParameterizedTest
    @ValueSource(strings = {"Database", "Branch"})
    void objectWhoseNameIsMadeUpIsTakenOverAndRenamed(String kind) throws Exception {
        try (World world = World.quick()) {
            var _ = world.create(ExampleProgram.named("password").resources().getFirst());
            world.end();
            PropertyMap first = named(world, kind, "first seed");
            PropertyMap second = named(world, kind, "second seed");
            FakeOperation operation = world.operation().on("auto").called("auto");
            var made = (Outcome.Ready) world.lifecycle(kind).create(operation, first);
            world.newProcess();
            FakeOperation next = world.operation().on("auto").called("auto");

            var taken = (Outcome.Ready) world.lifecycle(kind).create(next, second);

            assertThat(first.get(NAME)).isNotEqualTo(second.get(NAME));
            assertThat(taken.state().get(Owners.PUBLIC_ID))
                    .isEqualTo(made.state().get(Owners.PUBLIC_ID));
            assertThat(taken.state().get(NAME)).isEqualTo(second.get(NAME));
            assertThat(next.said()).anyMatch(finding -> finding.text().contains("was adopted"));
            var listed = (Resource.Listed) world.catalog().resource(kind).orElseThrow();
            try (Stream<PropertyMap> objects = listed.list(world.operation(), second)) {
                assertThat(objects.map(object -> object.get(NAME)))
                        .contains(second.get(NAME))
                        .doesNotContain(first.get(NAME));
            }
            assertThat(world.lifecycle(kind).plan(next, "auto", second, taken.state(), second, List.of()))
                    .isInstanceOf(Plan.Keep.class);
        }
    }

    private static PropertyMap named(World world, String kind, String seed) {
        PropertyMap given = kind.equals("Database")
                ? PropertyMap.EMPTY.with("clusterSize", new Value.Text("PS_10"))
                : PropertyMap.EMPTY.with("database", new Value.Text("shop"));
        return world.lifecycle(kind)
                .check(PropertyMap.EMPTY, given, new Context("auto", seed, Optional.empty(), world.settings()))
                .inputs();
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
