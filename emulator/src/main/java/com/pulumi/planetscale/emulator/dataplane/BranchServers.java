package com.pulumi.planetscale.emulator.dataplane;

import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.deploy.DeployRequests;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.model.Password;
import com.pulumi.planetscale.emulator.model.Vitess;
import com.pulumi.planetscale.emulator.sql.schema.Change;
import com.pulumi.planetscale.emulator.sql.schema.Schema;
import com.pulumi.planetscale.emulator.sql.schema.Table;
import com.pulumi.planetscale.emulator.world.DataPlane;
import com.pulumi.planetscale.emulator.world.DataPlaneException;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.World;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
    /// The schemas of the world that servers have, by branch.
    private final Map<String, Schema> agreed = new HashMap<>();
    /// What was said last about servers that do not do what they should, by branch.
    private final Map<String, String> faults = new HashMap<>();
    private final Rows rows;

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
        this.rows = new Rows(world, folder.resolve("rows"));
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
        rows.settle(this::toDump);
        running.keySet().stream()
                .filter(id -> world.find(Branch.class, id).filter(this::awake).isEmpty())
                .toList()
                .forEach(this::stop);
        reserved.keySet().stream()
                .filter(id -> world.find(Branch.class, id).isEmpty())
                .toList()
                .forEach(this::forget);
        world.all(Branch.class).filter(this::isUsed).forEach(branch -> logged(branch, () -> follow(branch)));
    }

    /// Lets what has expired take effect, without a request.
    public void beat() {
        world.all(Branch.class)
                .filter(branch -> awake(branch) && running.containsKey(branch.id()))
                .forEach(branch -> logged(branch, () -> server(branch).setAccounts(accounts(branch))));
    }

    /// A fault is said once, not at each request.
    private void logged(Branch branch, Runnable work) {
        try {
            work.run();
            faults.remove(branch.id());
        } catch (DataPlaneException e) {
            String fault = "The server of branch " + branch.name + ": " + e.getMessage();
            if (!fault.equals(faults.put(branch.id(), fault))) {
                log.accept(fault);
            }
        }
    }

    private boolean awake(Branch branch) {
        return branch.kind == Engine.MYSQL && branch.ready(world.now());
    }

    private boolean isUsed(Branch branch) {
        return awake(branch)
                && (running.containsKey(branch.id())
                        || world.in(branch, Password.class).findAny().isPresent());
    }

    private void follow(Branch branch) {
        Server server = server(branch);
        Schema before = agreed.getOrDefault(branch.id(), Schema.EMPTY);
        Set<String> schemas = schemas(branch);
        server.setSchemas(schemas);
        if (!branch.lastReadSchema().equals(before)) {
            // Something else than a statement has changed it, such as a state that was imported.
            run(server, Change.inOrder(new Schema(server.read(schemas)), branch.lastReadSchema()), schemas);
            agree(branch);
        }
        server.setAccounts(accounts(branch));
    }

    private static void run(Server server, List<Change> changes, Set<String> schemas) {
        changes.stream()
                .filter(change -> schemas.contains(change.keyspace()))
                .forEach(change -> server.run(change.keyspace(), change.statement()));
    }

    @Override
    public boolean run(Entity entity, String schema, String statement) {
        Optional<Branch> branch = served(entity).filter(this::awake);
        branch.ifPresent(found -> server(found).run(schema, statement));
        return branch.isPresent();
    }

    @Override
    public void agree(Entity entity) {
        served(entity).filter(branch -> running.containsKey(branch.id())).ifPresent(branch -> {
            Schema live = read(branch);
            Schema own = branch.lastReadSchema();
            branch.served = live;
            // A view is shown in other words than it was made with.
            branch.setSchema(inOwnWords(live, own, table -> table.isView() || same(table, own)));
            agreed.put(branch.id(), branch.lastReadSchema());
        });
    }

    private static boolean same(Table table, Schema own) {
        return Change.between(new Schema(List.of(table)), only(table, own)).isEmpty();
    }

    private static Schema only(Table table, Schema schema) {
        return new Schema(schema.find(table.keyspace(), table.name()).stream().toList());
    }

    /// What a server shows, but as the world has written it where that means the same.
    private static Schema inOwnWords(Schema live, Schema own, Predicate<Table> same) {
        return new Schema(live.tables().stream()
                .map(table -> same.test(table)
                        ? own.find(table.keyspace(), table.name()).orElse(table)
                        : table)
                .toList());
    }

    @Override
    public void refresh() {
        world.all(Branch.class)
                .filter(branch -> awake(branch) && running.containsKey(branch.id()))
                .toList()
                .forEach(branch -> {
                    try {
                        takeOver(branch, read(branch));
                    } catch (DataPlaneException e) {
                        if (!Objects.equals(branch.unreadable, e.getMessage())) {
                            branch.unreadable = e.getMessage();
                            DeployRequests.schemaChanged(world, branch);
                        }
                    }
                });
    }

    private Schema read(Branch branch) {
        try {
            return new Schema(server(branch).read(schemas(branch)));
        } catch (DataPlaneException e) {
            Server failed = running.get(branch.id());
            if (failed == null || failed.alive()) {
                throw e;
            }
            // It has died since the last time.
            return new Schema(server(branch).read(schemas(branch)));
        }
    }

    private void takeOver(Branch branch, Schema live) {
        Schema last = Optional.ofNullable(branch.served).orElse(Schema.EMPTY);
        if (live.equals(last) && branch.unreadable == null) {
            return;
        }
        Schema before = branch.lastReadSchema();
        boolean readable = branch.unreadable == null;
        branch.served = live;
        branch.setSchema(inOwnWords(
                live, before, table -> last.find(table.keyspace(), table.name()).equals(Optional.of(table))));
        agreed.put(branch.id(), branch.lastReadSchema());
        if (!readable || !branch.lastReadSchema().equals(before)) {
            branch.schemaLastUpdatedAt = world.now();
            DeployRequests.schemaChanged(world, branch);
        }
    }

    /// The server of a branch, which is started and filled if it does not run.
    private Server server(Branch branch) {
        Server there = running.get(branch.id());
        if (there != null && there.alive()) {
            return there;
        }
        Path data = folder.resolve(branch.id());
        boolean known = branch.served != null && Files.isDirectory(data);
        if (!known) {
            servers.delete(data);
        }
        try {
            running.put(branch.id(), servers.start(reserve(branch), data, kept));
        } catch (FileSystemException e) {
            // Its message is only the name of a file.
            throw new DataPlaneException("The server of branch " + branch.name + " does not start: " + e, e);
        } catch (IOException e) {
            throw new DataPlaneException(String.valueOf(e.getMessage()), e);
        }
        try {
            begin(branch, known);
        } catch (DataPlaneException e) {
            stop(branch.id());
            throw e;
        }
        return server(branch);
    }

    private void begin(Branch branch, boolean known) {
        Set<String> schemas = schemas(branch);
        Server server = server(branch);
        server.setSchemas(schemas);
        if (known) {
            takeOver(branch, new Schema(server.read(schemas)));
            agreed.put(branch.id(), branch.lastReadSchema());
            return;
        }
        branch.served = null;
        run(server, Change.inOrder(Schema.EMPTY, branch.lastReadSchema()), schemas);
        rows.of(branch).ifPresent(server::load);
        agree(branch);
    }

    /// The server of a branch whose rows are to be kept; empty for one that never had any.
    private Optional<Runnable> toDump(Branch branch, Path file) {
        boolean has =
                awake(branch) && (running.containsKey(branch.id()) || Files.isDirectory(folder.resolve(branch.id())));
        return has
                ? Optional.of(() -> logged(branch, () -> server(branch).dump(schemas(branch), file)))
                : Optional.empty();
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
        agreed.remove(id);
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
        running.values().parallelStream().forEach(Server::close);
        running.clear();
        addresses.close();
        if (!kept) {
            servers.delete(folder);
        }
    }
}
