package com.pulumi.planetscale.provider.faults;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A fault that happens to one call of a verb.
///
/// @param number the call's number among those of the verb, from 0
record Cell(Judge judge, int number, Fault fault) {
    /// All cells of a verb.
    static Stream<Cell> all(Judge judge) {
        List<Wire.Call> calls = judge.faultless().calls();
        return IntStream.range(0, calls.size())
                .boxed()
                .flatMap(number -> Fault.all()
                        .filter(fault -> fault.suits(calls.get(number)))
                        .map(fault -> new Cell(judge, number, fault)));
    }

    Wire.Call call() {
        return judge.faultless().calls().get(number);
    }

    /// What it shows of its kind of resource, each of which every build has to show: that a fault happens to
    /// this verb of this resource, that one happens to this call of this verb, and that such a fault happens to
    /// this call, if it writes, or else to any that reads.
    List<String> shows() {
        String what = call().isRead() ? "a read" : call().shape();
        return List.of(
                judge.subject() + ": " + judge.verb(),
                judge.verb() + ": " + call().shape(),
                what + ": " + fault.kind());
    }

    @Override
    public String toString() {
        return judge.subject() + ", " + judge.verb() + ", " + call() + ", " + fault;
    }
}
