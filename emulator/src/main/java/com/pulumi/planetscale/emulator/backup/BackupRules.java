package com.pulumi.planetscale.emulator.backup;

import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.model.Backup;
import com.pulumi.planetscale.emulator.model.BackupPolicy;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Retention;
import com.pulumi.planetscale.emulator.world.Refused;
import java.util.Optional;

/// Which backups can be made, and which backups and policies may change or go.
final class BackupRules {
    private BackupRules() {}

    static void checkEmergency(Branch branch, Optional<Boolean> emergency) {
        Refused.when(
                branch.kind == Engine.MYSQL && emergency.isPresent(),
                "emergency is only available for PostgreSQL databases");
    }

    /// How long a backup is kept: unit and value make sense together only.
    static Retention retention(Optional<String> unit, Optional<Integer> value) {
        Refused.when(
                unit.isPresent() != value.isPresent(), "retention_unit and retention_value must be given together");
        Refused.when(
                value.filter(amount -> amount < 1 || amount > Retention.LONGEST).isPresent(),
                "retention_value must be between 1 and " + Retention.LONGEST);
        return unit.flatMap(name -> value.map(amount -> new Retention(amount, name)))
                .orElse(Retention.INCLUDED);
    }

    static void checkDeletable(Backup backup) {
        Refused.when(backup.isProtected, "Backup is protected from deletion");
        Refused.when(backup.required, "Required backups cannot be deleted");
    }

    static void checkChangeable(BackupPolicy policy) {
        Refused.when(policy.required, "Required backup policies cannot be changed");
    }

    static void checkDeletable(BackupPolicy policy) {
        Refused.when(policy.required, "Required backup policies cannot be deleted");
    }
}
