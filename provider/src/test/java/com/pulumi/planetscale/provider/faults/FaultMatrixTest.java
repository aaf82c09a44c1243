package com.pulumi.planetscale.provider.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;

/// Has every fault happen to every call of every verb of every kind, and holds all of them to the same outcomes.
///
/// After a fault the verb is asked again, as a user runs the same command again, each time by an engine that has
/// just attached. The outcomes are written to `target/fault-matrix.md`.
///
/// A build tries one [Share] of all cells, which the commit chooses; the table says which. `-Dmatrix.seed=3` tries
/// another one. `-Dmatrix.share=1` tries all cells at once, which takes about
/// half an hour; `-Dmatrix.only='Password.*'` tries those of some resources.
@Order(1)
class FaultMatrixTest {
    private static final int MOST_RUNS = 4;
    private static final Share SHARE = Share.ofBuild();
    private static final String ONLY = System.getProperty("matrix.only", ".*");

    private static final Bench BENCH = new Bench();
    private static final OutcomeTable TABLE = new OutcomeTable("fault-matrix.md", "Tried with `" + SHARE + "`.");
    private static final Map<String, Judge> JUDGES = new HashMap<>();

    @AfterAll
    static void finish() {
        TABLE.write();
        BENCH.close();
    }

    @TestFactory
    Stream<DynamicNode> nothingIsLostOrMadeTwiceAndEachMessageHelps() {
        return Subject.all().stream()
                .filter(subject -> subject.toString().matches(ONLY))
                .map(subject -> dynamicContainer(
                        subject.toString(),
                        Stream.of(Verb.values())
                                .filter(verb -> verb.suits(subject))
                                .map(verb -> dynamicContainer(
                                        verb.toString(),
                                        Stream.of(Fault.Kind.values())
                                                .map(kind -> dynamicTest(
                                                        kind.toString(), () -> assertHolds(subject, verb, kind)))))));
    }

    private static void assertHolds(Subject subject, Verb verb, Fault.Kind kind) {
        Judge judge = JUDGES.get(subject + ", " + verb);
        if (judge == null) {
            judge = faultless(subject, verb);
            JUDGES.put(subject + ", " + verb, judge);
        }
        var wrong = new ArrayList<String>();
        for (Fault fault : Fault.all().filter(each -> each.kind() == kind).toList()) {
            List<Wire.Call> calls = judge.faultless().calls();
            for (int number = 0; number < calls.size(); number++) {
                if (fault.suits(calls.get(number)) && isInShare(judge, fault, number)) {
                    String cell = subject + ", " + verb + ", " + calls.get(number) + ", " + fault;
                    tried(judge, fault, number).forEach(problem -> wrong.add(cell + ": " + problem));
                }
            }
        }
        wrong.forEach(TABLE::failed);
        assertThat(wrong).as("with %s", SHARE).isEmpty();
    }

    /// Whether a build with this seed tries a cell.
    private static boolean isInShare(Judge judge, Fault fault, int call) {
        return SHARE.has(judge.subject() + ", " + judge.verb() + ", " + call + ", " + fault);
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

    private static List<String> tried(Judge judge, Fault fault, int call) {
        StackRecords stack = BENCH.begin(judge.subject(), judge.verb());
        BENCH.skew(fault.ahead());
        BENCH.wire().arm(fault, call);
        var runs = new ArrayList<Bench.Run>();
        do {
            runs.add(BENCH.run(stack, judge.verb(), judge.subject(), runs.size() + 1));
        } while (runs.getLast().failed() && runs.size() < MOST_RUNS);
        if (!BENCH.wire().hasHit()) {
            return List.of(
                    "the fault did not happen: the calls were " + BENCH.wire().calls());
        }
        TABLE.count(judge.subject().toString(), judge.verb().toString(), fault, runs.size());
        return judge.problems(
                seen(judge, stack, runs),
                BENCH.token(),
                fault.keepsBack(judge.faultless().calls().get(call)));
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
