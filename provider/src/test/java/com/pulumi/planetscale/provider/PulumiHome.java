package com.pulumi.planetscale.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// Pulumi's folder as tests have it: one of their own, so that no test reads what another one has left, and none writes
/// to the user's.
final class PulumiHome {
    private PulumiHome() {}

    /// An environment with a new, empty folder, unless it names one; the folder goes when the tests end.
    static Map<String, String> in(Map<String, String> environment) {
        var whole = new HashMap<>(environment);
        whole.computeIfAbsent("PULUMI_HOME", _ -> temporary().toString());
        return whole;
    }

    private static Path temporary() {
        try {
            Path folder = Files.createTempDirectory("pulumi-home");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
