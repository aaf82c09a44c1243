package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import com.pulumi.planetscale.emulator.world.Timed;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A schedule by which the branches of a database are backed up.
public final class BackupPolicy extends Entity implements Timed {
    public static final String PRODUCTION = "production";
    public static final List<String> TARGETS = List.of(PRODUCTION, "development");

    /// How often the included backups are made (PlanetScale documentation, backups).
    private static final int INCLUDED_HOURS = 12;

    /// The system's own.
    public final boolean required;
    public String name;
    /// Which branches it covers, one of [#TARGETS].
    public String target;
    public Retention retention;
    public Schedule schedule;
    /// When the schedule was set.
    public Instant scheduledAt;
    public Instant nextRunAt;
    public @Nullable Instant lastRanAt;

    @JsonCreator
    public BackupPolicy(
            Origin origin, boolean required, String name, String target, Retention retention, Schedule schedule) {
        super(origin);
        this.required = required;
        this.name = name;
        this.target = target;
        this.retention = retention;
        this.schedule = schedule;
        this.scheduledAt = origin.createdAt();
        this.nextRunAt = schedule.next(scheduledAt, scheduledAt);
    }

    /// Gives a new database what it is never without. On PostgreSQL development branches are backed up too; for Vitess
    /// the documentation says so of production branches only, in its page on branching.
    public static void addRequired(World world, Database database) {
        LocalTime time = world.now().atOffset(ZoneOffset.UTC).toLocalTime().truncatedTo(ChronoUnit.MINUTES);
        Schedule schedule = new Schedule(INCLUDED_HOURS, "hour", time, null, null);
        TARGETS.stream()
                .filter(target -> database.kind == Engine.POSTGRESQL || target.equals(PRODUCTION))
                .forEach(target -> world.add(new BackupPolicy(
                        world.origin(database, null),
                        true,
                        "Default " + target + " backups",
                        target,
                        Retention.INCLUDED,
                        schedule)));
    }

    public void reschedule(Schedule value, Instant now) {
        schedule = value;
        scheduledAt = now;
        nextRunAt = value.next(now, now);
    }

    @Override
    public Optional<Instant> dueAt() {
        return Optional.of(nextRunAt);
    }

    /// Branches that do not serve queries at that time are skipped.
    @Override
    public void happen(World world, Instant at) {
        lastRanAt = at;
        nextRunAt = schedule.next(scheduledAt, at);
        world.in(world.owner(this, Database.class), Branch.class)
                .filter(branch -> branch.production == target.equals(PRODUCTION) && branch.ready(at))
                .toList()
                .forEach(branch -> backUp(world, branch, at));
    }

    private void backUp(World world, Branch branch, Instant at) {
        Backup backup = new Backup(
                world.origin(branch, null),
                Backup.defaultName(at),
                world.after(at, Delay.BACKUP),
                Backup.Content.of(world, branch));
        backup.expiresAt = retention.end(at);
        backup.required = required;
        backup.policy = id();
        world.add(backup);
    }
}
