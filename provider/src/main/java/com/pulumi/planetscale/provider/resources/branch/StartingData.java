package com.pulumi.planetscale.provider.resources.branch;

import static com.pulumi.planetscale.provider.resources.branch.BranchProperties.BACKUP_ID;
import static com.pulumi.planetscale.provider.resources.branch.BranchProperties.PARENT_BRANCH;
import static com.pulumi.planetscale.provider.resources.branch.BranchProperties.RESTORE_POINT;
import static com.pulumi.planetscale.provider.resources.branch.BranchProperties.SEED_DATA;

import com.pulumi.planetscale.provider.api.Answer;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Times;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether the data that a new branch is to start with can be had: a backup, a point in time, or the last backup of its
/// parent.
///
/// @param database where PlanetScale has the database
/// @param inputs what the program wants of the branch
record StartingData(Reads api, ApiPath database, PropertyMap inputs) {
    /// How far back each branch can be restored (documentation, "Point-in-time recovery", November 2026).
    private static final Duration ALWAYS_THERE = Duration.ofDays(2);

    /// What the API returns for a backup.
    private record Backup(
            @Nullable String state,
            @Nullable String createdAt,
            @Nullable String deletedAt) implements Answer {
        @Override
        public boolean isWhole() {
            return state != null;
        }

        boolean hasSucceeded() {
            return deletedAt == null && "success".equals(state);
        }
    }

    /// Why the data is not available; empty if nothing says so.
    Optional<Finding> obstacle(Operation operation, Directory.Database found) throws IOException, InterruptedException {
        Optional<String> backup = inputs.find(BACKUP_ID);
        if (backup.isPresent()) {
            return backup(backup.get());
        }
        if (!inputs.has(RESTORE_POINT) && !inputs.has(SEED_DATA)) {
            return Optional.empty();
        }
        Optional<Instant> point =
                inputs.find(RESTORE_POINT).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        if (point.filter(time -> time.isAfter(operation.now())).isPresent()) {
            return refused("is in the future", "Use a time in the past.");
        }
        Optional<LiveBranch> parent = parent(found);
        if (parent.isEmpty()) {
            return Optional.empty();
        }
        return point.isPresent() ? point(operation, point.get(), parent.get()) : seed(parent.get());
    }

    /// Backups are listed by branch; the one that is wanted may be of any branch.
    private Optional<Finding> backup(String id) throws IOException, InterruptedException {
        for (String branch : branches()) {
            Optional<Backup> there = api.peek(database.then("/branches/{}/backups/{}", branch, id), Backup.class);
            if (there.isPresent()) {
                return there.get().hasSucceeded()
                        ? Optional.empty()
                        : Optional.of(Finding.refusal(
                                BACKUP_ID,
                                "backup `" + id + "` cannot be restored: its state is `"
                                        + (there.get().deletedAt() == null
                                                ? there.get().state()
                                                : "deleted") + "`",
                                "Use one whose state is `success`; the function `getBackups` lists them."));
            }
        }
        return Optional.of(Finding.refusal(
                BACKUP_ID,
                "no branch of database `" + database.segments().getLast() + "` has a backup `" + id + "`",
                "Use the `publicId` of one of its backups; the function `getBackups` lists them."));
    }

    private Optional<Finding> point(Operation operation, Instant point, LiveBranch parent)
            throws IOException, InterruptedException {
        if (parent.createdAt() != null && point.isBefore(Times.parse(parent.createdAt()))) {
            return refused(
                    "is before branch `" + parent.name() + "` was created, at " + parent.createdAt(),
                    "Use a time after that.");
        }
        if (!point.isBefore(operation.now().minus(ALWAYS_THERE))) {
            return Optional.empty();
        }
        Optional<Instant> oldest = backups(parent).stream()
                .flatMap(backup -> Stream.ofNullable(backup.createdAt()))
                .map(Times::parse)
                .min(Comparator.naturalOrder());
        return oldest.filter(begun -> !point.isBefore(begun)).isPresent()
                ? Optional.empty()
                : refused(
                        "is more than two days ago, and branch `" + parent.name() + "` has no backup that is as old",
                        oldest.map(begun -> "Use " + begun + " or a later time.")
                                .orElse("Use a time of the last two days."));
    }

    private Optional<Finding> seed(LiveBranch parent) throws IOException, InterruptedException {
        return backups(parent).isEmpty()
                ? Optional.of(Finding.refusal(
                        SEED_DATA,
                        "branch `" + parent.name() + "` has no backup that has succeeded, so there is no data to start"
                                + " with",
                        "Make a `Backup` of it first."))
                : Optional.empty();
    }

    private Optional<Finding> refused(String why, String remedy) {
        return Optional.of(Finding.refusal(RESTORE_POINT, "`" + inputs.get(RESTORE_POINT) + "` " + why, remedy));
    }

    /// The branch that the data comes from; empty if it is not known yet, or cannot be seen.
    private Optional<LiveBranch> parent(Directory.Database found) throws IOException, InterruptedException {
        Optional<String> name =
                inputs.has(PARENT_BRANCH) ? inputs.find(PARENT_BRANCH) : Optional.ofNullable(found.defaultBranch());
        return name.isEmpty()
                ? Optional.empty()
                : api.peek(database.then("/branches/{}", name.get()), LiveBranch.class);
    }

    private List<Backup> backups(LiveBranch branch) throws IOException, InterruptedException {
        ApiPath backups = database.then("/branches/{}/backups", String.valueOf(branch.id()));
        try (Stream<Backup> all = api.list(backups, Backup.class)) {
            return all.filter(Backup::hasSucceeded).toList();
        }
    }

    private List<String> branches() throws IOException, InterruptedException {
        var ids = new ArrayList<String>();
        try (Stream<LiveBranch> all = api.list(database.then("/branches"), LiveBranch.class)) {
            all.flatMap(branch -> Stream.ofNullable(branch.id())).forEach(ids::add);
        }
        return ids;
    }
}
