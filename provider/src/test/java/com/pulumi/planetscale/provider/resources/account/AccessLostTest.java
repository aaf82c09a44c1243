package com.pulumi.planetscale.provider.resources.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.emulator.admin.Tokens.Credentials;
import com.pulumi.planetscale.provider.faults.Ledger;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.ContractTest;
import com.pulumi.planetscale.provider.resources.ExampleProgram;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import com.pulumi.planetscale.provider.resources.World;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A service token that loses its accesses in the middle of a run, after each number of calls: what it does not see any
/// more is neither dropped nor taken for deleted.
class AccessLostTest {
    private static final Accesses LEFT = Accesses.onOrganization("read_organization");

    /// One of each kind.
    private static Stream<Arguments> resources() {
        var kinds = new LinkedHashMap<String, Arguments>();
        ContractTest.resources()
                .forEach(arguments -> kinds.putIfAbsent(
                        ((Declared) Objects.requireNonNull(arguments.get()[1])).kind(), arguments));
        return kinds.values().stream();
    }

    @ParameterizedTest
    @MethodSource("resources")
    void objectIsRecordedUntilItIsDeleted(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            PropertyMap inputs = world.checked(declared);
            Outcome.Ready made = world.create(declared);
            Credentials token = world.emulator().admin().tokens().make("fading", Accesses.everything());
            JsonNode before = world.emulator().admin().exportState();
            Optional<Set<String>> all = deleted(world, token, before, () -> delete(world, declared, inputs, made));
            var left = new AtomicInteger(-1);
            world.emulator().wireMock().addMockServiceRequestListener((_, _) -> {
                if (left.getAndDecrement() == 0) {
                    world.emulator().admin().tokens().setAccesses(token.id(), LEFT);
                }
            });

            for (int calls = 0; calls == 0 || left.get() < 0; calls++) {
                begin(world, token, before);
                left.set(calls);
                assertThat(isThere(world, declared, inputs, made))
                        .as("after %s calls", calls)
                        .isTrue();
                int after = calls;
                left.set(-1);
                Optional<Set<String>> gone = deleted(world, token, before, () -> {
                    left.set(after);
                    return delete(world, declared, inputs, made);
                });
                assertThat(gone).as("after %s calls", calls).isIn(all, Optional.empty());
            }
        }
    }

    /// An attempt to delete.
    @FunctionalInterface
    private interface Attempt {
        /// Whether the engine forgets the object.
        boolean make() throws Exception;
    }

    /// What PlanetScale does not have any more; empty if the engine keeps its record.
    private static Optional<Set<String>> deleted(World world, Credentials token, JsonNode before, Attempt attempt)
            throws Exception {
        begin(world, token, before);
        boolean forgotten = attempt.make();
        var gone = new HashSet<>(Ledger.of(before).ids());
        gone.removeAll(Ledger.of(world.emulator().admin().exportState()).ids());
        return forgotten ? Optional.of(gone) : Optional.empty();
    }

    private static void begin(World world, Credentials token, JsonNode before) {
        world.emulator().admin().importState(before);
        world.emulator().admin().tokens().setAccesses(token.id(), Accesses.everything());
        world.use(token);
    }

    private static boolean isThere(World world, Declared declared, PropertyMap inputs, Outcome.Ready made)
            throws InterruptedException {
        try {
            return world.lifecycle(declared.kind())
                    .refresh(world.operation(), made.id(), inputs, made.state())
                    .isPresent();
        } catch (IOException _) {
            return true;
        }
    }

    private static boolean delete(World world, Declared declared, PropertyMap inputs, Outcome.Ready made)
            throws InterruptedException {
        Lifecycle lifecycle = world.lifecycle(declared.kind());
        try {
            lifecycle.delete(world.operation(), lifecycle.known(inputs, made.state()));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
