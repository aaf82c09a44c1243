package com.pulumi.planetscale.emulator.postgresql;

import com.pulumi.planetscale.emulator.dataplane.LoginRole;
import com.pulumi.planetscale.emulator.dataplane.RoleServer;
import com.pulumi.planetscale.emulator.dataplane.Routes;
import com.pulumi.planetscale.emulator.machine.ServerProcess;
import com.pulumi.planetscale.emulator.world.DataPlaneException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One server that runs, with a connection of the emulator's own.
final class PostgresServer implements RoleServer {
    /// The superuser, which only the emulator is.
    static final String OWN = "planetscale_emulator";

    private static final String DATABASE = "postgres";
    private static final Duration SHORT = Duration.ofMillis(500);

    private final InetSocketAddress address;
    private final String secret;
    private final Path folder;
    private final ServerProcess process;
    private final Router router;
    private final Roles roles = new Roles();
    private final Settings settings = new Settings();
    private @Nullable Session own;

    private PostgresServer(
            InetSocketAddress address, String secret, Path folder, ServerProcess process, Router router) {
        this.address = address;
        this.secret = secret;
        this.folder = folder;
        this.process = process;
        this.router = router;
    }

    static PostgresServer of(
            InetSocketAddress address, String secret, Path folder, ServerProcess process, Router router) {
        PostgresServer server = new PostgresServer(address, secret, folder, process, router);
        server.doing(session -> {
            server.roles.read(session);
            server.settings.read(session);
        });
        return server;
    }

    /// Whether it lets the emulator in.
    static boolean answers(InetSocketAddress address, String secret) {
        try (Session session = Session.open(address, OWN, secret, DATABASE)) {
            return session.open();
        } catch (IOException | Refusal e) {
            return false;
        }
    }

    @Override
    public boolean alive() {
        return process.alive();
    }

    @Override
    public void setRoles(Collection<LoginRole> wanted) {
        doing(session -> roles.set(session, wanted));
    }

    @Override
    public boolean setParameters(Map<String, String> wanted) {
        boolean[] restart = {false};
        doing(session -> restart[0] = settings.set(session, wanted));
        return restart[0];
    }

    @Override
    public boolean drop(String role, boolean withPrivileges) {
        if (withPrivileges) {
            everywhere("DROP OWNED BY " + Roles.name(role));
        }
        boolean[] dropped = {false};
        doing(session -> dropped[0] = roles.drop(session, role));
        return dropped[0];
    }

    @Override
    public void reassign(String donor, String successor) {
        everywhere("REASSIGN OWNED BY " + Roles.name(donor) + " TO " + Roles.name(successor));
    }

    /// In each database: what a role owns in another one is out of reach.
    private void everywhere(String statement) {
        doing(session -> {
            for (List<?> row : session.run("SELECT datname FROM pg_database WHERE datallowconn")) {
                try (Session there = Session.open(address, OWN, secret, String.valueOf(row.get(0)))) {
                    there.run(statement);
                }
            }
        });
    }

    @Override
    public void setRoutes(Routes routes) {
        router.set(routes);
    }

    @Override
    public void backUp(Path to) {
        doing(session -> PhysicalBackup.make(session, folder, to));
    }

    private interface Work {
        void on(Session session) throws IOException, Refusal;
    }

    private void doing(Work work) {
        try {
            work.on(own());
        } catch (Refusal e) {
            throw new DataPlaneException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            closeOwn();
            // It has just died, or will be asked again.
            process.awaitEnd(SHORT);
            throw new DataPlaneException("It does not answer: " + e.getMessage(), e);
        }
    }

    private Session own() throws IOException, Refusal {
        Session session = own;
        if (session == null) {
            session = Session.open(address, OWN, secret, DATABASE);
            own = session;
        }
        return session;
    }

    private void closeOwn() {
        if (own != null) {
            own.close();
            own = null;
        }
    }

    @Override
    public void close() {
        router.close();
        closeOwn();
        process.end();
    }
}
