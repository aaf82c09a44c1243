package com.pulumi.planetscale.emulator.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The programs of a server as a jar on Maven Central. Nothing is downloaded: it is used if it lies in the local
/// repository, in whatever version.
///
/// @param version which one to advise
public record Artefact(String group, String name, String version) {
    /// Takes what is needed out of a jar.
    @FunctionalInterface
    public interface Unpacking {
        void unpack(Path jar, Path to) throws IOException;
    }

    /// As Maven's commands take them.
    public String coordinates() {
        return group + ":" + name + ":" + version;
    }

    /// The folder with the unpacked programs; empty if no jar is there. A jar is unpacked once.
    ///
    /// @param cache the folder is in it
    public Optional<Path> unpacked(Path cache, Unpacking unpacking) throws IOException {
        Optional<Path> jar = MavenRepository.newest(group, name);
        if (jar.isEmpty()) {
            return Optional.empty();
        }
        Path folder = cache.resolve(jar.get().getFileName().toString().replaceFirst("\\.jar$", ""));
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(cache);
            Path beside = Files.createTempDirectory(cache, "unpacking-");
            unpacking.unpack(jar.get(), beside);
            Folders.moveUnlessThere(beside, folder);
        }
        return Optional.of(folder);
    }
}
