package com.pulumi.planetscale.emulator.machine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A server as a child, which ends with its parent however that ends.
///
/// Between the two is a shell that reads a pipe from the parent. When it reads a line, it ends the server. The pipe
/// ends without one when the parent dies, even by `kill -9`; then the shell also removes the folder if it was for this
/// run only.
public final class ServerProcess {
    private static final String SHELL = """
            exec 3<&0
            "$@" </dev/null 3<&- & server=$!
            {
              read -r word <&3 && REMOVE=
              trap '' TERM
              kill -"$SIGNAL" "$server"
              tries=0
              while kill -0 "$server" && [ "$tries" -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
              kill -9 "$server"
              [ -n "$REMOVE" ] || exit
              rm -rf -- "$REMOVE"
              # The last one takes what all have in common.
              folder=$(dirname -- "$REMOVE")
              set -- "$folder"/*/server.log
              [ -e "$1" ] || rm -rf -- "$folder"
            } 2>/dev/null & watcher=$!
            exec 3<&-
            wait "$server"
            status=$?
            kill "$watcher" 2>/dev/null
            wait "$watcher"
            exit "$status"
            """;
    private static final Duration STEP = Duration.ofMillis(5);
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final int TAIL = 15;
    private static final int LONGEST_END_SECONDS = 15;

    private final Process process;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// Starts it.
    ///
    /// @param remove the folder that goes if the parent dies, or empty to keep it
    /// @param signal what ends it at once but in order, such as `TERM`
    public static ServerProcess start(List<String> command, Path log, String remove, String signal) throws IOException {
        List<String> watched = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "planetscale-emulator"));
        watched.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(watched).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("REMOVE", remove);
        builder.environment().put("SIGNAL", signal);
        return new ServerProcess(builder.start(), log);
    }

    public boolean alive() {
        return process.isAlive();
    }

    /// Returns when it lets clients in.
    ///
    /// @param label names it in messages
    /// @param ready whether it lets clients in
    /// @throws IOException with what it said, if it ends before
    public void awaitReady(String label, BooleanSupplier ready) throws IOException {
        long begun = System.nanoTime();
        while (Duration.ofNanos(System.nanoTime() - begun).compareTo(LONGEST_START) < 0) {
            try {
                if (process.waitFor(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw fault(label, "did not start");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("The start of " + label + " was interrupted", e);
            }
            if (ready.getAsBoolean() && process.isAlive()) {
                return;
            }
        }
        throw fault(label, "did not answer within " + LONGEST_START.toSeconds() + " seconds");
    }

    private IOException fault(String label, String what) {
        return new IOException("The server " + label + " " + what + ". It says:\n" + lastWords());
    }

    /// Waits until it has ended, but no longer than that.
    public void awaitEnd(Duration longest) {
        try {
            var unused = process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The end of what it has logged, which says why it does not run.
    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        } catch (IOException e) {
            return "(its log " + log + " cannot be read: " + e.getMessage() + ")";
        }
    }

    /// Ends it, and returns when it is gone.
    public void end() {
        try (OutputStream pipe = process.getOutputStream()) {
            pipe.write("stop\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The shell has ended already.
        }
        try {
            if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
