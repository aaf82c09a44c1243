package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.faults.Fault;
import com.pulumi.planetscale.provider.faults.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
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
        try (Stack stack = Stack.with(options).attached()) {
            stack.program(OneOfEach.DATABASES);
            var _ = stack.up().succeeded();
            Set<String> before = Aftermath.objects(stack);
            boolean deletes = random.nextInt(3) == 0;
            stack.program(Aftermath.PROGRAM);
            if (deletes) {
                var _ = stack.up().succeeded();
                stack.program(OneOfEach.DATABASES);
            }

            String said = killed(stack, wire, random) + stack.up().succeeded().output();

            if (deletes) {
                assertThat(Aftermath.objects(stack)).as(said).isEqualTo(before);
            } else {
                assertThat(Aftermath.leftOvers(stack, before)).as(said).allMatch(said::contains);
                assertThat(Aftermath.wrongSecrets(stack, wire)).as(said).isEmpty();
            }
            stack.assertSettled();
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
        running.set(stack.startUp());
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
}
