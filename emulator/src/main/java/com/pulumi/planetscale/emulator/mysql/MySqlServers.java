package com.pulumi.planetscale.emulator.mysql;

import com.pulumi.planetscale.emulator.dataplane.Address;
import com.pulumi.planetscale.emulator.dataplane.Server;
import com.pulumi.planetscale.emulator.dataplane.Servers;
import com.pulumi.planetscale.emulator.world.DataPlaneException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Starts MariaDB or MySQL, whichever this machine has.
public final class MySqlServers implements Servers {
    private static final Duration STEP = Duration.ofMillis(5);
    private static final int PATIENCE_MILLIS = 1000;
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
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
        Path cache = cache();
        Installation installation = Installation.find(cache);
        return new MySqlServers(installation, Template.of(installation, cache), authority);
    }

    static Path cache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> folder.startsWith("/"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("planetscale-emulator");
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
        Orphan.end(data);
        Path init = folder.resolve("init.sql");
        writePrivately(init, String.join("\n", MySqlServer.opening(secret)) + "\n");
        List<String> command = new ArrayList<>(List.of(installation.server().toString()));
        List<String> encryption = authority.isPresent() ? authority.get().issue(address, folder) : List.of();
        command.addAll(ServerOptions.running(installation, address, data, init, encryption));
        ServerProcess process =
                ServerProcess.start(command, folder.resolve("server.log"), kept ? "" : folder.toString());
        try {
            await(process, address);
        } catch (IOException e) {
            process.end();
            throw e;
        } finally {
            Files.deleteIfExists(init);
        }
        return new MySqlServer(installation, address, process, secret);
    }

    @Override
    public void delete(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new DataPlaneException("Folder " + folder + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /// A server accepts connections only after it has run its init file.
    private void await(ServerProcess process, Address address) throws IOException {
        long begun = System.nanoTime();
        while (Duration.ofNanos(System.nanoTime() - begun).compareTo(LONGEST_START) < 0) {
            try {
                if (process.endsWithin(STEP)) {
                    throw fault(address, "did not start", process);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("The start of the server at " + address + " was interrupted", e);
            }
            if (greets(address) && process.alive()) {
                return;
            }
        }
        throw fault(address, "did not answer within " + LONGEST_START.toSeconds() + " seconds", process);
    }

    private IOException fault(Address address, String what, ServerProcess process) {
        return new IOException("The server " + installation.label() + " at " + address + " " + what + ". It says:\n"
                + process.lastWords());
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
