package com.pulumi.planetscale.provider.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where and when something was measured, and with which versions.
final class Machine {
    private Machine() {}

    /// A sentence.
    ///
    /// @param engine the folder of `pulumi`
    static String description(Path engine) throws IOException, InterruptedException {
        return "Measured on %s with Pulumi %s, the plugin on Java %s, %s on %s (%s), %d processors%s, %s of memory."
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        output(engine.resolve("pulumi").toString(), "version").replaceFirst("^v", ""),
                        Runtime.version().feature(),
                        "commit " + output("git", "rev-parse", "--short", "HEAD"),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        line(Path.of("/proc/cpuinfo"), "model name")
                                .map(name -> " (" + name + ")")
                                .orElse(""),
                        line(Path.of("/proc/meminfo"), "MemTotal")
                                .map(kilobytes ->
                                        Math.round(Double.parseDouble(kilobytes.replaceAll("\\D", "")) / 1e6) + " GB")
                                .orElse("an unknown amount"));
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? text : "unknown";
    }

    private static Optional<String> line(Path file, String name) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        }
    }
}
