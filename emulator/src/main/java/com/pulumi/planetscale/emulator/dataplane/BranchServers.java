package com.pulumi.planetscale.emulator.dataplane;

import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.model.Password;
import com.pulumi.planetscale.emulator.model.Vitess;
import com.pulumi.planetscale.emulator.world.DataPlane;
import com.pulumi.planetscale.emulator.world.DataPlaneException;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Keeps one server for each branch that is used, and makes each what the world says of its branch.
///
/// [#follow] compares the two after everything that may have changed the world. So a deletion, an expiry, a sleeping
/// branch or safe migrations take effect by one mechanism, whatever has caused them.
public final class BranchServers implements DataPlane, Connections, AutoCloseable {
    private final World world;
    private final Servers servers;
    private final Path folder;
    private final boolean kept;
    private final Consumer<String> log;
    private final Addresses addresses = new Addresses();
    private final Map<String, Address> reserved = new HashMap<>();
    private final Map<String, Server> running = new HashMap<>();

    /// Starts no server yet.
    ///
    /// @param folder the folders of data are in it
    /// @param kept whether they outlive the emulator
    /// @param log receives a line when a server does not do what it should
    public BranchServers(World world, Servers servers, Path folder, boolean kept, Consumer<String> log) {
        this.world = world;
        this.servers = servers;
        this.folder = folder;
        this.kept = kept;
        this.log = log;
    }

    @Override
    public Optional<String> address(Entity entity) {
        return served(entity).map(branch -> reserve(branch).toString());
    }

    private static Optional<Branch> served(Entity entity) {
        return entity instanceof Branch branch && branch.kind == Engine.MYSQL ? Optional.of(branch) : Optional.empty();
    }

    private Address reserve(Branch branch) {
        return reserved.computeIfAbsent(branch.id(), id -> {
            try {
                Address address =
                        addresses.reserve(Optional.ofNullable(branch.address).map(Address::parse));
                branch.address = address.toString();
                return address;
            } catch (IOException e) {
                throw new DataPlaneException("Branch " + branch.name + " gets no address: " + e.getMessage(), e);
            }
        });
    }

    /// Makes the servers what the world says of their branches. Called under the world's monitor.
    public void follow() {
        for (String id : List.copyOf(running.keySet())) {
            if (world.find(Branch.class, id).filter(this::awake).isEmpty()) {
                stop(id);
            }
        }
        List.copyOf(reserved.keySet()).stream()
                .filter(id -> world.find(Branch.class, id).isEmpty())
                .forEach(this::forget);
        world.all(Branch.class).toList().forEach(branch -> {
            try {
                follow(branch);
            } catch (DataPlaneException e) {
                log.accept("The server of branch " + branch.name + ": " + e.getMessage());
            }
        });
    }

    private boolean awake(Branch branch) {
        return branch.kind == Engine.MYSQL && branch.ready(world.now());
    }

    private void follow(Branch branch) {
        if (awake(branch)
                && (running.containsKey(branch.id())
                        || world.in(branch, Password.class).findAny().isPresent())) {
            Server server = server(branch);
            server.setAccounts(accounts(branch));
        }
    }

    private Server server(Branch branch) {
        Server there = running.get(branch.id());
        if (there != null && there.alive()) {
            return there;
        }
        try {
            Server server = servers.start(reserve(branch), folder.resolve(branch.id()), kept);
            running.put(branch.id(), server);
            server.setSchemas(schemas(branch));
            return server;
        } catch (IOException e) {
            throw new DataPlaneException(String.valueOf(e.getMessage()), e);
        }
    }

    private Set<String> schemas(Branch branch) {
        return world.in(branch, Keyspace.class).map(keyspace -> keyspace.name).collect(Collectors.toSet());
    }

    private List<Account> accounts(Branch branch) {
        Set<String> schemas = schemas(branch);
        return world.in(branch, Password.class)
                .filter(password -> !password.expired(world.now()))
                .filter(password -> password.loginDigest != null)
                .map(password -> account(branch, password, String.valueOf(password.loginDigest), schemas))
                .toList();
    }

    private static Account account(Branch branch, Password password, String digest, Set<String> schemas) {
        boolean admin = password.role.equals("admin");
        boolean both = admin || password.role.equals("readwriter");
        return new Account(
                password.username,
                digest,
                password.cidrs,
                schemas,
                both || password.role.equals("reader"),
                both || password.role.equals("writer"),
                admin && !branch.safeMigrations);
    }

    private void stop(String id) {
        Optional.ofNullable(running.remove(id)).ifPresent(Server::close);
    }

    @Override
    public Connection open(String username, String password, String schema) throws SQLException {
        Server server;
        String begin;
        synchronized (world) {
            Branch branch = world.all(Password.class)
                    .filter(found -> found.username.equals(username))
                    .findFirst()
                    .map(found -> world.owner(found, Branch.class))
                    .filter(this::awake)
                    .orElseThrow(() -> new SQLException("Access denied for user '" + username + "'", "28000", 1045));
            world.settle();
            follow();
            begin = schema.isEmpty() ? Vitess.defaultKeyspace(world, branch).name : schema;
            server = server(branch);
        }
        return server.connect(username, password, begin);
    }

    /// Of a branch that no longer exists.
    private void forget(String id) {
        Optional.ofNullable(reserved.remove(id)).ifPresent(addresses::release);
        servers.delete(folder.resolve(id));
    }

    /// Ends all servers.
    @Override
    public void close() {
        List.copyOf(running.keySet()).forEach(this::stop);
        addresses.close();
        if (!kept) {
            servers.delete(folder);
        }
    }
}
