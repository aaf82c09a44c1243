package com.pulumi.planetscale.provider.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.plan.Change;
import com.pulumi.planetscale.provider.plan.Plan;
import java.util.Set;

/// No kind depends on more than the API promises: fields that are null or not required are absent.
final class SparseContractTest extends ContractTest {
    /// Inputs that no answer has to show, so that an import cannot know them.
    private static final Set<String> UNSEEN = Set.of(
            "automaticMigrations",
            "migrationFramework",
            "migrationTableName",
            "replicationDurability",
            "capacity",
            "rate",
            "burst",
            "concurrency",
            "warningThreshold");

    @Override
    Emulator.Options answering(Emulator.Options options) {
        return options.sparse(true);
    }

    /// What could not be seen is set once more, in place.
    @Override
    void followsImport(Plan plan) {
        if (plan instanceof Plan.Update update) {
            assertThat(update.changes())
                    .extracting(change -> change.path().toString())
                    .isSubsetOf(UNSEEN);
            assertThat(update.changes()).extracting(Change::effect).containsOnly(Change.Effect.UPDATE);
        } else {
            super.followsImport(plan);
        }
    }
}
