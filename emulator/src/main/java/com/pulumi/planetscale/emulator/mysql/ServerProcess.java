package com.pulumi.planetscale.emulator.mysql;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server as a child, which ends with its parent however that ends.
///
/// Between the two is a shell that reads a pipe from the parent. When it reads a line, it ends the server. The pipe
/// ends without one when the parent dies, even by `kill -9`; then the shell also removes the folder if it was for this
/// run only.
final class ServerProcess {
    private static final String SHELL = """
            exec 3<&0
            "$@" </dev/null 3<&- & server=$!
            {
              read -r word <&3 && REMOVE=
              trap '' TERM
              kill "$server"
              tries=0
              while kill -0 "$server" && [ "$tries" -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
              kill -9 "$server"
              [ -z "$REMOVE" ] || { rm -rf -- "$REMOVE"; rmdir -- "$(dirname -- "$REMOVE")"; }
            } 2>/dev/null & watcher=$!
            exec 3<&-
            wait "$server"
            status=$?
            kill "$watcher" 2>/dev/null
            wait "$watcher"
            exit "$status"
            """;
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
    static ServerProcess start(List<String> command, Path log, String remove) throws IOException {
        List<String> watched = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "planetscale-emulator"));
        watched.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(watched).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("REMOVE", remove);
        return new ServerProcess(builder.start(), log);
    }

    boolean alive() {
        return process.isAlive();
    }

    /// Whether it ends within a time, for which this waits.
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Waits until it has ended, but no longer than that.
    void awaitEnd(Duration longest) {
        try {
            var unused = process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The end of what it has logged, which says why it does not run.
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        } catch (IOException e) {
            return "(its log " + log + " cannot be read: " + e.getMessage() + ")";
        }
    }

    /// Ends it, and returns when it is gone.
    void end() {
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
