package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// How many calls operations make, where everything is done at once. All that work with an organization share what
/// PlanetScale answers in a minute, so a call more is a change that users notice.
class CallsTest {
    private final Map<String, Integer> calls = new LinkedHashMap<>();

    @Test
    void operationsMakeNoMoreCallsThanTheyNeed() throws Exception {
        ExampleProgram program = ExampleProgram.named("quickstart-yaml");
        try (World world = World.quick()) {
            for (Declared declared : program.resources()) {
                life(world, declared);
            }
        }

        assertThat(calls)
                .containsExactly(
                        entry("preview the new Database", 4),
                        entry("create Database", 4),
                        entry("preview the unchanged Database", 0),
                        entry("refresh Database", 2),
                        entry("import Database", 2),
                        entry("preview the new Branch", 3),
                        entry("create Branch", 4),
                        entry("preview the unchanged Branch", 0),
                        entry("refresh Branch", 1),
                        entry("import Branch", 3),
                        entry("preview the new Password", 0),
                        entry("create Password", 4),
                        entry("preview the unchanged Password", 0),
                        entry("refresh Password", 1),
                        entry("import Password", 3));
    }

    @Test
    void previewAsksOncePerDatabaseHoweverManyObjectsItHas() throws Exception {
        try (World world = World.quick()) {
            ExampleProgram program = ExampleProgram.named("quickstart-yaml");
            for (Declared declared : program.resources()) {
                var _ = world.create(declared);
            }
            world.newProcess();
            World.Journal journal = world.journal();

            for (int i = 0; i < 5; i++) {
                for (Declared declared : program.resources()) {
                    if (!declared.kind().equals("Database")) {
                        var _ = world.lifecycle(declared.kind())
                                .previewCreate(
                                        world.operation(),
                                        world.checked(declared).with("name", new Value.Text("another-" + i)));
                    }
                }
            }

            assertThat(journal.calls())
                    .as("the database, its branches, what it allows, what its sizes cost, and what the token may do")
                    .hasSize(5);
        }
    }

    private void life(World world, Declared declared) throws Exception {
        String kind = declared.kind();
        Lifecycle lifecycle = world.lifecycle(kind);
        PropertyMap inputs = world.checked(declared);
        count(world, "preview the new " + kind, () -> lifecycle.previewCreate(world.operation(), inputs));
        Outcome.Ready made = count(world, "create " + kind, () -> world.create(declared));
        PropertyMap state = made.state();
        count(
                world,
                "preview the unchanged " + kind,
                () -> lifecycle.plan(world.operation(), declared.label(), inputs, state, inputs, List.of()));
        count(world, "refresh " + kind, () -> lifecycle.refresh(world.operation(), made.id(), inputs, state));
        count(world, "import " + kind, () -> lifecycle.find(world.operation(), made.id(), world.settings()));
    }

    private <T> T count(World world, String operation, Callable<T> work) throws Exception {
        World.Journal journal = world.journal();
        T result = work.call();
        calls.put(operation, journal.calls().size());
        return result;
    }
}
