package com.pulumi.planetscale.emulator.mysql;

import com.pulumi.planetscale.emulator.dataplane.Address;
import com.pulumi.planetscale.emulator.world.DataPlaneException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Rows in a file, written and read by the programs that come with a server.
final class RowFile {
    private final Installation installation;
    private final Address address;
    private final boolean encrypts;
    private final String username;
    private final String password;

    RowFile(Installation installation, Address address, boolean encrypts, String username, String password) {
        this.installation = installation;
        this.address = address;
        this.encrypts = encrypts;
        this.username = username;
        this.password = password;
    }

    void write(Set<String> schemas, Path file) {
        List<String> options = new ArrayList<>(List.of(
                "--no-create-info",
                "--no-create-db",
                "--skip-triggers",
                "--single-transaction",
                "--hex-blob",
                "--complete-insert",
                "--skip-comments",
                "--databases"));
        options.addAll(schemas);
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(beside.toAbsolutePath().getParent());
            run(options, Redirect.PIPE, Redirect.to(beside.toFile()), "mariadb-dump", "mysqldump");
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new DataPlaneException("The rows cannot be kept: " + e.getMessage(), e);
        }
    }

    void read(Path file) {
        try {
            run(
                    List.of("--init-command=SET SESSION foreign_key_checks = 0"),
                    Redirect.from(file.toFile()),
                    Redirect.DISCARD,
                    "mariadb",
                    "mysql");
        } catch (IOException e) {
            throw new DataPlaneException("The rows of " + file + " cannot be put in place: " + e.getMessage(), e);
        }
    }

    private List<String> encryption() {
        if (installation.mariaDb()) {
            return encrypts ? List.of("--ssl", "--skip-ssl-verify-server-cert") : List.of("--skip-ssl");
        }
        return List.of(encrypts ? "--ssl-mode=REQUIRED" : "--ssl-mode=DISABLED");
    }

    private void run(List<String> options, Redirect in, Redirect out, String... names) throws IOException {
        Path program = installation
                .program(names)
                .orElseThrow(() ->
                        new IOException(String.join(" or ", names) + " was not found beside " + installation.server()));
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--no-defaults",
                "--host=" + address.host(),
                "--port=" + address.port(),
                "--user=" + username));
        command.addAll(encryption());
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(in).redirectOutput(out);
        builder.environment().put("MYSQL_PWD", password);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(program.getFileName() + " says: " + said.strip());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(program.getFileName() + " was interrupted", e);
        }
    }
}
