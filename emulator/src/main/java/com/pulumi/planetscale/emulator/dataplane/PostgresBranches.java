package com.pulumi.planetscale.emulator.dataplane;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.Parameter;
import com.pulumi.planetscale.emulator.catalog.Parameters;
import com.pulumi.planetscale.emulator.credential.Cidrs;
import com.pulumi.planetscale.emulator.model.Bouncer;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.IpRestriction;
import com.pulumi.planetscale.emulator.model.Role;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Keeps one server for each PostgreSQL branch that is used, and makes each what the world says of its branch.
public final class PostgresBranches implements Follower {
    /// Of the parameters that are the server's own.
    private static final String NAMESPACE = "pgconf";

    private static final Map<String, String> UNITS = Map.of("bytes", "B", "seconds", "s");

    private final World world;
    private final RoleServers servers;
    private final Fleet<RoleServer> fleet;
    private final Rows backups;

    /// Starts no server yet.
    ///
    /// @param ports that a server with an address of its own listens on, besides the usual one
    /// @param folder the folders of data are in it
    /// @param kept whether they outlive the emulator
    /// @param log receives a line when a server does not do what it should
    public PostgresBranches(
            World world, RoleServers servers, List<Integer> ports, Path folder, boolean kept, Consumer<String> log) {
        this.world = world;
        this.servers = servers;
        this.fleet = new Fleet<>(servers, new Addresses(Address.POSTGRESQL, ports), folder, kept, log);
        this.backups = new Rows(world, Engine.POSTGRESQL, folder.resolve("backups"), "");
    }

    @Override
    public Optional<String> address(Entity entity) {
        return served(entity).map(branch -> fleet.address(branch).toString());
    }

    private static Optional<Branch> served(Entity entity) {
        return entity instanceof Branch branch && branch.kind == Engine.POSTGRESQL
                ? Optional.of(branch)
                : Optional.empty();
    }

    @Override
    public void follow() {
        backups.settle(this::toBackUp);
        fleet.follow(world, this::awake, id -> {});
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
                .forEach(branch -> fleet.logged(branch, () -> follow(branch)));
    }

    private boolean awake(Branch branch) {
        return branch.kind == Engine.POSTGRESQL && branch.ready(world.now());
    }

    private boolean isUsed(Branch branch) {
        return awake(branch)
                && (fleet.started(branch)
                        || world.in(branch, Role.class).findAny().isPresent());
    }

    private void follow(Branch branch) {
        letIn(branch);
        // Parameters come last: if the server refuses a value, clients can still log in.
        if (server(branch).setParameters(parameters(branch))) {
            fleet.stop(branch.id());
            letIn(branch);
        }
    }

    private void letIn(Branch branch) {
        RoleServer server = server(branch);
        server.setRoles(roles(branch));
        server.setRoutes(routes(branch));
    }

    /// The server of a branch, which is started if it does not run.
    private RoleServer server(Branch branch) {
        return fleet.alive(branch).orElseGet(() -> {
            // What is left of one that has died.
            fleet.stop(branch.id());
            if (!fleet.hasData(branch)) {
                backups.of(branch).ifPresent(backup -> servers.restore(backup, fleet.data(branch)));
            }
            return fleet.start(branch);
        });
    }

    /// As the server reads them: what the API calls bytes and seconds has no unit there.
    private static Map<String, String> parameters(Branch branch) {
        Map<String, String> values = new TreeMap<>();
        branch.cluster().parameters().getOrDefault(NAMESPACE, Map.of()).forEach((name, value) -> {
            String type = Parameters.CATALOG
                    .find(NAMESPACE, name)
                    .map(Parameter::parameterType)
                    .orElse("");
            values.put(name, value + UNITS.getOrDefault(type, ""));
        });
        return values;
    }

    /// PostgreSQL has the default role before the API has made it. Until then, clients cannot log in with it.
    private List<LoginRole> roles(Branch branch) {
        List<LoginRole> roles = new ArrayList<>(world.in(branch, Role.class)
                .filter(role -> role.ready(world.now()))
                .map(this::login)
                .toList());
        if (roles.stream().noneMatch(role -> role.name().equals(Role.DEFAULT))) {
            roles.add(new LoginRole(Role.DEFAULT, Optional.empty(), false, Role.PREDEFINED, true, true));
        }
        return roles;
    }

    @Assumes(Assumption.EXPIRED_ROLE)
    private LoginRole login(Role role) {
        boolean open = !role.expired(world.now()) && role.deletedAt == null && role.verifier != null;
        return new LoginRole(
                role.baseUsername,
                Optional.ofNullable(role.verifier),
                open,
                role.inheritedRoles,
                role.isDefault(),
                role.withReplication);
    }

    private Routes routes(Branch branch) {
        List<Rule> rules = world.in(branch.database(world), IpRestriction.class)
                .map(restriction -> new Rule(restriction.role, List.copyOf(restriction.cidrs)))
                .toList();
        return new Routes(
                branch.id(),
                branch.cluster().replicas() > 0,
                world.in(branch, Bouncer.class)
                        .collect(Collectors.toMap(
                                bouncer -> bouncer.name,
                                bouncer -> bouncer.settings.target().startsWith("replica"))),
                (role, client) -> admits(rules, role, client));
    }

    /// @param role empty for every role
    private record Rule(String role, List<String> cidrs) {}

    /// A rule for a schema counts for the whole database: a connection is not made to a schema.
    @Assumes(Assumption.IP_RESTRICTIONS_COMBINE)
    private static boolean admits(List<Rule> rules, String role, String client) {
        List<Rule> own = rules.stream()
                .filter(rule -> rule.role().isEmpty() || rule.role().equals(role))
                .toList();
        return own.isEmpty() || own.stream().anyMatch(rule -> Cidrs.allow(rule.cidrs(), client));
    }

    @Override
    public void reassign(Entity entity, String donor, String successor) {
        served(entity).filter(this::isUsed).ifPresent(branch -> {
            follow(branch);
            server(branch).reassign(donor, successor);
        });
    }

    @Override
    public boolean dropRole(Entity entity, String role, boolean withPrivileges) {
        Optional<Branch> branch = served(entity).filter(this::isUsed);
        branch.ifPresent(this::follow);
        return branch.map(found -> server(found).drop(role, withPrivileges)).orElse(true);
    }

    /// The server of a branch that is backed up; empty for one that never had any.
    private Optional<Runnable> toBackUp(Branch branch, Path folder) {
        boolean has = awake(branch) && (fleet.started(branch) || fleet.hasData(branch));
        return has ? Optional.of(() -> fleet.logged(branch, () -> server(branch).backUp(folder))) : Optional.empty();
    }

    @Override
    public void close() {
        fleet.close();
    }
}
