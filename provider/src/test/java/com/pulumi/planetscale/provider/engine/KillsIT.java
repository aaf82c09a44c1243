package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.faults.Fault;
import com.pulumi.planetscale.provider.faults.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Plugin, engine or both are killed at chance calls of a run that makes or deletes one object of each kind. The next
/// run goes on: there is one of each, its recorded secret works, and what was left over is named.
///
/// Each round has a seed, which is its name. `-Dkills.rounds=100` soaks, and `-Dkills.seed=42` repeats a round.
class KillsIT {
    private static final int ROUNDS = Integer.getInteger("kills.rounds", 2);
    private static final long SEED = Long.getLong("kills.seed", 7);

    /// About as many calls as a run makes.
    private static final int CALLS = 24;

    private static final String ADMIN = """
        admin:
          type: planetscale:DefaultRole
          properties:
            database: ${ledger.name}
            branch: main
        """;
    private static final Map<String, String> SECRETS =
            Map.of("app", "plainText", "clerk", "password", "hook", "secret", "admin", "password");

    /// What is killed.
    private enum Victim {
        PLUGIN,
        ENGINE,
        BOTH;

        void end(Stack.Running up) {
            List<ProcessHandle> plugins = up.plugins();
            if (this != PLUGIN) {
                up.killEngine();
            }
            if (this != ENGINE) {
                plugins.forEach(ProcessHandle::destroyForcibly);
            }
        }
    }

    @TestFactory
    List<DynamicTest> runThatIsKilledIsGoneOnWith() {
        var rounds = new ArrayList<DynamicTest>();
        for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
            long now = seed;
            rounds.add(DynamicTest.dynamicTest("kills.seed=" + seed, () -> round(new Random(now))));
        }
        return rounds;
    }

    private static void round(Random random) {
        var wire = new Wire();
        Emulator.Options options = Emulator.Options.defaults().withoutDelays().extensions(wire);
        try (Stack stack = Stack.with(options)) {
            stack.program(OneOfEach.DATABASES);
            var _ = stack.up().succeeded();
            Set<String> before = objects(stack);
            boolean deletes = random.nextInt(3) == 0;
            stack.program(OneOfEach.PROGRAM + ADMIN);
            if (deletes) {
                var _ = stack.up().succeeded();
                stack.program(OneOfEach.DATABASES);
            }

            String said = killed(stack, wire, random) + stack.up().succeeded().output();

            if (deletes) {
                assertThat(objects(stack)).as(said).isEqualTo(before);
            } else {
                assertThat(leftOvers(stack, before)).as(said).allMatch(said::contains);
                assertThat(wrongSecrets(stack, wire)).as(said).isEmpty();
            }
            var _ = stack.up("--expect-no-changes").succeeded();
            var _ = stack.refresh("--expect-no-changes").succeeded();
        }
    }

    /// Runs the program, and kills someone at a chance call.
    ///
    /// @return what the run said
    private static String killed(Stack stack, Wire wire, Random random) {
        var running = new AtomicReference<Stack.Running>();
        Victim victim = Victim.values()[random.nextInt(Victim.values().length)];
        wire.heal();
        wire.arm(Fault.killing(random.nextBoolean(), () -> victim.end(running.get())), random.nextInt(CALLS));
        running.set(stack.start("up", "--yes", "--skip-preview"));
        List<ProcessHandle> plugins = new ArrayList<>();
        Stack.patiently().pollInterval(Duration.ofMillis(10)).until(() -> {
            plugins.addAll(running.get().plugins());
            return !plugins.isEmpty() || !running.get().process().isAlive();
        });
        String said = running.get().await().output();
        // A plugin without an engine ends by itself, once its requests are answered.
        plugins.forEach(plugin -> plugin.onExit().join());
        wire.heal();
        var _ = stack.pulumi("cancel", "--yes");
        return said;
    }

    /// The ids of everything that PlanetScale has of the kinds in the program.
    private static Set<String> objects(Stack stack) {
        var ids = new TreeSet<String>();
        for (OneOfEach.Place place : OneOfEach.PLACES) {
            for (JsonNode object : stack.get(place.collection()).path("data")) {
                // The default role stays when its resource goes.
                if (!object.path("name").asText().equals("postgres")) {
                    ids.add(object.path("id").asText());
                }
            }
        }
        return ids;
    }

    private static Set<String> leftOvers(Stack stack, Set<String> before) {
        Set<String> ids = objects(stack);
        ids.removeAll(before);
        for (OneOfEach.Place place : OneOfEach.PLACES) {
            String recorded = stack.state(place.resource())
                    .path("outputs")
                    .path("publicId")
                    .asText();
            assertThat(ids.remove(recorded))
                    .as(place + " is recorded and exists")
                    .isTrue();
        }
        return ids;
    }

    /// The resources whose recorded secret is another one than PlanetScale gave last.
    private static List<String> wrongSecrets(Stack stack, Wire wire) {
        return SECRETS.entrySet().stream()
                .filter(secret -> {
                    JsonNode outputs = stack.state(secret.getKey()).path("outputs");
                    String works =
                            wire.secretsById().get(outputs.path("publicId").asText());
                    return !outputs.path(secret.getValue())
                            .path("plaintext")
                            .asText()
                            .equals("\"" + works + "\"");
                })
                .map(Map.Entry::getKey)
                .toList();
    }
}
