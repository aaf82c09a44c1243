package com.pulumi.planetscale.emulator.branch;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.Refusal;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.model.KeyspaceResize;
import com.pulumi.planetscale.emulator.model.PendingRequest;
import com.pulumi.planetscale.emulator.model.ReadOnlyRegion;
import com.pulumi.planetscale.emulator.model.Vitess;
import com.pulumi.planetscale.emulator.schema.Schemas;
import com.pulumi.planetscale.emulator.sql.lint.Lint;
import com.pulumi.planetscale.emulator.world.Ids;
import com.pulumi.planetscale.emulator.world.World;
import java.util.List;

/// Promotion and demotion (reference §2.3). What is so already is refused: nothing says that repeating is harmless.
///
/// Vitess only. For PostgreSQL no promotion is documented; there a branch becomes a production branch by its size.
@Assumes(Assumption.PROMOTION_NEEDS_A_CHANGE)
public final class PromotionKind implements Kind {
    @Override
    public void declare(Declarations declarations) {
        declarations
                .post(
                        Paths.BRANCH + "/promote",
                        Access.database("connect_production_branch", "promote_branches"),
                        this::promote)
                .post(
                        Paths.BRANCH + "/demote",
                        Access.database("connect_production_branch", "demote_branches"),
                        this::demote);
    }

    private Answer promote(Call call) {
        Branch branch = call.readyBranch(Engine.MYSQL);
        if (branch.production) {
            throw Refusal.unprocessable("Branch is already a production branch");
        }
        refuseLintErrors(call.world(), branch);
        branch.production = true;
        branch.updatedAt = call.now();
        Vitess.followClusterSize(call.world(), branch);
        return Answer.ok(BranchView.of(call, branch));
    }

    /// Where a second administrator is required, the branch stays a production branch until that one confirms.
    private Answer demote(Call call) {
        Branch branch = call.readyBranch(Engine.MYSQL);
        if (!branch.production) {
            throw Refusal.unprocessable("Branch is not a production branch");
        }
        BranchKind.checkProductionRemains(call, List.of(branch));
        if (call.world().in(branch, ReadOnlyRegion.class).findAny().isPresent()) {
            throw Refusal.unprocessable("Branch has read-only regions; remove them first");
        }
        refuseDuringResize(call, branch);
        if (!call.database().multipleAdminsRequiredForDemotion) {
            demoted(call.world(), branch);
        } else if (branch.demotionRequest == null) {
            branch.demotionRequest =
                    new PendingRequest(Ids.publicId(), call.caller().actor(), call.now());
        }
        return Answer.ok(BranchView.of(call, branch));
    }

    /// Makes it a development branch.
    public static void demoted(World world, Branch branch) {
        branch.production = false;
        branch.demotionRequest = null;
        branch.updatedAt = world.now();
        Vitess.followClusterSize(world, branch);
    }

    static void refuseLintErrors(World world, Branch branch) {
        List<Lint.Finding> findings = Schemas.lint(world, branch);
        if (!findings.isEmpty()) {
            throw Refusal.unprocessable(
                    "Branch schema has lint errors: " + findings.get(0).description());
        }
    }

    private static void refuseDuringResize(Call call, Branch branch) {
        boolean resizing = call.world()
                .in(branch, Keyspace.class)
                .flatMap(keyspace -> call.world().in(keyspace, KeyspaceResize.class))
                .anyMatch(resize -> resize.unfinished(call.now()));
        if (resizing) {
            throw Refusal.unprocessable("Branch is being resized");
        }
    }
}
