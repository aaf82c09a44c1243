package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Change;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a program sets and someone else has cleared: a refresh shows it, and the next run sets it again. An answer says
/// null then, which is not the same as an answer that lacks the field. Generated from each kind and its inputs that a
/// program can remove in place.
class ClearedElsewhereTest {
    /// PlanetScale never returns a header, and rules that a budget does not list any more stay in it.
    private static final Set<String> NOT_CLEARED = Set.of("authorizationHeader", "rules");

    /// What no example sets, by kind.
    private static final Map<String, PropertyMap> MORE = Map.of(
            "TrafficBudget",
            PropertyMap.EMPTY
                    .with("capacity", new Value.Int(80))
                    .with("rate", new Value.Int(20))
                    .with("burst", new Value.Int(40))
                    .with("concurrency", new Value.Int(30))
                    .with("warningThreshold", new Value.Int(70)),
            "IpRestriction",
            PropertyMap.EMPTY
                    .with("schema", new Value.Text("public"))
                    .with("role", new Value.Text("app"))
                    .with("description", new Value.Text("Office")),
            "Team",
            PropertyMap.EMPTY.with("description", new Value.Text("Operators")),
            "Keyspace",
            PropertyMap.EMPTY
                    .with("maxRollout", new Value.Int(3))
                    .with("replicationDurability", new Value.Text("lag")));

    static Stream<Arguments> kinds() {
        Set<String> seen = new TreeSet<>();
        return ContractTest.resources()
                .filter(resource -> resource.get()[1] instanceof Declared declared && seen.add(declared.kind()));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("kinds")
    void refreshSeesItAndTheNextRunSetsItAgain(ExampleProgram program, Declared declared) throws Exception {
        try (World world = World.quick()) {
            world.createBefore(program, declared);
            Lifecycle lifecycle = world.lifecycle(declared.kind());
            PropertyMap inputs = world.checked(declared).with(MORE.getOrDefault(declared.kind(), PropertyMap.EMPTY));
            Outcome.Ready made = (Outcome.Ready) lifecycle.create(world.operation(), inputs);

            for (Property<?> property : lifecycle.schema().inputs()) {
                if (isRemovable(property, inputs, made.state())) {
                    clear(world, declared.kind(), made, inputs, property);
                    world.newProcess();
                    Lifecycle.Found found = world.lifecycle(declared.kind())
                            .refresh(world.operation(), made.id(), inputs, made.state())
                            .orElseThrow();
                    assertThat(isSame(property, found.state(), inputs))
                            .as("%s in the state after the refresh: %s", property.name(), found.state())
                            .isFalse();
                    assertThat(changes(world, declared.kind(), found, inputs)).contains(property.name());
                    var _ = world.lifecycle(declared.kind())
                            .update(world.operation(), made.id(), found.inputs(), found.state(), inputs);
                }
            }
        }
    }

    private static <T> boolean isRemovable(Property<T> property, PropertyMap inputs, PropertyMap state) {
        if (!inputs.has(property)
                || property.role() != Property.Role.OPTIONAL
                || property.isLocal()
                || NOT_CLEARED.contains(property.name())) {
            return false;
        }
        Value to = property.fallback().orElse(Value.absent());
        Value now = inputs.value(property);
        boolean differs = !to.present() || !property.same(now, to);
        return differs && property.meaning(now, to, state) instanceof OnChange.Update<T>;
    }

    /// As another program would that has the same object and omits the input.
    private static void clear(World world, String kind, Outcome.Ready made, PropertyMap inputs, Property<?> property)
            throws Exception {
        world.newProcess();
        var _ = world.lifecycle(kind)
                .update(world.operation(), made.id(), inputs, made.state(), inputs.without(property.name()));
    }

    private static boolean isSame(Property<?> property, PropertyMap state, PropertyMap inputs) {
        return state.has(property) && property.same(state.value(property), inputs.value(property));
    }

    private static List<String> changes(World world, String kind, Lifecycle.Found found, PropertyMap inputs)
            throws Exception {
        Plan plan =
                world.lifecycle(kind).plan(world.operation(), "it", found.inputs(), found.state(), inputs, List.of());
        assertThat(plan).isInstanceOf(Plan.Update.class);
        return ((Plan.Update) plan)
                .changes().stream()
                        .map(Change::path)
                        .map(path -> path.property())
                        .toList();
    }
}
