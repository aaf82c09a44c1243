package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.database.Databases;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Objects whose names can be changed cannot take each other's.
class SwappedNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"Database", "Branch"})
    void siblingsThatExchangeTheirNamesNeedAThirdOne(String kind) throws Exception {
        try (World world = worldFor(kind)) {
            PropertyMap one = make(world, kind, "one");
            PropertyMap other = make(world, kind, "other");
            Lifecycle lifecycle = world.lifecycle(kind);

            Plan first = rename(world, lifecycle, one, "other");
            Plan second = rename(world, lifecycle, other, "one");

            assertThat(first).isInstanceOf(Plan.Update.class);
            assertThat(second)
                    .isInstanceOfSatisfying(
                            Plan.Refuse.class,
                            refuse -> assertThat(refuse.refusals().getFirst().text())
                                    .contains("other` and", "one` swap names", "a third name"));
        }
    }

    /// An engine that skips the preview changes resources side by side, so PlanetScale may be the first to refuse.
    @ParameterizedTest
    @ValueSource(strings = {"Database", "Branch"})
    void nameThatIsTakenIsRefusedWithWhatHasIt(String kind) throws Exception {
        try (World world = worldFor(kind)) {
            PropertyMap one = make(world, kind, "one");
            var _ = make(world, kind, "other");

            assertThatThrownBy(() -> world.lifecycle(kind)
                            .update(
                                    world.operation(),
                                    "acme/one",
                                    inputs(world, kind, "one"),
                                    one,
                                    inputs(world, kind, "other")))
                    .hasMessageContaining("one` was not renamed")
                    .hasMessageContaining("other` already exists")
                    .hasMessageContaining("a third name in between");
        }
    }

    /// A world with what owns such objects.
    private static World worldFor(String kind) throws Exception {
        World world = World.quick();
        if (kind.equals("Branch")) {
            var _ = make(world, "Database", "shop");
        }
        return world;
    }

    private static PropertyMap make(World world, String kind, String name) throws Exception {
        return ((Outcome.Ready) world.lifecycle(kind).create(world.operation(), inputs(world, kind, name))).state();
    }

    private static PropertyMap inputs(World world, String kind, String name) {
        PropertyMap named = world.settings().with("name", new Value.Text(name));
        return kind.equals("Database")
                ? named.with("clusterSize", new Value.Text("PS_10"))
                : named.with("database", new Value.Text("shop"));
    }

    private static Plan rename(World world, Lifecycle lifecycle, PropertyMap state, String name) throws Exception {
        String kind = lifecycle.schema().name();
        String before = state.get(Databases.NAME);
        return lifecycle.plan(
                world.operation(), before, inputs(world, kind, before), state, inputs(world, kind, name), List.of());
    }
}
