package com.pulumi.planetscale.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// An emulator as a process of its own, which a test may kill.
public final class EmulatorProcess implements AutoCloseable {
    private final Process process;
    private final Client client;

    private EmulatorProcess(Process process, Client client) {
        this.process = process;
        this.client = client;
    }

    /// Starts it, and returns when it serves.
    ///
    /// @param folder for what it says on standard error
    public static EmulatorProcess start(Path folder, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                Main.class.getName(),
                "--port=0",
                "--no-delays"));
        command.addAll(List.of(options));
        Path said = folder.resolve("err");
        Process process =
                new ProcessBuilder(command).redirectError(said.toFile()).start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Map<String, String> environment = new HashMap<>();
        while (environment.size() < 4) {
            String line = out.readLine();
            assertThat(line).as("%s", Files.readString(said)).isNotNull();
            environment.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        return new EmulatorProcess(
                process,
                new Client(
                        environment.getOrDefault("PLANETSCALE_SERVER_URL", ""),
                        environment.get("PLANETSCALE_SERVICE_TOKEN_ID") + ":"
                                + environment.get("PLANETSCALE_SERVICE_TOKEN")));
    }

    /// Of this test, whether the JVM itself or a launcher has loaded it.
    private static String classPath() {
        return Main.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs())
                        .map(url -> Path.of(URI.create(url.toString())).toString())
                        .collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    public Client client() {
        return client;
    }

    /// As `kill -9` does.
    public void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
    }
}
