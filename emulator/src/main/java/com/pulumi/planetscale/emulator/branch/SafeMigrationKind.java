package com.pulumi.planetscale.emulator.branch;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.deploy.SchemaMutations;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.model.Branch;

/// Safe migrations (API reference). All three forms may be repeated.
///
/// No access is listed for them anywhere. Here they need `write_database`, the stricter of the two that the reference
/// advises to grant.
public final class SafeMigrationKind implements Kind {
    private static final String PATH = Paths.BRANCH + "/safe-migrations";

    @Assumes(Assumption.SAFE_MIGRATIONS_ACCESS)
    private static final Access ACCESS = Access.database("write_database");

    @Override
    public void declare(Declarations declarations) {
        declarations
                .post(PATH, ACCESS, call -> set(call, true))
                .put(PATH, ACCESS, this::put)
                .delete(PATH, ACCESS, call -> set(call, false));
    }

    private Answer put(Call call) {
        Branch branch = call.readyBranch(Engine.MYSQL);
        return set(call, branch, call.body().requiredBool("safe_migrations"));
    }

    private static Answer set(Call call, boolean enabled) {
        return set(call, call.readyBranch(Engine.MYSQL), enabled);
    }

    private static Answer set(Call call, Branch branch, boolean enabled) {
        if (enabled != branch.safeMigrations) {
            SchemaMutations.refuse(call.world(), branch);
        }
        if (enabled && !branch.safeMigrations) {
            PromotionRules.checkLint(call.world(), branch);
        }
        if (enabled != branch.safeMigrations) {
            branch.safeMigrations = enabled;
            branch.updatedAt = call.now();
        }
        return Answer.ok(BranchView.of(call, branch));
    }
}
