package com.pulumi.planetscale.provider.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;

/// Has faults happen to the calls of every verb of every kind, and holds all of them to the same outcomes.
///
/// After a fault the verb is asked again, as a user runs the same command again, each time by an engine that has
/// just attached. The outcomes are written to `target/fault-matrix.md`.
///
/// In every build, each verb of each resource meets a fault, each call of each verb of each kind does, and each
/// call that writes meets each kind of fault. Which cells show that is a [Selection] that the commit chooses;
/// the table says which. `-Dmatrix.seed=3` tries another one. `-Dmatrix.all=true` tries all cells, which takes
/// more than an hour; `-Dmatrix.only=Password` tries those of some kinds.
@Order(1)
class FaultMatrixTest {
    private static final int MOST_RUNS = 4;
    private static final Selection SELECTION = Selection.ofBuild();
    private static final String ONLY = System.getProperty("matrix.only", ".*");

    private static final Bench BENCH = new Bench();
    private static final OutcomeTable TABLE = new OutcomeTable("fault-matrix.md", "Tried with `" + SELECTION + "`.");

    @AfterAll
    static void finish() {
        TABLE.write();
        BENCH.close();
    }

    @TestFactory
    Stream<DynamicNode> nothingIsLostOrMadeTwiceAndEachMessageHelps() {
        var kinds = Subject.all().stream()
                .filter(subject -> subject.kind().matches(ONLY))
                .collect(Collectors.groupingBy(Subject::kind, LinkedHashMap::new, Collectors.toList()));
        return kinds.entrySet().stream().map(kind -> dynamicContainer(kind.getKey(), tests(kind.getValue())));
    }

    /// Every verb of the resources of a kind without a fault, and then with each kind of fault.
    private static Stream<DynamicNode> tests(List<Subject> subjects) {
        var judges = new ArrayList<Judge>();
        var chosen = new ArrayList<Cell>();
        Stream<DynamicNode> faultless = subjects.stream()
                .flatMap(subject -> Stream.of(Verb.values())
                        .filter(verb -> verb.suits(subject))
                        .map(verb -> dynamicTest(
                                subject + ", " + verb + ", without a fault",
                                () -> judges.add(faultless(subject, verb)))));
        Stream<DynamicNode> faults = Stream.of(Fault.Kind.values())
                .map(kind -> dynamicTest(kind.toString(), () -> {
                    if (chosen.isEmpty()) {
                        chosen.addAll(
                                SELECTION.of(judges.stream().flatMap(Cell::all).toList()));
                    }
                    assertHolds(chosen.stream()
                            .filter(cell -> cell.fault().kind() == kind)
                            .toList());
                }));
        return Stream.concat(faultless, faults);
    }

    private static void assertHolds(List<Cell> cells) {
        assertThat(cells).isNotEmpty();
        var wrong = new ArrayList<String>();
        for (Cell cell : cells) {
            tried(cell).forEach(problem -> wrong.add(cell + ": " + problem));
        }
        wrong.forEach(TABLE::failed);
        assertThat(wrong).as("with %s", SELECTION).isEmpty();
    }

    /// What a verb does without a fault, which has to be right itself.
    private static Judge faultless(Subject subject, Verb verb) {
        StackRecords stack = BENCH.begin(subject, verb);
        Ledger before = BENCH.ledger();
        Bench.Run run = BENCH.run(stack, verb, subject, 1);
        assertThat(run.refusal()).isEmpty();
        List<Wire.Call> calls = BENCH.wire().calls();
        var faultless = new Judge.Faultless(calls, before, BENCH.ledger(), run.reply(), state(stack, subject));
        var judge = new Judge(subject, verb, faultless);
        assertThat(judge.problems(seen(judge, stack, List.of(run)), BENCH.token(), false))
                .as(subject + ", " + verb + ", without a fault")
                .isEmpty();
        return judge;
    }

    private static List<String> tried(Cell cell) {
        Judge judge = cell.judge();
        StackRecords stack = BENCH.begin(judge.subject(), judge.verb());
        BENCH.skew(cell.fault().ahead());
        BENCH.wire().arm(cell.fault(), cell.number());
        var runs = new ArrayList<Bench.Run>();
        do {
            runs.add(BENCH.run(stack, judge.verb(), judge.subject(), runs.size() + 1));
        } while (runs.getLast().failed() && runs.size() < MOST_RUNS);
        if (!BENCH.wire().hasHit()) {
            return List.of(
                    "the fault did not happen: the calls were " + BENCH.wire().calls());
        }
        TABLE.count(judge.subject().toString(), judge.verb().toString(), cell.fault(), runs.size());
        return judge.problems(
                seen(judge, stack, runs), BENCH.token(), cell.fault().keepsBack(cell.call()));
    }

    private static Judge.Seen seen(Judge judge, StackRecords stack, List<Bench.Run> runs) {
        List<Wire.Call> writes =
                BENCH.wire().calls().stream().filter(made -> !made.isRead()).toList();
        Ledger after = BENCH.ledger();
        BENCH.wire().heal();
        Map<String, Object> state = state(stack, judge.subject());
        Bench.Look look = judge.verb().leavesObject()
                ? BENCH.look(stack, judge.verb(), judge.subject())
                : new Bench.Look(true, state);
        return new Judge.Seen(
                runs,
                writes,
                after,
                state,
                look,
                BENCH.wire().secretsById(),
                BENCH.wire().everySecret());
    }

    private static Map<String, Object> state(StackRecords stack, Subject subject) {
        return stack.record(subject.label()).map(StackRecords.Recorded::values).orElse(Map.of());
    }
}
