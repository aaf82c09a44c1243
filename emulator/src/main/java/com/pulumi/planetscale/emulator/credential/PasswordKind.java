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
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Password;
import com.pulumi.planetscale.emulator.model.Ttl;
import com.pulumi.planetscale.emulator.world.Ids;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Passwords of Vitess branches (API reference).
///
/// Any of the accesses opens an operation; then the one for the branch is needed: production branches want the
/// `…production…` names, where those for reading suffice for readers only (the names' own meaning, stricter than the
/// lists of the description).
public final class PasswordKind implements Kind {
    private static final String ALL = Paths.BRANCH + "/passwords";
    private static final String ONE = ALL + "/{password}";
    private static final List<String> ROLES = List.of("reader", "writer", "admin", "readwriter");

    @Assumes(Assumption.STATUS_WORDS)
    private static final List<String> STATUSES = List.of("active", "expired");

    private static final String READING = "connect_production_read_only_branch";
    private static final Access READ = Access.readingBranches().or(READING);
    private static final Access CONNECT = Access.database("connect_branch", "connect_production_branch", READING);
    private static final Access DELETE = Access.database(
            "delete_branch_password",
            "delete_production_branch_password",
            "delete_production_read_only_branch_password");

    @Override
    public void declare(Declarations declarations) {
        declarations
                .stores("passwords", Password.class)
                .leads("password", Password.class, PathKey.ID)
                .get(ALL, READ, call -> list(call, Stream.of(call.readyBranch(Engine.MYSQL))))
                .post(ALL, CONNECT, this::create)
                .get(ONE, READ, this::get)
                .patch(ONE, CONNECT, this::update)
                .delete(ONE, DELETE, this::delete)
                .post(ONE + "/renew", CONNECT, this::renew)
                .undescribed(
                        "GET",
                        Paths.DATABASE + "/passwords",
                        READ,
                        call -> list(call, call.world().in(call.database(), Branch.class)));
    }

    /// Expired ones are shown when asked for only. The words for `status` are not documented.
    private Answer list(Call call, Stream<Branch> branches) {
        String wanted = call.query().text("q").orElse("").toLowerCase(Locale.ROOT);
        boolean expired =
                call.query().oneOf("status", STATUSES).orElse("active").equals("expired");
        Optional<String> region = call.query().text("read_only_region_id");
        return call.countedPage(
                branches.flatMap(branch -> call.world().in(branch, Password.class))
                        .filter(password -> password.expired(call.now()) == expired)
                        .filter(password -> region.filter(id -> !id.equals(password.readOnlyRegion))
                                .isEmpty())
                        .filter(password ->
                                password.name.toLowerCase(Locale.ROOT).contains(wanted)),
                password -> PasswordView.of(call, password));
    }

    private Answer get(Call call) {
        return Answer.ok(PasswordView.of(call, call.the(Password.class)));
    }

    private Answer create(Call call) {
        Branch branch = call.readyBranch(Engine.MYSQL);
        Values body = call.body();
        boolean replica = body.bool("replica").orElse(false);
        // The description lacks it; the official command line sends it.
        Optional<String> region = body.filled("read_only_region_id");
        String role = body.oneOf("role", ROLES).orElse(replica || region.isPresent() ? "reader" : "admin");
        needConnection(call, branch, role);
        PasswordRules.checkReplica(branch, replica, role);
        region.ifPresent(id -> PasswordRules.checkRegion(call.world(), branch, id, replica, role));
        Password password = new Password(
                call.origin(branch),
                body.freeName("name").orElseGet(() -> "password-" + Ids.publicId()),
                Ids.username(),
                role,
                replica,
                body.bool("direct_vtgate").orElse(false),
                Ttl.of(body.number("ttl")).orElse(null));
        password.cidrs = Cidrs.checked(body).orElse(List.of());
        password.readOnlyRegion = region.orElse(null);
        String secret = Ids.passwordSecret();
        password.secretDigest = Digest.of(secret);
        password.loginDigest = Digest.ofMySql(secret);
        // Slow on purpose, so that it is made where it is of use only.
        if (call.world().dataPlane().address(branch).isPresent()) {
            password.sha2Digest = CachingSha2.of(secret);
        }
        call.world().add(password);
        call.putIntoEffect(branch, password);
        return Answer.created(PasswordView.of(call, password).put("plain_text", secret));
    }

    @Assumes(Assumption.PASSWORD_ACCESS_BY_BRANCH)
    private static void needConnection(Call call, Branch branch, String role) {
        boolean readOnly =
                branch.production && role.equals("reader") && call.caller().may(List.of(READING), call.database());
        if (!readOnly) {
            call.caller().need(branch.production ? "connect_production_branch" : "connect_branch", call.database());
        }
    }

    private Answer update(Call call) {
        Password password = call.the(Password.class);
        needConnection(call, call.branch(), password.role);
        Optional<String> name = call.body().freeName("name");
        Optional<List<String>> cidrs = Cidrs.checked(call.body());

        name.ifPresent(value -> password.name = value);
        cidrs.ifPresent(value -> password.cidrs = value);
        password.updatedAt = call.now();
        return get(call);
    }

    private Answer delete(Call call) {
        Password password = call.the(Password.class);
        boolean production = call.branch().production;
        boolean readOnly = production
                && password.role.equals("reader")
                && call.caller().may(List.of("delete_production_read_only_branch_password"), call.database());
        if (!readOnly) {
            call.caller()
                    .need(production ? "delete_production_branch_password" : "delete_branch_password", call.database());
        }
        call.world().remove(password);
        return Answer.noContent();
    }

    /// The secret stays and is not shown.
    private Answer renew(Call call) {
        Password password = call.the(Password.class);
        needConnection(call, call.branch(), password.role);
        password.expiresAt = Ttl.renewed("Password", password.ttl, password.expired(call.now()), call.now());
        password.updatedAt = call.now();
        return get(call);
    }
}
