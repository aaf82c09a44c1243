package com.pulumi.planetscale.provider.resources.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource({
        "mysql, false, 20",
        "mysql, true, 20",
        "postgresql, false, 3",
        "postgresql, true, 3",
        "vtgates, false, 20",
        "vtgates, true, 20"
    })
    void changeThatIsQueuedForLongIsAWarningWithItsWindow(String kind, boolean terse, int to) throws Exception {
        try (World world = world(terse)) {
            ApiPath main = withSchedule(world, kind);
            FakeOperation operation = world.operation();

            change(world, operation, main, kind, to);

            assertThat(operation.said())
                    .singleElement()
                    .satisfies(warning -> assertThat(warning.toString())
                            .contains("is queued until " + nextWindow(world) + ", when the next maintenance window")
                            .contains("does not wait for it")
                            .contains("switch the maintenance schedule off"));
            // The next run, which a refresh has told that nothing has changed yet, does not ask for it again.
            FakeOperation next = world.operation();
            change(world, next, main, kind, to);
            assertThat(next.now()).isEqualTo(operation.now());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "postgresql", "vtgates"})
    void changeWhoseWindowBeginsInTimeIsWaitedFor(String kind) throws Exception {
        try (World world = world(false)) {
            ApiPath main = withSchedule(world, kind);
            world.time()
                    .pause(Duration.between(world.time().now(), nextWindow(world))
                            .minusMinutes(5));
            FakeOperation operation = world.operation();

            change(world, operation, main, kind, kind.equals("postgresql") ? 3 : 20);

            assertThat(operation.said()).isEmpty();
            assertThat(operation.statusLines()).anyMatch(line -> line.contains("queued, until "));
            assertThat(world.api().get(main, Map.class).values().toString()).containsAnyOf("PS_20", "VTG_20", "3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "vtgates"})
    void changeBehindAnotherQueuedOneIsRefusedAtOnce(String kind) throws Exception {
        try (World world = world(true)) {
            ApiPath main = withSchedule(world, kind);
            change(world, world.operation(), main, kind, 20);
            FakeOperation operation = world.operation();

            assertThatThrownBy(() -> change(world, operation, main, kind, 40))
                    .isInstanceOf(OperationException.class)
                    .hasMessageContaining("another change of the branch is queued until " + nextWindow(world))
                    .hasMessageContaining("Cancel that one");
        }
    }

    private static void change(World world, FakeOperation operation, ApiPath main, String kind, int to)
            throws Exception {
        var sizing = new Sizing(world.api());
        switch (kind) {
            case "mysql" -> sizing.resizeVitess(operation, main, "PS_" + to);
            case "vtgates" -> sizing.changeVtgates(operation, main, Map.of("vtgate_size", "VTG_" + to));
            default -> sizing.changePostgres(operation, main, Map.of("replicas", to));
        }
    }

    /// A database whose clusters change once a month.
    private static ApiPath withSchedule(World world, String kind) throws Exception {
        ApiPath main = database(
                world,
                kind.equals("postgresql")
                        ? Map.of("name", "shop", "kind", "postgresql", "cluster_size", "PS_10_AWS_ARM", "replicas", 2)
                        : Map.of("name", "shop", "cluster_size", "PS_10"));
        var _ = world.emulator()
                .admin()
                .add(
                        "maintenance_schedules",
                        "/organizations/acme/databases/shop",
                        JsonMapper.builder()
                                .build()
                                .valueToTree(Map.of(
                                        "name",
                                        "monthly",
                                        "schedule",
                                        Map.of("every", 1, "unit", "month", "time", "02:00", "day", 1, "week", 1))));
        return main;
    }

    private static Instant nextWindow(World world) throws Exception {
        return Instant.parse(world.api()
                .get(
                        Owners.organizationPath(world.settings()).then("/databases/shop/maintenance-schedules"),
                        JsonNode.class)
                .path("data")
                .path(0)
                .path("next_window_datetime")
                .asText());
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
