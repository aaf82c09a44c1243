package com.pulumi.planetscale.emulator.branch;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.NameRules;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;
import java.util.List;
import java.util.stream.Stream;

/// Which names the branches of a database may have, and which of them may go.
record BranchRules(World world, Database database) {
    static BranchRules of(Call call) {
        return new BranchRules(call.world(), call.database());
    }

    /// Names are unique within the database.
    void checkName(String name) {
        checkWording(name);
        Refused.when(branches().anyMatch(branch -> branch.name.equals(name)), "Name has already been taken");
    }

    static void checkWording(String name) {
        NameRules.faultOfBranchName(name).ifPresent(fault -> {
            throw Refused.because(fault);
        });
    }

    /// The branches that a deletion takes: the branch itself, then those made from it.
    List<Branch> doomed(Branch branch, boolean withDescendants) {
        List<Branch> doomed =
                Stream.concat(Stream.of(branch), descendants(branch)).toList();
        Refused.when(
                doomed.size() > 1 && !withDescendants,
                "Branch has child branches; delete them first, or set delete_descendants");
        return doomed;
    }

    private Stream<Branch> descendants(Branch branch) {
        return branches()
                .filter(child -> branch.id().equals(child.parent))
                .flatMap(child -> Stream.concat(Stream.of(child), descendants(child)));
    }

    @Assumes(Assumption.DEFAULT_BRANCH_STAYS_BESIDE_OTHERS)
    void checkDefaultRemains(List<Branch> lost) {
        lost.stream()
                .filter(branch -> branch.id().equals(database.defaultBranch))
                .findFirst()
                .ifPresent(branch -> {
                    throw Refused.because("Branch " + branch.name
                            + " is the default branch and cannot be deleted; set another default branch first");
                });
    }

    /// A database keeps one production branch (API reference).
    void checkProductionRemains(List<Branch> lost) {
        Refused.when(
                branches().noneMatch(branch -> branch.production && !lost.contains(branch)),
                "A database must have at least one production branch");
    }

    private Stream<Branch> branches() {
        return world.in(database, Branch.class);
    }
}
