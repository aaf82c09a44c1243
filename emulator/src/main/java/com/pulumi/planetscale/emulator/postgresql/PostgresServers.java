package com.pulumi.planetscale.emulator.postgresql;

import com.pulumi.planetscale.emulator.dataplane.Address;
import com.pulumi.planetscale.emulator.dataplane.RoleServer;
import com.pulumi.planetscale.emulator.dataplane.RoleServers;
import com.pulumi.planetscale.emulator.machine.CertificateAuthority;
import com.pulumi.planetscale.emulator.machine.Folders;
import com.pulumi.planetscale.emulator.machine.Orphan;
import com.pulumi.planetscale.emulator.machine.ServerProcess;
import com.pulumi.planetscale.emulator.world.DataPlaneException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Starts PostgreSQL, and before each server a router that clients connect to.
public final class PostgresServers implements RoleServers {
    /// Where PgBouncer listens at PlanetScale.
    private static final int POOLED_PORT = 6432;
    /// Where the server itself listens, if it has an address of its own.
    private static final int OWN_PORT = 5433;
    /// The ports of an address that one server takes, besides the usual one.
    public static final List<Integer> OTHER_PORTS = List.of(POOLED_PORT, OWN_PORT);

    private static final int MOST_STARTS = 50;
    private static final String STILL_IN_USE = "pre-existing shared memory block";

    private final Installation installation;
    private final Owner owner;
    private final Template template;
    private final Optional<CertificateAuthority> authority;

    private PostgresServers(
            Installation installation, Owner owner, Template template, Optional<CertificateAuthority> authority) {
        this.installation = installation;
        this.owner = owner;
        this.template = template;
        this.authority = authority;
    }

    /// Finds a server, and makes what all data folders begin with.
    ///
    /// @param authority lets the way to servers be encrypted
    /// @throws IOException with a sentence that says what to do, if there is no server
    public static PostgresServers find(Optional<CertificateAuthority> authority) throws IOException {
        if (!Files.isExecutable(Path.of("/bin/sh"))) {
            throw new IOException("--postgres works on Linux and macOS, since it needs /bin/sh.");
        }
        Path cache = Folders.cache();
        Installation installation = Installation.find(cache);
        Owner owner = Owner.current();
        return new PostgresServers(installation, owner, Template.of(installation, owner, cache), authority);
    }

    @Override
    public RoleServer start(Address address, Path folder, boolean kept) throws IOException {
        if (!Files.isDirectory(Template.data(folder))) {
            Template.copy(template.folder(), folder);
        }
        Path data = Template.data(folder);
        Path pid = data.resolve("postmaster.pid");
        Orphan.end(pid, "-D " + data);
        int port = address.usual() ? OWN_PORT : unusedPort();
        InetSocketAddress own = new InetSocketAddress(address.host(), port);
        String secret = Files.readString(Template.secret(folder));
        ServerProcess process =
                run(folder, kept ? "" : folder.toString(), own, secret, installation.label() + " at " + address);
        try {
            return PostgresServer.of(
                    own, secret, folder, process, Router.open(address, own, pooled(address), authority));
        } catch (IOException e) {
            process.end();
            throw e;
        }
    }

    /// Starts it again as long as processes of one that was killed have not noticed that.
    private ServerProcess run(Path folder, String remove, InetSocketAddress own, String secret, String label)
            throws IOException {
        for (int start = 1; ; start++) {
            ServerProcess process = ServerProcess.start(
                    owner.command(command(Template.data(folder), own)),
                    folder.resolve("server.log"),
                    remove,
                    // Ends sessions, where TERM would wait for them.
                    "INT");
            try {
                process.awaitReady(label, () -> PostgresServer.answers(own, secret));
                return process;
            } catch (IOException e) {
                process.end();
                if (start == MOST_STARTS || !String.valueOf(e.getMessage()).contains(STILL_IN_USE)) {
                    throw e;
                }
            }
        }
    }

    private List<String> command(Path data, InetSocketAddress own) {
        return List.of(
                installation.program("postgres").toString(),
                "-D",
                data.toString(),
                "-c",
                "listen_addresses=" + own.getHostString(),
                "-c",
                "port=" + own.getPort(),
                "-c",
                "unix_socket_directories=",
                "-c",
                // What is written outlives the process, which is enough, and not the machine.
                "fsync=off",
                "-c",
                "logging_collector=off");
    }

    private static Optional<Integer> pooled(Address address) {
        return address.usual() ? Optional.of(POOLED_PORT) : Optional.empty();
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return probe.getLocalPort();
        }
    }

    @Override
    public void restore(Path backup, Path folder) {
        try {
            Template.copy(backup, folder);
        } catch (IOException e) {
            throw new DataPlaneException("The backup in " + backup + " cannot be copied: " + e, e);
        }
    }

    @Override
    public void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new DataPlaneException("Folder " + folder + " cannot be deleted: " + e.getMessage(), e);
        }
    }
}
