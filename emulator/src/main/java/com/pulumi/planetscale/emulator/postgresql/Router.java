package com.pulumi.planetscale.emulator.postgresql;

import com.pulumi.planetscale.emulator.dataplane.Address;
import com.pulumi.planetscale.emulator.dataplane.Routes;
import com.pulumi.planetscale.emulator.machine.CertificateAuthority;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// What clients of a branch connect to: it reads the user name, which says the way, and passes on everything after that
/// as it is. So a server has the roles that it has at PlanetScale, whose names lack the branch.
final class Router implements AutoCloseable {
    private final InetSocketAddress server;
    private final Optional<SSLContext> encryption;
    private final List<ServerSocket> doors = new ArrayList<>();
    private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Routes routes;

    private Router(InetSocketAddress server, Optional<SSLContext> encryption) {
        this.server = server;
        this.encryption = encryption;
    }

    /// Lets clients in.
    ///
    /// @param address where the branch is reached
    /// @param server where its server listens
    /// @param pooled PgBouncer's port
    static Router open(
            Address address,
            InetSocketAddress server,
            Optional<Integer> pooled,
            Optional<CertificateAuthority> authority)
            throws IOException {
        Router router = new Router(
                server,
                authority.isPresent() ? Optional.of(authority.get().context(address.host())) : Optional.empty());
        try {
            router.listen(address.host(), address.port(), false);
            if (pooled.isPresent()) {
                router.listen(address.host(), pooled.get(), true);
            }
            return router;
        } catch (IOException e) {
            router.close();
            throw new IOException("Clients cannot be let in at " + address + ": " + e.getMessage(), e);
        }
    }

    private void listen(String host, int port, boolean pooled) throws IOException {
        ServerSocket door = new ServerSocket();
        doors.add(door);
        door.setReuseAddress(true);
        door.bind(new InetSocketAddress(host, port));
        start("door " + host + ":" + port, () -> letIn(door, pooled));
    }

    static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "postgres " + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void letIn(ServerSocket door, boolean pooled) {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Visit visit = new Visit(client, server, encryption, pooled);
                visits.add(visit);
                start("client " + client.getRemoteSocketAddress(), () -> {
                    try {
                        visit.run(routes);
                    } finally {
                        visits.remove(visit);
                    }
                });
            } catch (IOException e) {
                // The door was closed, or the client has gone already.
            }
        }
    }

    void set(Routes value) {
        routes = value;
    }

    /// Ends all connections, and lets no more in.
    @Override
    public void close() {
        doors.forEach(Visit::closeQuietly);
        visits.forEach(Visit::close);
    }
}
