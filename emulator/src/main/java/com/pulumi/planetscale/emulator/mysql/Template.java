package com.pulumi.planetscale.emulator.mysql;

import com.pulumi.planetscale.emulator.machine.Folders;
import com.pulumi.planetscale.emulator.machine.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A data folder without any schema, made once for each version of a server and copied for each branch.
record Template(Path folder) {
    /// Of what it is made with; another one makes a new template.
    private static final String LAYOUT = "2";

    /// What no client of PlanetScale finds, and makes half of the files that are copied for each branch.
    private static final String USELESS = """
            DROP DATABASE IF EXISTS sys;
            TRUNCATE mysql.help_topic;
            TRUNCATE mysql.help_category;
            TRUNCATE mysql.help_keyword;
            TRUNCATE mysql.help_relation;
            """;

    static Template of(Installation installation, Path cache) throws IOException {
        Path folder = cache.resolve(installation.label() + "-data-" + LAYOUT);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(cache);
            Path beside = Files.createTempDirectory(cache, "template-");
            make(installation, beside);
            Folders.moveUnlessThere(beside, folder);
        }
        return new Template(folder);
    }

    private static void make(Installation installation, Path data) throws IOException {
        List<String> command = new ArrayList<>();
        if (installation.mariaDb()) {
            Optional<Path> script = installation.program("mariadb-install-db", "mysql_install_db");
            command.add(script.orElseThrow(() -> new IOException("mariadb-install-db was not found beside "
                            + installation.server() + ". Install the package of MariaDB's server that has it."))
                    .toString());
            command.addAll(ServerOptions.of(installation, data));
            command.addAll(List.of("--auth-root-authentication-method=normal", "--skip-test-db", "--force"));
        } else {
            command.add(installation.server().toString());
            command.addAll(ServerOptions.of(installation, data));
            command.add("--initialize-insecure");
        }
        command.addAll(ServerOptions.layout(installation));
        Programs.output(command);
        if (installation.mariaDb()) {
            List<String> bootstrap =
                    new ArrayList<>(List.of(installation.server().toString()));
            bootstrap.addAll(ServerOptions.of(installation, data));
            bootstrap.addAll(ServerOptions.layout(installation));
            bootstrap.add("--bootstrap");
            Programs.output(bootstrap, USELESS);
        }
    }

    void copyTo(Path data) throws IOException {
        Files.createDirectories(data.getParent());
        Folders.copy(folder, data);
    }
}
