package com.pulumi.planetscale.emulator.postgresql;

import com.pulumi.planetscale.emulator.machine.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The programs of PostgreSQL on this machine.
///
/// @param folder of its programs
/// @param version such as `17.5`
record Installation(Path folder, String version) {
    /// PlanetScale has 17 and 18; an older one lacks roles that it grants, such as `pg_maintain`.
    private static final int OLDEST = 17;

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) ((\\d+)\\S*)");
    /// Where packages put servers, each version in a folder of its own.
    private static final List<String> ROOTS =
            List.of("/usr/lib/postgresql", "/usr/pgsql-18", "/usr/pgsql-17", "/usr/local/pgsql", "/opt/homebrew/opt");

    /// Looks for the newest server that is installed, then for Maven's artefact.
    ///
    /// @param cache where the artefact is unpacked
    /// @throws IOException with a sentence that says what to install, if there is none
    static Installation find(Path cache) throws IOException {
        List<String> old = new ArrayList<>();
        List<Installation> found = new ArrayList<>();
        for (Path server : (Iterable<Path>) Programs.onPath(List.of("postgres"), usualFolders())::iterator) {
            Installation installation = of(server.toRealPath());
            if (installation.major() >= OLDEST) {
                found.add(installation);
            } else {
                old.add(installation.version + " at " + installation.folder);
            }
        }
        Optional<Installation> newest = found.stream()
                .filter(installation -> Files.isExecutable(installation.program("initdb")))
                .max(Comparator.comparingInt(Installation::major));
        if (newest.isPresent()) {
            return newest.get();
        }
        Optional<Path> unpacked = MavenArtefact.unpacked(cache);
        if (unpacked.isPresent()) {
            return of(unpacked.get().resolve("bin/postgres"));
        }
        throw new IOException("No server of PostgreSQL " + OLDEST + " or newer was found, which --postgres needs"
                + (old.isEmpty()
                        ? ""
                        : " (there is "
                                + String.join(", ", old.stream().distinct().toList()) + ")")
                + ". Install one (Debian: the package postgresql-17, in Debian 12 from PostgreSQL's own repository;"
                + " macOS: brew install postgresql@17), or let Maven download one: mvn dependency:get -Dartifact="
                + MavenArtefact.ARTEFACT.coordinates());
    }

    private static Installation of(Path server) throws IOException {
        String said = Programs.output(List.of(server.toString(), "--version"));
        Matcher version = VERSION.matcher(said);
        if (!version.find()) {
            throw new IOException(server + " is not PostgreSQL: --version answers " + said.strip());
        }
        return new Installation(server.resolveSibling("").toAbsolutePath(), version.group(1));
    }

    private static List<String> usualFolders() {
        return ROOTS.stream()
                .map(Path::of)
                .flatMap(root -> Stream.concat(Stream.of(root), children(root)))
                .map(folder -> folder.resolve("bin").toString())
                .toList();
    }

    private static Stream<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int major() {
        return Integer.parseInt(version.replaceFirst("\\D.*", ""));
    }

    Path program(String name) {
        return folder.resolve(name);
    }

    /// Names it, for folders of the cache and for people.
    String label() {
        return "postgresql-" + version;
    }
}
