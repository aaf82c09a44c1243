package com.pulumi.planetscale.provider.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.benchmark.StartUp;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import com.pulumi.planetscale.provider.played.PluginProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// How long the packaged plugin takes to start, and to end. Not among the tests of a build, since times mean nothing on
/// a machine that does other things too:
///
/// ```
/// mvn verify -pl provider -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=PluginBenchmark \
///     -Dfailsafe.failIfNoSpecifiedTests=false
/// ```
///
/// Compare ratios, not milliseconds: both sides of one are measured in turns.
class PluginBenchmark {
    private static final Path PLUGIN = Path.of("target/plugin").toAbsolutePath();
    private static final int ROUNDS = 20;
    /// With the archive the port took less than twice as long as a Java that does nothing, without it more than five
    /// times.
    private static final double LARGEST_RATIO = 2.5;

    private static final double LARGEST_RATIO_OF_REPLY = 3.5;

    /// The plugin ended in 10 ms (8 to 14) when a JVM that does nothing took 31 ms. On a busy machine both take
    /// longer, as processes do that share a processor; `chrt --fifo 10` before the command keeps others away.
    private static final double LARGEST_RATIO_OF_END = 0.5;

    private final Map<String, List<Long>> nanos = new LinkedHashMap<>();

    @Test
    void start() throws Exception {
        StartUp starts = StartUp.measured(ROUNDS);

        starts.measures()
                .forEach(what -> System.err.printf(
                        "%-48s %6.1f ms %5.2f x%n", what, starts.milliseconds(what), starts.ratio(what)));
        assertThat(starts.ratio(StartUp.PORT)).isLessThan(LARGEST_RATIO);
        assertThat(starts.ratio(StartUp.FIRST_REPLY)).isLessThan(LARGEST_RATIO_OF_REPLY);
    }

    /// An engine ends with its plugins, so whatever they take for it is added to each command. A plugin that has called
    /// the API has sockets and threads to part with.
    @Test
    void end() throws Exception {
        try (Emulator emulator = Emulator.start(Emulator.Options.defaults())) {
            for (int round = 0; round < ROUNDS; round++) {
                timed("java -version", PluginBenchmark::plainJava);
                oneEnd(emulator);
            }
        }

        print();
        assertThat(ratio("end")).isLessThan(LARGEST_RATIO_OF_END);
    }

    private void oneEnd(Emulator emulator) throws Exception {
        try (var plugin = PluginProcess.start(PLUGIN.resolve("pulumi-resource-planetscale"), Map.of(), "127.0.0.1:9");
                var engine = PlayedEngine.connect(plugin.port())) {
            var _ = engine.handshake();
            engine.configure(Map.of(
                    "serviceTokenId",
                    emulator.serviceTokenId(),
                    "serviceToken",
                    emulator.serviceToken(),
                    "organization",
                    emulator.organization(),
                    "endpoint",
                    emulator.serverUrl()));
            assertThat(engine.list("Database", Map.of())).isEmpty();
            engine.cancel();
            timed("end", () -> {
                plugin.process().destroy();
                return plugin.process().waitFor();
            });
        }
    }

    private void print() {
        nanos.forEach(
                (name, times) -> System.err.printf("%-16s %6.1f ms %5.2f x%n", name, median(times) / 1e6, ratio(name)));
    }

    private static Object plainJava() throws Exception {
        return new ProcessBuilder(PLUGIN.resolve("runtime/bin/java").toString(), "-version")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private void timed(String name, Callable<?> work) throws Exception {
        long begin = System.nanoTime();
        var _ = work.call();
        note(name, begin);
    }

    private void note(String name, long begin) {
        nanos.computeIfAbsent(name, _ -> new ArrayList<>()).add(System.nanoTime() - begin);
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private double ratio(String name) {
        return (double) median(nanos.getOrDefault(name, List.of()))
                / median(nanos.getOrDefault("java -version", List.of()));
    }
}
