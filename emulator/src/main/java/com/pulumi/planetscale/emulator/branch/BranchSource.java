package com.pulumi.planetscale.emulator.branch;

import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.TimeRange;
import com.pulumi.planetscale.emulator.model.Backup;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.world.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The data that a new branch is made of: a backup, the last backup of its parent, or a point in time.
///
/// @param branch whose data it was
/// @param backup empty for a point in time, unless the request says which one it is reached from
/// @param content what the branch was like
/// @param needsSize whether the request must name the sizes (OpenAPI: create_branch, `cluster_size`)
record BranchSource(Branch branch, Optional<Backup> backup, Backup.Content content, boolean needsSize) {
    /// Write-ahead logs take this long to be archived, so no later point can be restored (PlanetScale documentation,
    /// point-in-time recovery).
    private static final Duration NOT_YET_ARCHIVED = Duration.ofMinutes(5);

    private static final Duration DEFAULT_RETENTION = Duration.ofDays(2);

    /// What the request asks for; empty for a branch without data. The sources are exclusive, but for a backup
    /// that a point in time is reached from.
    static Optional<BranchSource> of(Call call, Database database, Branch parent) {
        Optional<BranchSource> backup = call.body().filled("backup_id").map(id -> fromBackup(call, database, id));
        Optional<BranchSource> seed = call.body()
                .oneOf("seed_data", List.of("last_successful_backup"))
                .map(ignored -> fromLastBackup(call, database, parent));
        Optional<BranchSource> point = call.body()
                .filled("restore_point")
                .map(text -> backup.isEmpty()
                        ? fromPoint(call, database, parent, text)
                        : fromPointAfter(call, database, backup.get(), text));
        return point.or(() -> backup).or(() -> seed);
    }

    private static BranchSource fromPointAfter(Call call, Database database, BranchSource start, String text) {
        Instant completed = start.backup().orElseThrow().endsAt;
        Refused.when(
                TimeRange.instant("restore_point", text).isBefore(completed),
                "restore_point is before the backup was completed");
        BranchSource point = fromPoint(call, database, start.branch(), text);
        return new BranchSource(start.branch(), start.backup(), point.content(), start.needsSize());
    }

    private static BranchSource fromBackup(Call call, Database database, String id) {
        Backup backup = call.world()
                .find(Backup.class, id)
                .filter(found -> !found.gone())
                .filter(found -> branch(call, found).database(call.world()) == database)
                .orElseThrow(Refused::absent);
        needRestore(call, database, backup.content.production());
        if (!backup.state(call.now()).equals("success")) {
            throw Refused.because("Backup has not succeeded, its state is " + backup.state(call.now()));
        }
        return new BranchSource(branch(call, backup), Optional.of(backup), backup.content, true);
    }

    /// Data Branching (PlanetScale documentation): needs the database's setting, and takes the size of its source.
    private static BranchSource fromLastBackup(Call call, Database database, Branch parent) {
        needRestore(call, database, parent.production);
        if (!database.allowDataBranching) {
            throw Refused.because("Data branching is not enabled for this database");
        }
        Backup backup = backups(call, parent)
                .max(Comparator.comparing(Backup::createdAt))
                .orElseThrow(() -> Refused.because("Branch " + parent.name + " has no successful backup"));
        return new BranchSource(parent, Optional.of(backup), backup.content, false);
    }

    /// Any point from two days ago, or from the oldest backup if that is earlier, up to five minutes ago.
    private static BranchSource fromPoint(Call call, Database database, Branch parent, String text) {
        needRestore(call, database, parent.production);
        Instant point = TimeRange.instant("restore_point", text);
        Instant oldest = call.now().minus(DEFAULT_RETENTION);
        Instant earliest = backups(call, parent)
                .map(Backup::createdAt)
                .filter(created -> created.isBefore(oldest))
                .min(Comparator.naturalOrder())
                .orElse(oldest);
        if (point.isBefore(earliest)
                || point.isBefore(parent.createdAt())
                || point.isAfter(call.now().minus(NOT_YET_ARCHIVED))) {
            throw Refused.because("restore_point is outside of the window that can be restored");
        }
        return new BranchSource(parent, Optional.empty(), Backup.Content.of(call.world(), parent), false);
    }

    private static Stream<Backup> backups(Call call, Branch branch) {
        return call.world()
                .in(branch, Backup.class)
                .filter(backup -> !backup.gone() && backup.state(call.now()).equals("success"));
    }

    private static Branch branch(Call call, Backup backup) {
        return call.world().owner(backup, Branch.class);
    }

    private static void needRestore(Call call, Database database, boolean production) {
        call.caller().need(production ? "restore_production_branch_backup" : "restore_backup", database);
    }
}
