package com.pulumi.planetscale.emulator.branch;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.model.KeyspaceResize;
import com.pulumi.planetscale.emulator.model.ReadOnlyRegion;
import com.pulumi.planetscale.emulator.schema.Schemas;
import com.pulumi.planetscale.emulator.sql.lint.Lint;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;
import java.util.List;

/// Which branches may become production branches, and which may stop being one. What is so already is refused: nothing
/// says that repeating is harmless.
@Assumes(Assumption.PROMOTION_NEEDS_A_CHANGE)
final class PromotionRules {
    private PromotionRules() {}

    static void checkPromotable(World world, Branch branch) {
        Refused.when(branch.production, "Branch is already a production branch");
        checkLint(world, branch);
    }

    static void checkDemotable(World world, Branch branch) {
        Refused.when(!branch.production, "Branch is not a production branch");
        new BranchRules(world, branch.database(world)).checkProductionRemains(List.of(branch));
        Refused.when(
                world.in(branch, ReadOnlyRegion.class).findAny().isPresent(),
                "Branch has read-only regions; remove them first");
        boolean resizing = world.in(branch, Keyspace.class)
                .flatMap(keyspace -> world.in(keyspace, KeyspaceResize.class))
                .anyMatch(resize -> resize.unfinished(world.now()));
        Refused.when(resizing, "Branch is being resized");
    }

    /// Production branches and branches with safe migrations have schemas without faults.
    static void checkLint(World world, Branch branch) {
        List<Lint.Finding> findings = Schemas.lint(world, branch);
        if (!findings.isEmpty()) {
            throw Refused.because(
                    "Branch schema has lint errors: " + findings.get(0).description());
        }
    }
}
