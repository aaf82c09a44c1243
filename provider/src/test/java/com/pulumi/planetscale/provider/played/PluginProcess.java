package com.pulumi.planetscale.provider.played;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged plugin as a process of its own.
public final class PluginProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader stdout;
    private final int port;

    private PluginProcess(Process process, BufferedReader stdout, int port) {
        this.process = process;
        this.stdout = stdout;
        this.port = port;
    }

    /// Starts the plugin and waits for its port.
    public static PluginProcess start(Path launcher, Map<String, String> environment, String... arguments)
            throws IOException {
        var command = new ProcessBuilder(launcher.toString());
        command.command().addAll(List.of(arguments));
        command.environment().putAll(environment);
        command.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = command.start();
        var stdout = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = stdout.readLine();
        if (line == null) {
            throw new IllegalStateException("the plugin ended before it printed its port");
        }
        return new PluginProcess(process, stdout, Integer.parseInt(line));
    }

    public int port() {
        return port;
    }

    public Process process() {
        return process;
    }

    /// What it prints to standard output after its port, until it ends.
    public List<String> rest() {
        return stdout.lines().toList();
    }

    /// Asks the process to end, and insists after a while.
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
