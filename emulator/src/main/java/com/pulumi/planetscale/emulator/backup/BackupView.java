package com.pulumi.planetscale.emulator.backup;

import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.http.Views;
import com.pulumi.planetscale.emulator.model.Backup;
import com.pulumi.planetscale.emulator.model.BackupPolicy;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.world.Ids;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The JSON of a backup. There are no rows, so sizes are those of empty tables.
final class BackupView {
    private static final long MIB = 1L << 20;
    private static final long EMPTY = 64 * MIB;
    private static final long GIB = 1L << 30;
    /// Dollars a month for each GB (PlanetScale documentation, backups).
    private static final BigDecimal RATE = new BigDecimal("0.023");

    private BackupView() {}

    static View of(Call call, Backup backup) {
        Instant now = call.now();
        Branch branch = call.world().owner(backup, Branch.class);
        boolean done = backup.state(now).equals("success");
        long size = done ? EMPTY + MIB * backup.content.schema().tables().size() : 0;
        return View.of("Backup", backup)
                .put("name", backup.name)
                .put("state", backup.state(now))
                .put("size", size)
                .put("uncompressed_size", size * 2)
                .put("pvc_size", done ? GIB : 0)
                .put("estimated_storage_cost", cost(backup, size))
                .put("started_at", Optional.of(backup.startsAt()).filter(start -> !start.isAfter(now)))
                .put("completed_at", Optional.of(backup.endsAt).filter(end -> done))
                .put("expires_at", backup.expiresAt)
                .put("deleted_at", backup.deletedAt)
                .put("protected", backup.isProtected)
                .put("required", backup.required)
                .put("restored_branches", restored(call, backup))
                .put("actor", Views.nullableActor(backup))
                .optional("backup_policy", policy(call, backup))
                .optional("schema_snapshot", done ? snapshot(call, branch, backup) : null)
                .optional("database_branch", Views.reference("Branch", branch, null));
    }

    /// The included backups cost nothing (PlanetScale documentation, plans).
    private static BigDecimal cost(Backup backup, long size) {
        return backup.required
                ? BigDecimal.ZERO
                : RATE.multiply(BigDecimal.valueOf(size)).divide(BigDecimal.valueOf(GIB), 4, RoundingMode.HALF_UP);
    }

    private static List<View> restored(Call call, Backup backup) {
        return call.world()
                .all(Branch.class)
                .filter(branch -> backup.id().equals(branch.backup))
                .map(branch -> Views.reference("Branch", branch, null))
                .toList();
    }

    /// None on demand, nor where the policy is gone.
    private static Optional<View> policy(Call call, Backup backup) {
        return Optional.ofNullable(backup.policy)
                .flatMap(id -> call.world().find(BackupPolicy.class, id))
                .map(BackupPolicyView::of);
    }

    private static View snapshot(Call call, Branch branch, Backup backup) {
        Database database = branch.database(call.world());
        return new View()
                .put("id", Ids.derived(backup.id(), "schema_snapshot"))
                .put("type", "SchemaSnapshot")
                .put("name", backup.name)
                .put("created_at", backup.endsAt)
                .put("updated_at", backup.endsAt)
                .put("linted_at", backup.endsAt)
                .put(
                        "url",
                        "https://app.planetscale.com/" + call.organization().name + "/" + database.name + "/"
                                + branch.name + "/schema");
    }
}
