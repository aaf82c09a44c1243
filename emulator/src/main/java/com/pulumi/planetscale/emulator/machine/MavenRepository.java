package com.pulumi.planetscale.emulator.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Maven's local repository: nothing is downloaded from here.
public final class MavenRepository {
    private MavenRepository() {}

    /// The newest jar of an artefact.
    public static Optional<Path> newest(String group, String artefact) {
        Path folder = root().resolve(group.replace('.', '/')).resolve(artefact);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .max(Comparator.comparing(
                            jar -> numbers(folder.relativize(jar).toString()), Arrays::compare));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        return Optional.ofNullable(System.getProperty("maven.repo.local"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".m2", "repository"));
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\D+", -1))
                .filter(part -> !part.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
