package com.pulumi.planetscale.provider.benchmark;

import com.pulumi.planetscale.emulator.Emulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Takes a subject through all steps, once, and measures each.
final class Trial {
    private static final long SAMPLED_EVERY_MILLIS = 15;
    /// What `times` of a POSIX shell says of its children, the second of its lines.
    private static final Pattern TIMES = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s");

    private static final String TIMED = "\"$@\"; status=$?; times >\"$BENCHMARK_TIMES\"; exit $status";

    private final Emulator emulator;

    Trial(Emulator emulator) {
        this.emulator = emulator;
    }

    Map<Step, Measurement> run(Subject subject) throws IOException, InterruptedException {
        var measured = new EnumMap<Step, Measurement>(Step.class);
        for (Step step : Step.values()) {
            measured.put(step, run(subject, step));
        }
        return measured;
    }

    private Measurement run(Subject subject, Step step) throws IOException, InterruptedException {
        Path times = Files.createTempFile("times", ".txt");
        Path output = Files.createTempFile("output", ".txt");
        ProcessBuilder command = subject.command(step);
        var timed = new ArrayList<String>(List.of("sh", "-c", TIMED, "sh"));
        timed.addAll(command.command());
        command.command(timed).redirectErrorStream(true).redirectOutput(output.toFile());
        command.environment().put("BENCHMARK_TIMES", times.toString());
        emulator.journal().clear();

        long begin = System.nanoTime();
        Process process = command.start();
        long memory = 0;
        while (!process.waitFor(SAMPLED_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            memory = Math.max(memory, pluginBytes(process));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;

        if (process.exitValue() != 0) {
            throw new IllegalStateException(step + " failed:\n" + Files.readString(output));
        }
        double processor = processorSeconds(Files.readString(times));
        Files.delete(times);
        Files.delete(output);
        return new Measurement(
                seconds, processor, memory, emulator.journal().calls().size(), subject.stateBytes());
    }

    /// The user's and the system's seconds of a command and everything that it has started and waited for.
    static double processorSeconds(String times) {
        var children = TIMES.matcher(times.lines().skip(1).findFirst().orElse(""));
        if (!children.find()) {
            throw new IllegalArgumentException("the shell's `times` said: " + times);
        }
        return 60 * Double.parseDouble(children.group(1))
                + Double.parseDouble(children.group(2))
                + 60 * Double.parseDouble(children.group(3))
                + Double.parseDouble(children.group(4));
    }

    /// The most memory that any of the plugins of a command has had.
    private static long pluginBytes(Process process) {
        return process.descendants()
                .filter(Trial::isPlugin)
                .mapToLong(child -> peak(Path.of("/proc", Long.toString(child.pid()), "status")))
                .max()
                .orElse(0);
    }

    private static boolean isPlugin(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains("com.pulumi.planetscale.plugin/");
    }

    private static long peak(Path status) {
        try (Stream<String> lines = Files.lines(status)) {
            return 1024
                    * lines.filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0);
        } catch (IOException | UncheckedIOException _) {
            return 0;
        }
    }
}
