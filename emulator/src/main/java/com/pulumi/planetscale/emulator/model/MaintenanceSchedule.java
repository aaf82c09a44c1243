package com.pulumi.planetscale.emulator.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Origin;
import com.pulumi.planetscale.emulator.world.World;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// When the clusters of a database may change. Support sets it up, so only the admin interface makes one.
public final class MaintenanceSchedule extends Entity {
    public String name;
    public Schedule schedule;
    /// How long a window lasts.
    public int hours = 1;
    public boolean enabled = true;

    @JsonCreator
    public MaintenanceSchedule(Origin origin, String name, Schedule schedule) {
        super(origin);
        this.name = name;
        this.schedule = schedule;
    }

    @Override
    public String label() {
        return name;
    }

    /// The beginning of the first window after that time.
    public Instant next(Instant after) {
        return schedule.next(createdAt(), after);
    }

    /// The beginning of the next window of a database; empty if changes need not wait for one.
    public static Optional<Instant> next(World world, Database database) {
        return world.in(database, MaintenanceSchedule.class)
                .filter(schedule -> schedule.enabled)
                .map(schedule -> schedule.next(world.now()))
                .min(Comparator.naturalOrder());
    }

    /// Lets all that waits begin, when schedules are switched off (PlanetScale documentation, maintenance schedules).
    public static void release(World world, Database database) {
        if (next(world, database).isEmpty()) {
            world.in(database, Branch.class)
                    .flatMap(branch -> Stream.<Work>concat(
                            Stream.concat(world.in(branch, VtgateResize.class), world.in(branch, ClusterChange.class)),
                            world.in(branch, Keyspace.class)
                                    .flatMap(keyspace -> world.in(keyspace, KeyspaceResize.class))))
                    .toList()
                    .forEach(work -> work.release(world.now()));
        }
    }
}
