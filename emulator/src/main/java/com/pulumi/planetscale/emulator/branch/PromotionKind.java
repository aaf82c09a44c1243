package com.pulumi.planetscale.emulator.branch;

import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.PendingRequest;
import com.pulumi.planetscale.emulator.model.Vitess;
import com.pulumi.planetscale.emulator.world.Ids;

/// Promotion and demotion (API reference).
///
/// Vitess only. For PostgreSQL no promotion is documented; there a branch becomes a production branch by its size.
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
        PromotionRules.checkPromotable(call.world(), branch);
        branch.production = true;
        branch.updatedAt = call.now();
        Vitess.followClusterSize(call.world(), branch);
        return Answer.ok(BranchView.of(call, branch));
    }

    /// Where a second administrator is required, the branch stays a production branch until that one confirms.
    private Answer demote(Call call) {
        Branch branch = call.readyBranch(Engine.MYSQL);
        PromotionRules.checkDemotable(call.world(), branch);
        if (!call.database().multipleAdminsRequiredForDemotion) {
            branch.demote(call.world());
        } else if (branch.demotionRequest == null) {
            branch.demotionRequest =
                    new PendingRequest(Ids.publicId(), call.caller().actor(), call.now());
        }
        return Answer.ok(BranchView.of(call, branch));
    }
}
