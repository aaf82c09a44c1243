package com.pulumi.planetscale.emulator.mysql;

import com.pulumi.planetscale.emulator.machine.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The programs of a MySQL-compatible server on this machine.
///
/// @param server the server itself
/// @param base the folder that its other files are below; empty if it knows it by itself
/// @param mariaDb whether it is MariaDB rather than MySQL
record Installation(Path server, Optional<Path> base, boolean mariaDb, String version) {
    private static final List<String> SERVERS = List.of("mysqld", "mariadbd");
    /// Where packages put servers, which the PATH of most users lacks.
    private static final List<String> USUAL_FOLDERS =
            List.of("/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/usr/local/mysql/bin", "/opt/homebrew/bin");

    private static final Pattern VERSION = Pattern.compile("Ver (\\d+\\.\\d+\\.\\d+)");

    /// Looks for a server: on the PATH, in the usual folders, then in Maven's artefact.
    ///
    /// @param cache where the artefact is unpacked
    /// @throws IOException with a sentence that says what to install, if there is none
    static Installation find(Path cache) throws IOException {
        Optional<Path> installed = onPath(SERVERS);
        if (installed.isPresent()) {
            return of(installed.get(), Optional.empty());
        }
        Optional<Path> unpacked = MavenArtefact.unpacked(cache);
        if (unpacked.isPresent()) {
            return of(unpacked.get().resolve("bin/mariadbd"), unpacked);
        }
        throw new IOException("No MySQL-compatible server was found, which --mysql needs. Install MariaDB or MySQL so"
                + " that mysqld or mariadbd is on the PATH (Debian: apt-get install mariadb-server; macOS: brew install"
                + " mariadb), or let Maven download one: mvn dependency:get -Dartifact="
                + MavenArtefact.ARTEFACT.coordinates());
    }

    private static Installation of(Path server, Optional<Path> base) throws IOException {
        String said = Programs.output(List.of(server.toString(), "--no-defaults", "--version"));
        Matcher version = VERSION.matcher(said);
        if (!version.find()) {
            throw new IOException(server + " is not a MySQL-compatible server: --version answers " + said.strip());
        }
        return new Installation(server, base, said.contains("MariaDB"), version.group(1));
    }

    private static Optional<Path> onPath(List<String> names) {
        return Programs.onPath(names, USUAL_FOLDERS).findFirst();
    }

    /// Another program of the same installation.
    ///
    /// @param names it has one of these
    Optional<Path> program(String... names) {
        List<Path> folders = Stream.concat(
                        base.stream().flatMap(folder -> Stream.of(folder.resolve("bin"), folder.resolve("scripts"))),
                        Stream.of(server.toAbsolutePath().getParent()))
                .toList();
        return folders.stream()
                .flatMap(folder -> Arrays.stream(names).map(folder::resolve))
                .filter(Files::isExecutable)
                .findFirst()
                .or(() -> base.isPresent() ? Optional.empty() : onPath(List.of(names)));
    }

    /// Whether it takes `mysql_native_password`, as PlanetScale does and most clients can; MySQL 9 no longer has it.
    boolean hasNativePasswords() {
        return mariaDb || Integer.parseInt(version.substring(0, version.indexOf('.'))) < 9;
    }

    /// Names it, for folders of the cache and for people.
    String label() {
        return (mariaDb ? "mariadb-" : "mysql-") + version;
    }
}
