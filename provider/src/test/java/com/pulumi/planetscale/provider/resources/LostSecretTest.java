package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding.Severity;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A secret that someone has removed from the state: refresh and preview say so, and nothing is made anew without being
/// asked for.
class LostSecretTest {
    private static final String SAID = "the state does not have this secret";

    private static Stream<Arguments> credentials() {
        try (World world = World.quick()) {
            return ContractTest.resources()
                    .filter(arguments -> secret(world, declared(arguments)).isPresent())
                    .toList()
                    .stream();
        }
    }

    private static Declared declared(Arguments arguments) {
        return (Declared) Objects.requireNonNull(arguments.get()[1]);
    }

    /// The secret that PlanetScale returns only once.
    private static Optional<Property<?>> secret(World world, Declared declared) {
        return world.schema(declared.kind()).properties().stream()
                .<Property<?>>map(property -> property)
                .filter(property -> property.isOnce() && property.isSecret() && property.type() instanceof Type.Text)
                .findFirst();
    }

    @Test
    void everyKindWithSuchASecretIsTried() {
        assertThat(credentials().map(arguments -> declared(arguments).kind()))
                .contains("Password", "Role", "DefaultRole", "ServiceToken");
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void refreshAndPreviewSayThatItIsLost(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            PropertyMap inputs = world.checked(declared);
            Outcome.Ready made = world.create(declared);
            Property<?> secret = secret(world, declared).orElseThrow();
            assertThat(made.state().has(secret)).isTrue();

            for (PropertyMap edited : List.of(
                    made.state().without(secret.name()),
                    made.state().with(secret.name(), Value.absent()),
                    made.state().with(secret.name(), new Value.Secret(new Value.Text(""))))) {
                world.newProcess();
                Lifecycle lifecycle = world.lifecycle(declared.kind());
                FakeOperation refresh = world.operation();
                Lifecycle.Found found =
                        lifecycle.refresh(refresh, made.id(), inputs, edited).orElseThrow();
                assertSaid(refresh, secret);

                FakeOperation preview = world.operation();
                assertThat(lifecycle.plan(preview, declared.label(), inputs, found.state(), inputs, List.of()))
                        .isInstanceOf(Plan.Keep.class);
                assertSaid(preview, secret);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void nothingIsSaidOfARecordThatHasItOrNeverHad(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            PropertyMap inputs = world.checked(declared);
            Outcome.Ready made = world.create(declared);
            Lifecycle lifecycle = world.lifecycle(declared.kind());
            FakeOperation operation = world.operation();

            assertThat(lifecycle.refresh(operation, made.id(), inputs, made.state()))
                    .isPresent();
            var _ = lifecycle.plan(operation, declared.label(), inputs, made.state(), inputs, List.of());
            Lifecycle.Found imported =
                    lifecycle.find(operation, made.id(), world.settings()).orElseThrow();
            var _ = lifecycle.refresh(operation, made.id(), imported.inputs(), imported.state());

            assertThat(operation.said()).noneMatch(finding -> finding.text().contains(SAID));
        }
    }

    private static void assertSaid(FakeOperation operation, Property<?> secret) {
        assertThat(operation.said())
                .filteredOn(finding -> finding.text().contains(SAID))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.path().property()).isEqualTo(secret.name());
                    assertThat(finding.text()).contains("`rotationTriggers`", "pulumi up --replace");
                });
    }
}
