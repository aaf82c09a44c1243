package com.pulumi.planetscale.emulator.credential;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.PathKey;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.machine.Scram;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Role;
import com.pulumi.planetscale.emulator.model.Ttl;
import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.emulator.world.Ids;
import com.pulumi.planetscale.emulator.world.Refused;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Roles of PostgreSQL branches (API reference), of which the default one is special: it is made and given another
/// password by `reset-default` alone, and stays as long as its branch.
public final class RoleKind implements Kind {
    private static final String ALL = Paths.BRANCH + "/roles";
    private static final String ONE = ALL + "/{role}";

    @Assumes(Assumption.STATUS_WORDS)
    private static final List<String> STATUSES = List.of("active", "expired");

    private static final List<String> SAFETY = List.of("off", "warn", "on");

    @Override
    public void declare(Declarations declarations) {
        Access read = Access.readingBranches().or("connect_production_read_only_branch");
        Access write = RoleAccess.CREATE.any();
        Access drop = RoleAccess.DELETE.any();
        declarations
                .stores("roles", Role.class)
                .leads("role", Role.class, PathKey.ID)
                .get(ALL, read, this::list)
                .post(ALL, write, this::create)
                .get(
                        ALL + "/default",
                        read,
                        call -> Answer.ok(RoleView.of(call, defaultRole(call).orElseThrow(Refused::absent))))
                .post(ALL + "/reset-default", drop, this::resetDefault)
                .get(ONE, read, this::show)
                .patch(ONE, write, this::update)
                .delete(ONE, drop, this::delete)
                .post(ONE + "/renew", write, this::renew)
                .post(ONE + "/reset", drop, this::reset)
                .post(ONE + "/reassign", drop, this::reassign);
    }

    /// Expired ones are shown when asked for only, as with passwords. The words for `status` are not documented.
    private Answer list(Call call) {
        String wanted = call.query().text("q").orElse("").toLowerCase(Locale.ROOT);
        boolean expired =
                call.query().oneOf("status", STATUSES).orElse("active").equals("expired");
        Branch branch = call.branch(Engine.POSTGRESQL);
        return call.countedPage(
                call.world()
                        .in(branch, Role.class)
                        .filter(role -> role.expired(call.now()) == expired)
                        .filter(role -> Stream.of(role.name, role.username(branch))
                                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted))),
                role -> RoleView.of(call, role));
    }

    private Answer get(Call call) {
        return Answer.ok(RoleView.of(call, call.the(Role.class)));
    }

    /// The newer description (August 2026) lets a client ask for the way to a replica or a PgBouncer.
    private Answer show(Call call) {
        View role = RoleView.of(call, call.the(Role.class));
        return Answer.ok(role.putAll(RoleView.way(call, call.the(Role.class))));
    }

    private static Answer withPassword(Call call, Role role) {
        String secret = Ids.passwordSecret();
        role.secretDigest = Digest.of(secret);
        role.verifier = Scram.verifier(secret);
        return Answer.ok(RoleView.of(call, role).put("password", secret));
    }

    private static Optional<Role> defaultRole(Call call) {
        return call.world()
                .in(call.branch(Engine.POSTGRESQL), Role.class)
                .filter(Role::isDefault)
                .findFirst();
    }

    private Answer create(Call call) {
        Branch branch = call.readyBranch(Engine.POSTGRESQL);
        Values body = call.body();
        List<String> inherited =
                RoleRules.checkInherited(body.texts("inherited_roles").orElse(List.of()));
        boolean replication = body.bool("with_replication").orElse(false);
        RoleAccess.CREATE.need(call, inherited, replication);
        RoleRules.checkReplication(replication, inherited);
        Role role = new Role(
                call.origin(branch),
                body.freeName("name").orElseGet(() -> "role-" + Ids.publicId()),
                "pscale_api_" + Ids.publicId(),
                inherited,
                replication,
                Ttl.of(body.number("ttl")).orElse(null),
                call.world().after(call.now(), Delay.ROLE));
        safety(body, "delete").ifPresent(value -> role.requireWhereOnDelete = value);
        safety(body, "update").ifPresent(value -> role.requireWhereOnUpdate = value);
        Answer made = withPassword(call, call.world().add(role));
        call.putIntoEffect(branch, role);
        return made;
    }

    private static Optional<String> safety(Values body, String statement) {
        return body.oneOf("require_where_on_" + statement, SAFETY);
    }

    private Answer update(Call call) {
        Role role = call.the(Role.class);
        RoleAccess.CREATE.need(call, role);
        Optional<String> name = call.body().freeName("name").filter(value -> !value.equals(role.name));
        name.ifPresent(value -> RoleRules.checkRenamable(role));
        Optional<String> onDelete = safety(call.body(), "delete");
        Optional<String> onUpdate = safety(call.body(), "update");

        name.ifPresent(value -> role.name = value);
        onDelete.ifPresent(value -> role.requireWhereOnDelete = value);
        onUpdate.ifPresent(value -> role.requireWhereOnUpdate = value);
        role.updatedAt = call.now();
        return get(call);
    }

    /// The description has the successor in the query, the official Go client sends it in the body (API reference).
    private Answer delete(Call call) {
        Role role = call.the(Role.class);
        RoleAccess.DELETE.need(call, role);
        RoleRules.checkDeletable(role);
        Optional<String> successor =
                call.query().text("successor").or(() -> call.body().filled("successor"));
        successor.ifPresent(name -> RoleRules.handOver(call.world(), call.branch(), role, name));
        RoleRules.checkUnreferenced(role);
        if (role.dropFault == null) {
            RoleRules.drop(call.world(), call.branch(), role, successor.isPresent());
            call.world().remove(role);
        } else {
            role.deletedAt = call.now();
            role.updatedAt = call.now();
        }
        return Answer.noContent();
    }

    private Answer reassign(Call call) {
        Role role = call.the(Role.class);
        RoleAccess.DELETE.need(call, role);
        RoleRules.handOver(call.world(), call.branch(), role, call.body().requiredText("successor"));
        return Answer.noContent();
    }

    /// The password stays and is not shown.
    private Answer renew(Call call) {
        Role role = call.the(Role.class);
        RoleAccess.CREATE.need(call, role);
        role.expiresAt = Ttl.renewed("Role", role.ttl, role.expired(call.now()), call.now());
        role.updatedAt = call.now();
        return get(call);
    }

    /// For roles other than the default one (PlanetScale documentation, the command line's `role reset`).
    private Answer reset(Call call) {
        Role role = call.the(Role.class);
        RoleAccess.DELETE.need(call, role);
        RoleRules.checkResettable(role);
        role.updatedAt = call.now();
        return withPassword(call, role);
    }

    private Answer resetDefault(Call call) {
        Branch branch = call.readyBranch(Engine.POSTGRESQL);
        RoleAccess.DELETE.need(call, Role.PREDEFINED, true);
        Role role = defaultRole(call)
                .orElseGet(() -> call.world()
                        .add(new Role(
                                call.origin(branch),
                                Role.DEFAULT,
                                Role.DEFAULT,
                                Role.PREDEFINED,
                                true,
                                null,
                                call.world().after(call.now(), Delay.ROLE))));
        role.updatedAt = call.now();
        return withPassword(call, role);
    }
}
