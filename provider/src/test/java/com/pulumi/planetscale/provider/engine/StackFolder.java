package com.pulumi.planetscale.provider.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The folder of a stack: its program, its state in files, and a home of its own for the engine.
public record StackFolder(Path path, Secrets secrets) implements AutoCloseable {
    private static final String NAME = "it";

    /// What `pulumi stack init` leaves. It names no folder, so it is made once, and each stack begins with a copy.
    private static final Map<Secrets, StackFolder> INITIALIZED = new ConcurrentHashMap<>();

    /// Where the engine has the key of the stack's secrets from.
    public enum Secrets {
        /// A passphrase, as most users of state in files have it.
        PASSPHRASE {
            @Override
            String provider() {
                return "passphrase";
            }

            @Override
            Map<String, String> environment() {
                return Map.of("PULUMI_CONFIG_PASSPHRASE", "it");
            }
        },
        /// A service that keeps keys, which takes the engine half as much time.
        KEY_SERVICE {
            @Override
            String provider() {
                return KeyService.PROVIDER;
            }

            @Override
            Map<String, String> environment() {
                return KeyService.environment();
            }
        };

        abstract String provider();

        abstract Map<String, String> environment();
    }

    private static StackFolder initialize(Secrets secrets) {
        StackFolder folder = empty(secrets);
        Runtime.getRuntime().addShutdownHook(new Thread(folder::close));
        List<String> command = List.of(
                Stack.ENGINE.toString(),
                "stack",
                "init",
                NAME,
                "--secrets-provider",
                secrets.provider(),
                "--non-interactive");
        var engine =
                new ProcessBuilder(command).directory(folder.program().toFile()).redirectErrorStream(true);
        engine.environment().putAll(folder.environment());
        var _ = Stack.start(engine).await().succeeded();
        return folder;
    }

    /// A new folder with an empty program and an empty stack.
    public static StackFolder initialized(Secrets secrets) {
        StackFolder folder = empty(secrets);
        StackFolder model = INITIALIZED.computeIfAbsent(secrets, StackFolder::initialize);
        try (Stream<Path> files = Files.walk(model.state())) {
            for (Path file : files.toList()) {
                copy(file, folder.path().resolve(model.path().relativize(file)));
            }
            copy(model.settings(), folder.settings());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private static void copy(Path file, Path to) throws IOException {
        if (Files.isDirectory(file)) {
            Files.createDirectories(to);
        } else {
            var _ = Files.copy(file, to);
        }
    }

    private static StackFolder empty(Secrets secrets) {
        try {
            var folder = new StackFolder(Files.createTempDirectory("stack"), secrets);
            Files.createDirectory(folder.state());
            Files.createDirectory(folder.program());
            folder.write("");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What an engine has to know so that it works in this folder only.
    public Map<String, String> environment() {
        var environment = new HashMap<>(secrets.environment());
        // An engine ends after a second or two, before it needs the memory that it would look for.
        environment.put("GOGC", "off");
        environment.put("PULUMI_BACKEND_URL", "file://" + state());
        environment.put("PULUMI_STACK", NAME);
        environment.put("PULUMI_HOME", home().toString());
        environment.put("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION", "true");
        return environment;
    }

    /// Where the engine runs.
    public Path program() {
        return path.resolve("program");
    }

    /// The engine's own folder.
    Path home() {
        return path.resolve("home");
    }

    private Path state() {
        return path.resolve("state");
    }

    private Path settings() {
        return program().resolve("Pulumi." + NAME + ".yaml");
    }

    /// The state as it was last written, its secrets encrypted.
    public String checkpoint() {
        return text(checkpointFile());
    }

    /// Replaces the state, as an editor does.
    void replaceCheckpoint(String text) {
        try {
            Files.writeString(checkpointFile(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path checkpointFile() {
        return state().resolve(Path.of(".pulumi", "stacks", NAME, NAME + ".json"));
    }

    /// Sets the program.
    ///
    /// @param rest what comes after its name and its language
    public void write(String rest) {
        try {
            Files.writeString(program().resolve("Pulumi.yaml"), "name: " + NAME + "\nruntime: yaml\n" + rest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sets a value of the stack's configuration, once.
    ///
    /// @param key such as `planetscale:organization`
    public void configure(String key, String value) {
        try {
            Files.writeString(
                    settings(),
                    "config:\n  " + key + ": \"" + value + "\"\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
