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
import com.pulumi.planetscale.emulator.world.DataPlaneException;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.World;
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
public final class BranchServers implements Follower, Connections {
    private final World world;
    private final Fleet<Server> fleet;
    /// The schemas of the world that servers have, by branch.
    private final Map<String, Schema> agreed = new HashMap<>();
    private final Rows rows;

    /// Starts no server yet.
    ///
    /// @param folder the folders of data are in it
    /// @param kept whether they outlive the emulator
    /// @param log receives a line when a server does not do what it should
    public BranchServers(World world, Servers<Server> servers, Path folder, boolean kept, Consumer<String> log) {
        this.world = world;
        this.fleet = new Fleet<>(servers, new Addresses(Address.MYSQL, List.of()), folder, kept, log);
        this.rows = new Rows(world, Engine.MYSQL, folder.resolve("rows"), ".sql");
    }

    @Override
    public Optional<String> address(Entity entity) {
        return served(entity).map(branch -> fleet.address(branch).toString());
    }

    private static Optional<Branch> served(Entity entity) {
        return entity instanceof Branch branch && branch.kind == Engine.MYSQL ? Optional.of(branch) : Optional.empty();
    }

    @Override
    public void follow() {
        rows.settle(this::toDump);
        fleet.follow(world, this::awake, agreed::remove);
        world.all(Branch.class).filter(this::isUsed).forEach(branch -> fleet.logged(branch, () -> follow(branch)));
    }

    @Override
    public void settle(Entity entity) {
        served(entity).filter(this::isUsed).ifPresent(this::follow);
    }

    @Override
    public void beat() {
        world.all(Branch.class)
                .filter(branch -> awake(branch) && fleet.started(branch))
                .forEach(branch -> fleet.logged(branch, () -> server(branch).setAccounts(accounts(branch))));
    }

    private boolean awake(Branch branch) {
        return branch.kind == Engine.MYSQL && branch.ready(world.now());
    }

    private boolean isUsed(Branch branch) {
        return awake(branch)
                && (fleet.started(branch)
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
        served(entity).filter(branch -> fleet.started(branch)).ifPresent(branch -> {
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
                .filter(branch -> awake(branch) && fleet.started(branch))
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
            if (fleet.alive(branch).isPresent()) {
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
        return fleet.alive(branch).orElseGet(() -> start(branch));
    }

    private Server start(Branch branch) {
        boolean known = branch.served != null && fleet.hasData(branch);
        if (!known) {
            fleet.deleteData(branch);
        }
        fleet.start(branch);
        try {
            begin(branch, known);
        } catch (DataPlaneException e) {
            agreed.remove(branch.id());
            fleet.stop(branch.id());
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
        boolean has = awake(branch) && (fleet.started(branch) || fleet.hasData(branch));
        return has
                ? Optional.of(() -> fleet.logged(branch, () -> server(branch).dump(schemas(branch), file)))
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
                Optional.ofNullable(password.sha2Digest),
                password.cidrs,
                schemas,
                both || password.role.equals("reader"),
                both || password.role.equals("writer"),
                admin && !branch.safeMigrations);
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

    /// Ends all servers.
    @Override
    public void close() {
        fleet.close();
    }
}
