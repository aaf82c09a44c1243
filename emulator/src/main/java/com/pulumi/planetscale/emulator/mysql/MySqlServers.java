package com.pulumi.planetscale.emulator.mysql;

import com.pulumi.planetscale.emulator.dataplane.Address;
import com.pulumi.planetscale.emulator.dataplane.Server;
import com.pulumi.planetscale.emulator.dataplane.Servers;
import com.pulumi.planetscale.emulator.machine.CertificateAuthority;
import com.pulumi.planetscale.emulator.machine.Folders;
import com.pulumi.planetscale.emulator.machine.Orphan;
import com.pulumi.planetscale.emulator.machine.ServerProcess;
import com.pulumi.planetscale.emulator.world.DataPlaneException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Starts MariaDB or MySQL, whichever this machine has.
public final class MySqlServers implements Servers<Server> {
    private static final int PATIENCE_MILLIS = 1000;
    private static final int SECRET_BYTES = 24;

    private final Installation installation;
    private final Template template;
    private final Optional<CertificateAuthority> authority;
    /// Of the account that the emulator itself uses, until it ends.
    private final String secret;

    private MySqlServers(Installation installation, Template template, Optional<CertificateAuthority> authority) {
        this.installation = installation;
        this.template = template;
        this.authority = authority;
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        this.secret = HexFormat.of().formatHex(random);
    }

    /// Finds a server, and makes what all data folders begin with.
    ///
    /// @throws IOException with a sentence that says what to do, if there is no server
    public static MySqlServers find() throws IOException {
        return find(Optional.empty());
    }

    /// Finds a server, which encrypts if there is an authority for certificates.
    ///
    /// @throws IOException with a sentence that says what to do, if there is no server
    public static MySqlServers find(Optional<CertificateAuthority> authority) throws IOException {
        if (!Files.isExecutable(Path.of("/bin/sh"))) {
            throw new IOException("--mysql works on Linux and macOS, since it needs /bin/sh.");
        }
        Path cache = Folders.cache();
        Installation installation = Installation.find(cache);
        return new MySqlServers(installation, Template.of(installation, cache), authority);
    }

    @Override
    public Server start(Address address, Path folder, boolean kept) throws IOException {
        Path data = folder.resolve("data");
        if (!Files.isDirectory(data)) {
            Path beside = folder.resolve("data.new");
            Folders.delete(beside);
            template.copyTo(beside);
            Files.move(beside, data);
        }
        Orphan.end(data.resolve("server.pid"), "--datadir=" + data);
        Path init = folder.resolve("init.sql");
        Folders.writePrivately(init, String.join("\n", MySqlServer.opening(secret)) + "\n");
        List<String> command = new ArrayList<>(List.of(installation.server().toString()));
        List<String> encryption =
                authority.isPresent() ? encryption(authority.get().issue(address.host(), folder)) : List.of();
        command.addAll(ServerOptions.running(installation, address, data, init, encryption));
        ServerProcess process =
                ServerProcess.start(command, folder.resolve("server.log"), kept ? "" : folder.toString(), "TERM");
        try {
            process.awaitReady(installation.label() + " at " + address, () -> greets(address));
        } catch (IOException e) {
            process.end();
            throw e;
        } finally {
            Files.deleteIfExists(init);
        }
        return new MySqlServer(installation, address, process, secret, authority.isPresent());
    }

    private static List<String> encryption(CertificateAuthority.Issued issued) {
        return List.of(
                "--ssl-cert=" + issued.certificate(),
                "--ssl-key=" + issued.key(),
                // As PlanetScale, which takes no other connections.
                "--require-secure-transport=ON");
    }

    @Override
    public void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new DataPlaneException("Folder " + folder + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    /// Whether it sends the first bytes of its protocol, which it does once it lets clients in.
    private static boolean greets(Address address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }
}
