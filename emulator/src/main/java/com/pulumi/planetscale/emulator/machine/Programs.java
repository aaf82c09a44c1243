package com.pulumi.planetscale.emulator.machine;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds programs, and runs those that end by themselves.
public final class Programs {
    private Programs() {}

    /// A program on the PATH or in one of some folders.
    ///
    /// @param names it has one of these
    public static Stream<Path> onPath(List<String> names, List<String> usualFolders) {
        Stream<String> path = Arrays.stream(
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(Pattern.quote(File.pathSeparator), -1));
        return Stream.concat(path, usualFolders.stream())
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable);
    }

    /// What a program says on both its outputs.
    ///
    /// @throws IOException with what it said, if it fails
    public static String output(List<String> command) throws IOException {
        return output(command, "");
    }

    /// The same for a program that reads something short.
    public static String output(List<String> command, String input) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It has ended without reading; why, it says below.
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException(command.get(0) + " failed with status " + status + ": " + said.strip());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(command.get(0) + " was interrupted", e);
        }
        return said;
    }
}
