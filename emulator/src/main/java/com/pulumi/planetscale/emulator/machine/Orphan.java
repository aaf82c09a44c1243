package com.pulumi.planetscale.emulator.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A server that still runs on a folder, because all that should have ended it was killed.
public final class Orphan {
    private static final int LONGEST_END_SECONDS = 15;

    private Orphan() {}

    /// Ends the server whose number a file begins with, if it is still that server.
    ///
    /// @param mark part of its command line, which names its folder
    public static void end(Path file, String mark) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try {
            long pid = Long.parseLong(Files.readString(file, StandardCharsets.US_ASCII)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip());
            ProcessHandle.of(pid)
                    .filter(process -> process.info()
                            .commandLine()
                            .filter(line -> line.contains(mark))
                            .isPresent())
                    .ifPresent(Orphan::end);
        } catch (NumberFormatException e) {
            // A number that was cut off is of no process.
        }
        Files.deleteIfExists(file);
    }

    /// Ends all processes whose command line names something in a folder.
    public static void endAll(Path folder) {
        String mark = folder + "/";
        ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(mark))
                        .isPresent())
                .forEach(Orphan::end);
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(LONGEST_END_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException | CompletionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
