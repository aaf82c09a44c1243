package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Finding.Severity;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// One object belongs to one resource of a program: no second resource gets it, and no older record of it deletes it.
class OneResourceTest {
    static Stream<Arguments> resources() {
        return ContractTest.resources();
    }

    /// Those of which there can be one only: named ones, `main`, the required backup schedule, the default role.
    static Stream<Arguments> claimed() throws Exception {
        try (World world = World.quick()) {
            return ContractTest.resources()
                    .filter(arguments -> {
                        Declared declared = declared(arguments);
                        return world.catalog().resource(declared.kind()).orElseThrow() instanceof Resource.Unique
                                && (!declared.kind().equals("BackupSchedule")
                                        || declared.properties()
                                                .path("required")
                                                .asBoolean());
                    })
                    .toList()
                    .stream();
        }
    }

    private static Declared declared(Arguments arguments) {
        return (Declared) Objects.requireNonNull(arguments.get()[1]);
    }

    @Test
    void everyKindOfWhichThereCanBeOneOnlyIsTried() throws Exception {
        assertThat(claimed().map(arguments -> declared(arguments).kind()))
                .contains("Database", "Branch", "Webhook", "BackupSchedule", "DefaultRole");
        assertThat(claimed())
                .anyMatch(arguments ->
                        declared(arguments).properties().path("name").asText().equals("main"));
    }

    @ParameterizedTest
    @MethodSource("claimed")
    void secondResourceForOneObjectIsRefused(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            PropertyMap inputs = world.checked(declared);
            Lifecycle lifecycle = world.lifecycle(declared.kind());

            assertThat(refusals(lifecycle.previewCreate(operation(world, "first"), inputs)))
                    .isEmpty();
            assertThat(refusals(lifecycle.previewCreate(operation(world, "second"), inputs)))
                    .anyMatch(text -> text.contains("belongs to the resource `first` of this program already"));

            world.newProcess();
            Lifecycle up = world.lifecycle(declared.kind());
            Outcome.Ready made = (Outcome.Ready) up.create(operation(world, "first"), inputs);
            Set<String> before = ids(world, declared);
            assertThatThrownBy(() -> up.create(operation(world, "second"), inputs))
                    .isInstanceOf(OperationException.class)
                    .hasMessageContaining("belongs to the resource `first` of this program already");
            assertThat(ids(world, declared)).isEqualTo(before);

            world.end();
            Lifecycle later = world.lifecycle(declared.kind());
            var _ = later.plan(operation(world, "first"), "first", inputs, made.state(), inputs, List.of());
            assertThat(refusals(later.previewCreate(operation(world, "second"), inputs)))
                    .anyMatch(text -> text.contains("belongs to the resource `first` of this program already"));
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void importedObjectOutlivesARecordThatANewOneGoesOnWith(ExampleProgram program, Declared declared)
            throws Exception {
        for (String resource : List.of("first", "renamed")) {
            try (World world = World.quick()) {
                world.createBefore(program, declared);
                Outcome.Ready made = world.create(declared);
                PropertyMap inputs = world.checked(declared);
                world.end();
                Lifecycle.Found imported = world.lifecycle(declared.kind())
                        .find(operation(world, "first"), made.id(), world.settings())
                        .orElseThrow();
                world.newProcess();
                Lifecycle lifecycle = world.lifecycle(declared.kind());
                if (resource.equals("first")) {
                    var _ = lifecycle.plan(
                            operation(world, "first"), "first", imported.inputs(), imported.state(), inputs, List.of());
                }

                Optional<String> next =
                        created(lifecycle, operation(world, resource), inputs).map(state -> id(world, declared, state));
                if (next.isPresent()) {
                    lifecycle.delete(operation(world, "first"), lifecycle.known(imported.inputs(), imported.state()));
                }

                assertThat(ids(world, declared)).as(resource).contains(next.orElse(id(world, declared, made.state())));
            }
        }
    }

    /// The state of what a creation has brought; empty if it is refused.
    private static Optional<PropertyMap> created(Lifecycle lifecycle, FakeOperation operation, PropertyMap inputs)
            throws Exception {
        try {
            Outcome.Ready made = (Outcome.Ready) lifecycle.create(operation, inputs);
            return Optional.of(made.state());
        } catch (OperationException refusal) {
            assertThat(refusal).hasMessageContainingAll("already exists", "pulumi import", "`aliases`");
            return Optional.empty();
        }
    }

    private static FakeOperation operation(World world, String resource) {
        return world.operation().on(resource).called(resource);
    }

    private static List<String> refusals(Lifecycle.Preview preview) {
        return preview.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Finding::text)
                .toList();
    }

    private static Set<String> ids(World world, Declared declared) throws Exception {
        var listed = (Resource.Listed) world.catalog().resource(declared.kind()).orElseThrow();
        PropertyMap owner = world.checked(declared);
        try (Stream<PropertyMap> objects = listed.list(world.operation(), owner)) {
            return objects.map(object -> id(world, declared, owner.with(object)))
                    .collect(Collectors.toSet());
        }
    }

    /// The public id; the path of what has none, since it belongs to its owner as a VSchema does to its keyspace.
    private static String id(World world, Declared declared, PropertyMap object) {
        return object.find(Owners.PUBLIC_ID)
                .or(() -> world.lifecycle(declared.kind()).schema().path(object))
                .orElseThrow();
    }
}
