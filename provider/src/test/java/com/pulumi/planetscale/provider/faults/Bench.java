package com.pulumi.planetscale.provider.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.PlayedPlugin;
import com.pulumi.planetscale.provider.api.FakePause;
import com.pulumi.planetscale.provider.api.LocalClock;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import com.pulumi.planetscale.provider.resources.Colleagues;
import com.pulumi.planetscale.provider.resources.ExampleProgram.Declared;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Where faults are tried: an emulator, a stack, and one plugin for each of its runs, all in one time that moves
/// when the plugin waits.
final class Bench implements AutoCloseable {
    private static final Map<String, String> USERS = Map.of(
            "users", "CREATE TABLE `users` (\n  `id` bigint NOT NULL,\n  `name` varchar(9),\n  PRIMARY KEY (`id`)\n)");

    private final FakePause time = new FakePause();
    private final Wire wire = new Wire();
    private final Sockets sockets = new Sockets(wire, time);
    private Duration skew = Duration.ZERO;
    private final Emulator emulator = Colleagues.join(Emulator.start(Emulator.Options.defaults()
            .withoutDelays()
            .journalEntries(1)
            .clock(time)
            .extensions(wire)));
    private final Path home = temporary();
    private final Instant begin = time.now();
    private final JsonNode empty = emulator.admin().exportState();
    private final Map<List<Declared>, Moment> moments = new HashMap<>();

    /// What there is before a verb: at PlanetScale, in the records, and of secrets.
    ///
    /// @param at when that is, since PlanetScale goes on with what was begun before
    private record Moment(
            Instant at, JsonNode world, Map<String, StackRecords.Recorded> records, Map<String, String> secrets) {}

    /// A run of the engine.
    ///
    /// @param reply what the verb answered
    /// @param refusal why it failed; empty if it did not
    /// @param said everything that was logged for people
    record Run(Object reply, String refusal, List<String> said) {
        boolean failed() {
            return !refusal.isEmpty();
        }
    }

    /// A stack at the moment before a verb.
    StackRecords begin(Subject subject, Verb verb) {
        List<Declared> before = subject.before();
        return restored(moment(
                verb.needsObject()
                        ? Stream.concat(before.stream(), Stream.of(subject.declared()))
                                .toList()
                        : before));
    }

    /// When some resources have been made. Most programs begin with the same ones, which are made once for all.
    private Moment moment(List<Declared> made) {
        Moment known = moments.get(made);
        if (known != null) {
            return known;
        }
        StackRecords stack;
        if (made.isEmpty()) {
            stack = restored(new Moment(begin, empty, Map.of(), Map.of()));
        } else {
            stack = restored(moment(made.subList(0, made.size() - 1)));
            make(stack, made.getLast());
        }
        var moment = new Moment(time.now(), emulator.admin().exportState(), stack.records(), wire.secretsById());
        moments.put(List.copyOf(made), moment);
        return moment;
    }

    private void make(StackRecords stack, Declared declared) {
        try (PlayedPlugin plugin = plugin()) {
            PlayedEngine engine = plugin.engine();
            stack.with(engine);
            stack.up(declared.label(), declared.kind(), Subject.inputs(declared, stack));
        }
        if (declared.kind().equals("Branch") && declared.label().equals("dev")) {
            // A schema change, so that there is something to deploy.
            String branch = "/organizations/"
                    + stack.record("dev")
                            .orElseThrow()
                            .id()
                            .replaceFirst("/", "/databases/")
                            .replaceFirst("/(?=[^/]+$)", "/branches/");
            emulator.admin().loadTables(branch, "", USERS);
        }
    }

    private StackRecords restored(Moment moment) {
        time.rewind(moment.at());
        skew = Duration.ZERO;
        clear(home);
        emulator.admin().importState(moment.world());
        wire.reset(moment.secrets());
        var stack = new StackRecords();
        stack.restore(moment.records());
        return stack;
    }

    /// Sets how far this machine's clock is behind PlanetScale's.
    void skew(Duration value) {
        skew = value;
    }

    Wire wire() {
        return wire;
    }

    Ledger ledger() {
        return Ledger.of(emulator.admin().exportState());
    }

    String token() {
        return emulator.serviceToken();
    }

    /// Runs a verb in a plugin of its own.
    ///
    /// @param number how often it has run, this time included
    Run run(StackRecords stack, Verb verb, Subject subject, int number) {
        try (PlayedPlugin plugin = plugin()) {
            PlayedEngine engine = plugin.engine();
            stack.with(engine);
            stack.labels().stream()
                    .filter(label -> !label.equals(subject.label()))
                    .forEach(stack::pass);
            String refusal = "";
            Object reply = "";
            try {
                reply = verb.run(stack, engine, subject, number);
            } catch (StatusRuntimeException failure) {
                refusal = String.valueOf(failure.getStatus().getDescription());
            }
            var said = new ArrayList<String>();
            engine.log().stream().filter(line -> !line.getEphemeral()).forEach(line -> said.add(line.getMessage()));
            return new Run(reply, refusal, said);
        }
    }

    /// What another run sees of what is recorded.
    ///
    /// @param settled whether program and record agree
    /// @param state what is recorded after a refresh; empty if the object is gone
    record Look(boolean settled, Map<String, Object> state) {}

    /// Looks at a resource in a run of its own.
    Look look(StackRecords stack, Verb verb, Subject subject) {
        if (stack.record(subject.label()).isEmpty()) {
            return new Look(false, Map.of());
        }
        try (PlayedPlugin plugin = plugin()) {
            PlayedEngine engine = plugin.engine();
            stack.with(engine);
            boolean settled = stack.isSettled(subject.label(), verb.program(stack, subject));
            stack.refresh(subject.label());
            return new Look(
                    settled,
                    stack.record(subject.label())
                            .map(StackRecords.Recorded::values)
                            .orElse(Map.of()));
        }
    }

    private PlayedPlugin plugin() {
        Map<String, Object> settings = Map.of(
                "organization", emulator.organization(),
                "serviceTokenId", emulator.serviceTokenId(),
                "serviceToken", emulator.serviceToken(),
                "endpoint", emulator.serverUrl(),
                "requestsPerMinute", 1_000_000);
        return new PlayedPlugin(settings, home, new LocalClock(time, skew), sockets);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void clear(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> !file.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        emulator.close();
        sockets.close();
        clear(home);
        var _ = home.toFile().delete();
    }
}
