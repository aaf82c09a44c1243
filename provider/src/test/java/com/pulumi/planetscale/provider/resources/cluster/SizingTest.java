package com.pulumi.planetscale.provider.resources.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Changes of a branch that meet those of others. Whether a refusal says so in words must not matter.
class SizingTest {
    private record Branch(
            @Nullable String clusterName,
            @Nullable String vtgateName,
            @Nullable Long replicas) {}

    private static final Duration LONG = Duration.ofMinutes(2);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void resizeWaitsForThatOfSomebodyElse(boolean terse) throws Exception {
        try (World world = world(terse)) {
            ApiPath main = database(world, Map.of("name", "shop", "cluster_size", "PS_10"));
            world.emulator().admin().setDelay(Delay.KEYSPACE_RESIZE, LONG);
            var _ = world.api()
                    .send("PUT", main.then("/keyspaces/shop/resizes"), Map.of("cluster_size", "PS_20"), Map.class);
            FakeOperation operation = world.operation();

            new Sizing(world.api()).resizeVitess(operation, main, "PS_40");

            assertThat(world.api().get(main, Branch.class).clusterName()).isEqualTo("PS_40");
            assertThat(operation.statusLines()).anyMatch(line -> line.contains("finished another operation"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void resizeThatSomebodyElseHasAskedForIsNotAskedForAgain(boolean terse) throws Exception {
        try (World world = world(terse)) {
            ApiPath main = database(world, Map.of("name", "shop", "cluster_size", "PS_10"));
            world.emulator().admin().setDelay(Delay.KEYSPACE_RESIZE, LONG);
            var _ = world.api()
                    .send("PUT", main.then("/keyspaces/shop/resizes"), Map.of("cluster_size", "PS_20"), Map.class);

            new Sizing(world.api()).resizeVitess(world.operation(), main, "PS_20");

            assertThat(world.api().get(main, Branch.class).clusterName()).isEqualTo("PS_20");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void vtgatesWaitForTheirOtherResize(boolean terse) throws Exception {
        try (World world = world(terse)) {
            ApiPath main = database(world, Map.of("name", "shop", "cluster_size", "PS_10"));
            world.emulator().admin().setDelay(Delay.VTGATE_RESIZE, LONG);
            var _ = world.api().send("PUT", main.then("/resizes"), Map.of("vtgate_size", "VTG_10"), Map.class);

            new Sizing(world.api()).changeVtgates(world.operation(), main, Map.of("vtgate_size", "VTG_20"));

            assertThat(world.api().get(main, Branch.class).vtgateName()).isEqualTo("VTG_20");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void postgresClusterWaitsForItsOtherChange(boolean terse) throws Exception {
        try (World world = world(terse)) {
            ApiPath main = database(
                    world,
                    Map.of("name", "shop", "kind", "postgresql", "cluster_size", "PS_10_AWS_ARM", "replicas", 2));
            world.emulator().admin().setDelay(Delay.CLUSTER_CHANGE, LONG);
            var _ = world.api().patch(main.then("/changes"), Map.of("replicas", 3), Map.class);
            // Until it starts, further changes go into it.
            world.time().pause(LONG.dividedBy(2));

            new Sizing(world.api()).changePostgres(world.operation(), main, Map.of("replicas", 4));

            assertThat(world.api().get(main, Branch.class).replicas()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsNeverAllowedIsRefusedAtOnce(boolean terse) throws Exception {
        try (World world = world(terse)) {
            ApiPath main = database(world, Map.of("name", "shop", "cluster_size", "PS_10"));
            FakeOperation operation = world.operation();

            assertThatThrownBy(() ->
                            new Sizing(world.api()).changeVtgates(operation, main, Map.of("vtgate_size", "VTG_1")))
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            refusal -> assertThat(refusal.kind()).isEqualTo(ApiException.Kind.INVALID));

            assertThat(operation.statusLines()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noWaitIsLongerThanTheOperationMayTake(boolean terse) throws Exception {
        try (World world = world(terse)) {
            ApiPath main = database(world, Map.of("name", "shop", "cluster_size", "PS_10"));
            world.emulator().admin().setDelay(Delay.VTGATE_RESIZE, Duration.ofDays(1));
            var _ = world.api().send("PUT", main.then("/resizes"), Map.of("vtgate_size", "VTG_10"), Map.class);

            assertThatThrownBy(() -> new Sizing(world.api())
                            .changeVtgates(world.operation().within(LONG), main, Map.of("vtgate_size", "VTG_20")))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("422");
        }
    }

    private static World world(boolean terse) {
        return World.quick(options -> options.terse(terse));
    }

    private static ApiPath database(World world, Map<String, ?> body) throws Exception {
        ApiPath databases = Owners.organizationPath(world.settings()).then("/databases");
        var _ = world.api().post(databases, body, Map.class);
        return databases.then("/shop/branches/main");
    }
}
