package com.pulumi.planetscale.emulator.postgresql;

import com.pulumi.planetscale.emulator.machine.Folders;
import com.pulumi.planetscale.emulator.machine.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/// What each branch begins with: the data of an empty cluster, and the password of its superuser. Made once for each
/// version of a server.
record Template(Path folder) {
    /// Of what it is made with; another one makes a new template.
    private static final String LAYOUT = "1";

    private static final int SECRET_BYTES = 24;
    private static final String ACCESS = """
            # Clients come by the emulator, which has checked the address.
            host all         all 127.0.0.0/8 scram-sha-256
            host replication all 127.0.0.0/8 scram-sha-256
            """;
    /// Below what the API can set, so that it counts.
    private static final String SETTINGS = """

            shared_buffers = 16MB
            max_connections = 100
            wal_level = logical
            max_wal_size = 64MB
            min_wal_size = 4MB
            # In the folder, so that nothing stays elsewhere of a server that was killed.
            dynamic_shared_memory_type = mmap
            password_encryption = scram-sha-256
            timezone = UTC
            log_timezone = UTC
            """;

    static Template of(Installation installation, Owner owner, Path cache) throws IOException {
        Path folder = cache.resolve(installation.label() + (owner.root() ? "-root" : "") + "-data-" + LAYOUT);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(cache);
            Path beside = Files.createTempDirectory(cache, "template-");
            make(installation, owner, beside);
            Folders.moveUnlessThere(beside, folder);
        }
        return new Template(folder);
    }

    private static void make(Installation installation, Owner owner, Path folder) throws IOException {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        Path secret = secret(folder);
        Folders.writePrivately(secret, HexFormat.of().formatHex(random));
        Path data = Files.createDirectory(data(folder));
        owner.own(data);
        Programs.output(owner.command(List.of(
                installation.program("initdb").toString(),
                "--pgdata=" + data,
                "--username=" + PostgresServer.OWN,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                // Letters beyond ASCII have upper and lower case, whatever locales this machine has.
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--wal-segsize=1",
                "--no-sync")));
        Files.writeString(data.resolve("pg_hba.conf"), ACCESS);
        Files.writeString(data.resolve("postgresql.conf"), SETTINGS, StandardOpenOption.APPEND);
    }

    /// The folder that the server itself works in.
    static Path data(Path folder) {
        return folder.resolve("data");
    }

    /// The password of the superuser.
    static Path secret(Path folder) {
        return folder.resolve("secret");
    }

    /// Makes the folder of a branch, which is complete or not there.
    ///
    /// @param from a template or a backup
    static void copy(Path from, Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Path beside = folder.resolveSibling(folder.getFileName() + ".new");
        Folders.delete(beside);
        Folders.copy(from, beside);
        Folders.delete(folder);
        Files.move(beside, folder);
    }
}
