package com.pulumi.planetscale.provider.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Says what is wrong after a fault. What has to hold is the same for all kinds, verbs and faults: nothing is lost,
/// nothing is made twice without being named, the record is what PlanetScale has, its secret works, and each message
/// says what to do.
///
/// @param faultless what the same verb does without a fault
record Judge(Subject subject, Verb verb, Faultless faultless) {
    /// What stands for a value that is not known.
    private static final Set<String> NOTHING = Set.of("null", "", "false", "0.0", "[]", "{}");

    private static final Pattern SENTENCES = Pattern.compile("(?s).+[.?]\\s.+\\.");

    /// A verb without faults.
    ///
    /// @param before what PlanetScale had before
    /// @param after what PlanetScale has afterwards
    /// @param reply what the verb answered
    /// @param state what is recorded of the resource afterwards; empty if nothing is
    record Faultless(List<Wire.Call> calls, Ledger before, Ledger after, Object reply, Map<String, Object> state) {}

    /// What happened with a fault.
    ///
    /// @param runs the runs that it took
    /// @param writes the calls of them that may have changed something
    /// @param state what is recorded of the resource
    /// @param look what another run sees of it
    /// @param secrets the secrets that work, by public id
    /// @param everySecret all secrets that were ever given
    record Seen(
            List<Bench.Run> runs,
            List<Wire.Call> writes,
            Ledger after,
            Map<String, Object> state,
            Bench.Look look,
            Map<String, String> secrets,
            Set<String> everySecret) {
        Bench.Run last() {
            return runs.getLast();
        }
    }

    /// Everything that is wrong.
    ///
    /// @param keptBack whether a part of an answer may be missing
    List<String> problems(Seen seen, String token, boolean keptBack) {
        var problems = new ArrayList<String>();
        seen.runs().forEach(run -> messages(run, seen, token, problems));
        if (seen.last().failed()) {
            problems.add("does not end: " + seen.last().refusal());
            return problems;
        }
        if (verb.onlyReads()) {
            if (!seen.writes().isEmpty()) {
                problems.add("writes: " + seen.writes());
            }
            Object reply = seen.last().reply();
            if (!reply.equals(faultless.reply()) && !(keptBack && isPart(reply, faultless.reply()))) {
                problems.add("answers something else: " + difference(faultless.reply(), reply));
            }
        }
        objects(seen, problems);
        if (verb.leavesObject()) {
            record(seen, keptBack, problems);
        }
        return problems;
    }

    /// No message is for ourselves, and each says what to do.
    private static void messages(Bench.Run run, Seen seen, String token, List<String> problems) {
        var texts = new ArrayList<>(run.said());
        texts.add(run.refusal());
        var secrets = new ArrayList<>(seen.everySecret());
        secrets.add(token);
        texts.forEach(text -> problems.addAll(Messages.problems(text, secrets)));
        if (run.failed() && !SENTENCES.matcher(run.refusal()).matches()) {
            problems.add("message without a remedy: " + run.refusal());
        }
    }

    /// Nothing is lost; what there is more than without the fault is named.
    private void objects(Seen seen, List<String> problems) {
        var lost = new TreeSet<>(faultless.before().ids());
        lost.retainAll(faultless.after().ids());
        lost.removeAll(seen.after().ids());
        if (!lost.isEmpty()) {
            problems.add("lost: " + lost);
        }
        Map<String, Set<String>> come = seen.after().without(faultless.before());
        Map<String, Integer> wanted = faultless.after().counts();
        seen.after().counts().forEach((kind, count) -> {
            int difference = count - wanted.getOrDefault(kind, 0);
            if (difference < 0) {
                problems.add(-difference + " " + kind + " missing");
            }
            long named = come.getOrDefault(kind, Set.of()).stream()
                    .filter(id -> seen.runs().stream()
                            .anyMatch(run -> run.refusal().contains(id)
                                    || run.said().stream().anyMatch(line -> line.contains(id))))
                    .count();
            if (difference > named) {
                problems.add(difference + " " + kind + " too many, " + named + " of them named: " + come.get(kind));
            }
        });
    }

    /// The record is what the program says and PlanetScale has, and its secret is the one that works.
    private void record(Seen seen, boolean keptBack, List<String> problems) {
        if (!seen.look().settled()) {
            problems.add("the next `up` has something to do");
        }
        Map<String, Object> there = seen.look().state();
        if (!there.equals(seen.state()) && !(keptBack && isPart(seen.state(), there))) {
            problems.add("record and PlanetScale differ: " + difference(seen.state(), there));
        }
        var missing = new TreeSet<>(faultless.state().keySet());
        missing.removeAll(seen.state().keySet());
        // What a run has cleared is recorded as empty, and what never was there is not recorded.
        missing.removeIf(name -> isNothing(faultless.state().get(name)));
        if (!missing.isEmpty() && !keptBack) {
            problems.add("not recorded: " + missing);
        }
        String text = seen.state().toString();
        String works = seen.secrets().getOrDefault(String.valueOf(seen.state().get("publicId")), "");
        boolean dead = seen.everySecret().stream().anyMatch(secret -> !secret.equals(works) && text.contains(secret));
        if (!text.contains(works) || dead) {
            problems.add("the recorded secret is not the one that works");
        }
    }

    /// Whether one value is another one, as far as both are known.
    private static boolean isPart(@Nullable Object part, @Nullable Object whole) {
        if (part instanceof StackRecords.Recorded left && whole instanceof StackRecords.Recorded right) {
            return isPart(left.values(), right.values());
        }
        if (part instanceof Map<?, ?> left && whole instanceof Map<?, ?> right) {
            return left.entrySet().stream()
                    .filter(entry -> !String.valueOf(entry.getKey()).startsWith("__"))
                    .allMatch(entry -> isPart(entry.getValue(), right.get(entry.getKey())));
        }
        if (part instanceof List<?> left && whole instanceof List<?> right && left.size() == right.size()) {
            return IntStream.range(0, left.size()).allMatch(i -> isPart(left.get(i), right.get(i)));
        }
        return Objects.equals(part, whole) || isNothing(part) || isNothing(whole);
    }

    private static boolean isNothing(@Nullable Object value) {
        return NOTHING.contains(String.valueOf(value));
    }

    private static String difference(@Nullable Object wanted, @Nullable Object got) {
        if (wanted instanceof StackRecords.Recorded left && got instanceof StackRecords.Recorded right) {
            return difference(left.values(), right.values());
        }
        if (wanted instanceof Map<?, ?> left && got instanceof Map<?, ?> right) {
            var keys = new TreeSet<String>();
            left.keySet().forEach(key -> keys.add(String.valueOf(key)));
            right.keySet().forEach(key -> keys.add(String.valueOf(key)));
            var lines = new ArrayList<String>();
            for (String key : keys) {
                if (!Objects.equals(left.get(key), right.get(key))) {
                    lines.add(key + ": " + difference(left.get(key), right.get(key)));
                }
            }
            return String.join("; ", lines);
        }
        return shortened(wanted) + " became " + shortened(got);
    }

    private static String shortened(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() > 200 ? text.substring(0, 200) + " …" : text;
    }
}
