package com.pulumi.planetscale.emulator.deploy;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.world.Refused;
import java.util.Comparator;
import java.util.Optional;

/// Makes a deploy request (API reference, *Create body*). A second one for the same branches is accepted:
/// nothing says otherwise, and clients that repeat an unanswered call have to look first.
final class NewDeployRequest {
    private final Call call;
    private final Values body;
    private final Database database;

    NewDeployRequest(Call call) {
        this.call = call;
        this.body = call.body();
        this.database = call.database();
    }

    @Assumes(Assumption.SECOND_DEPLOY_REQUEST)
    DeployRequest create() {
        Refused.when(database.kind != Engine.MYSQL, "Deploy requests are only available for Vitess databases");
        Branch head = find(body.requiredText("branch"));
        Branch into = body.filled("into_branch").map(this::find).orElseGet(() -> chosenTarget(head));
        String notes = body.text("notes").orElse("");
        boolean autoDeleteBranch = body.bool("auto_delete_branch").orElse(false);
        boolean autoCutover = body.bool("auto_cutover").orElseGet(this::inheritedAutoCutover);
        check(head, into);
        return DeployRequests.open(
                call.world(), call.origin(database), head, into, notes, autoCutover, autoDeleteBranch);
    }

    private Branch find(String name) {
        return call.world()
                .in(database, Branch.class)
                .filter(branch -> branch.name.equals(name))
                .findFirst()
                .orElseThrow(Refused::absent);
    }

    /// The command line sends no target unless one is given (API reference).
    private Branch chosenTarget(Branch head) {
        return Optional.ofNullable(head.parent)
                .flatMap(parent -> call.world().find(Branch.class, parent))
                .orElseGet(() -> Branch.defaultOf(call.world(), database));
    }

    /// PlanetScale documentation, gated deployments: inherited from the previous request. The first one is not
    /// gated.
    private boolean inheritedAutoCutover() {
        return call.world()
                .in(database, DeployRequest.class)
                .max(Comparator.comparingInt(request -> request.number))
                .map(request -> request.deployment.autoCutover)
                .orElse(true);
    }

    private void check(Branch head, Branch into) {
        Refused.when(head == into, "A branch cannot be deployed into itself");
        for (Branch branch : new Branch[] {head, into}) {
            Refused.when(!branch.ready(call.now()), "Branch " + branch.name + " is not ready");
        }
        Refused.when(!into.safeMigrations, "Branch " + into.name + " does not have safe migrations enabled");
        // PlanetScale documentation, staging branches.
        Refused.when(
                into.production && !into.id().equals(database.defaultBranch),
                "Production branch " + into.name + " must be the default branch to be deployed into");
    }
}
