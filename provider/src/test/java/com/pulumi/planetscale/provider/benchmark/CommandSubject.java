package com.pulumi.planetscale.provider.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/// Another provider, by a command of its own: it is called as `COMMAND STEP COUNT` in a folder that stays the same for
/// all steps, with the emulator's address and token in the environment, and takes COUNT passwords of the branch `main`
/// through the step.
final class CommandSubject implements Subject {
    private final String command;
    private final int count;
    private final Map<String, String> environment;
    private final Path folder;

    CommandSubject(String command, int count, Map<String, String> environment) throws IOException {
        this.command = command;
        this.count = count;
        this.environment = environment;
        folder = Files.createTempDirectory("compared");
    }

    @Override
    public ProcessBuilder command(Step step) {
        var builder = new ProcessBuilder("sh", "-c", command + " \"$1\" \"$2\"", "sh", step.toString(), "" + count);
        builder.directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("PLANETSCALE_DATABASE", Benchmark.DATABASE);
        return builder;
    }

    @Override
    public long stateBytes() {
        return 0;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
