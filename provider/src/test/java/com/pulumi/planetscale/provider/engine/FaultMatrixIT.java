package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.faults.Fault;
import com.pulumi.planetscale.provider.faults.Messages;
import com.pulumi.planetscale.provider.faults.OutcomeTable;
import com.pulumi.planetscale.provider.faults.Wire;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// A sample of the fault matrix with the real engine: a fault happens to a chance write of a run that makes, changes,
/// replaces or deletes one object of each kind. The same command is given again until it succeeds. The outcomes are
/// those of the matrix, and are written to `target/fault-matrix-engine.md`. `-Dmatrix.sample=42` tries other cells.
class FaultMatrixIT {
    private static final int MOST_RUNS = 4;

    /// Each verb has at least as many writes.
    private static final int WRITES = 5;

    private static final long SEED = Long.getLong("matrix.sample", 1);
    private static final OutcomeTable TABLE = new OutcomeTable(
            "fault-matrix-engine.md", "Tried by the real engine, with `-Dmatrix.sample=" + SEED + "`.");

    /// What a run of the engine does to the objects.
    private enum Verb {
        CREATE(OneOfEach.DATABASES, Aftermath.PROGRAM),
        CHANGE(
                Aftermath.PROGRAM,
                Aftermath.PROGRAM
                        .replace("name: app\n", "name: other-app\n")
                        .replace("name: clerk\n", "name: other-clerk\n")
                        .replace("deletionProtected: false", "deletionProtected: true")
                        .replace("events: [branch.ready]", "events: [branch.sleeping]")
                        .replace("\"03:00\"", "\"04:00\"")
                        .replace("protected: false", "protected: true")),
        REPLACE(
                Aftermath.PROGRAM,
                Aftermath.PROGRAM
                        .replace("role: admin", "role: reader")
                        .replace("[pg_read_all_data]", "[pg_write_all_data]")
                        .replace("name: before\n", "name: after\n")),
        DELETE(Aftermath.PROGRAM, OneOfEach.DATABASES);

        private final String before;
        private final String after;

        Verb(String before, String after) {
            this.before = before;
            this.after = after;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// One of the sample.
    private record Cell(Verb verb, Fault fault, int write) {
        @Override
        public String toString() {
            return verb + ", write " + write + ", " + fault;
        }
    }

    @AfterAll
    static void write() {
        TABLE.write();
    }

    @TestFactory
    Stream<DynamicTest> nothingIsLostOrMadeTwiceWithTheRealEngine() {
        var random = new Random(SEED);
        return Stream.of(
                        cell(Verb.CREATE, Fault.Kind.AFTER, random),
                        cell(Verb.CREATE, Fault.Kind.ODD, random),
                        cell(Verb.CHANGE, Fault.Kind.BROKEN_AFTER, random),
                        cell(Verb.REPLACE, Fault.Kind.HALF, random),
                        cell(Verb.REPLACE, Fault.Kind.REFUSED, random),
                        cell(Verb.DELETE, Fault.Kind.BEFORE, random))
                .map(cell -> DynamicTest.dynamicTest(cell.toString(), () -> assertHolds(cell)));
    }

    private static Cell cell(Verb verb, Fault.Kind kind, Random random) {
        // What happens to connections is tried where connections are made by a test.
        List<Fault> faults = Fault.all()
                .filter(fault -> fault.kind() == kind && !fault.refusesConnection() && !fault.timesOut())
                .toList();
        return new Cell(verb, faults.get(random.nextInt(faults.size())), random.nextInt(WRITES));
    }

    private static void assertHolds(Cell cell) {
        var wire = new Wire();
        try (Stack stack = Stack.with(
                        Emulator.Options.defaults().withoutDelays().extensions(wire))
                .attached()) {
            stack.program(OneOfEach.DATABASES);
            var _ = stack.up().succeeded();
            Set<String> databasesOnly = Aftermath.objects(stack);
            if (cell.verb() != Verb.CREATE) {
                stack.program(cell.verb().before);
                var _ = stack.up().succeeded();
            }

            stack.program(cell.verb().after);
            wire.heal();
            wire.armWrite(cell.fault(), cell.write());
            List<Stack.Run> runs = untilItSucceeds(stack);

            String said = String.join("\n", runs.stream().map(Stack.Run::output).toList());
            assertThat(wire.hasHit()).as("the fault has happened").isTrue();
            wire.heal();
            assertThat(Messages.problems(said, secrets(stack, wire))).isEmpty();
            if (cell.verb() == Verb.DELETE) {
                assertThat(Aftermath.objects(stack)).as(said).isEqualTo(databasesOnly);
            } else {
                assertThat(Aftermath.leftOvers(stack, databasesOnly)).as(said).allMatch(said::contains);
                assertThat(Aftermath.wrongSecrets(stack, wire)).as(said).isEmpty();
            }
            stack.assertSettled();
            TABLE.count("one of each", cell.verb().toString(), cell.fault(), runs.size());
        }
    }

    private static List<Stack.Run> untilItSucceeds(Stack stack) {
        var runs = new ArrayList<Stack.Run>();
        do {
            runs.add(stack.up());
        } while (runs.getLast().status() != 0 && runs.size() < MOST_RUNS);
        var _ = runs.getLast().succeeded();
        return runs;
    }

    private static Collection<String> secrets(Stack stack, Wire wire) {
        var secrets = new ArrayList<>(wire.everySecret());
        secrets.add(stack.emulator().serviceToken());
        return secrets;
    }
}
