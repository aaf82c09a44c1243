package com.pulumi.planetscale.emulator.time;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// A piece of work that takes PlanetScale minutes or hours, and the emulator as long as one says.
///
/// The defaults are for people: long enough to see a state change, short enough not to wait for it.
public enum Delay {
    /// A new database, until it is ready. Its first branch starts when the database is ready.
    DATABASE(Duration.ofSeconds(2)),
    /// A new branch without data.
    BRANCH(Duration.ofSeconds(1)),
    /// A branch made from a backup, a point in time or seed data.
    RESTORE(Duration.ofSeconds(3)),
    /// A new keyspace.
    KEYSPACE(Duration.ofSeconds(1)),
    /// A keyspace that changes its size or its replicas.
    KEYSPACE_RESIZE(Duration.ofSeconds(2)),
    /// How long `resize_in_progress` of a keyspace stays true after a resize has ended. The service is known to take
    /// over half an hour at times (API reference).
    RESIZE_FLAG(Duration.ZERO),
    /// VTGates that change their size or number.
    VTGATE_RESIZE(Duration.ofSeconds(2)),
    /// A Postgres cluster that changes its size, replicas, parameters or storage.
    CLUSTER_CHANGE(Duration.ofSeconds(2)),
    /// Parameters of VTGates, VTTablets or MySQL servers that change.
    CONFIG_CHANGE(Duration.ofSeconds(2)),
    /// Another server of a PostgreSQL branch that becomes the primary.
    SWITCHOVER(Duration.ofSeconds(1)),
    /// A PgBouncer that is replaced by others, whose old servers wait for their clients. The service waits up to a day
    /// (PlanetScale documentation, PgBouncer).
    BOUNCER_DRAIN(Duration.ofSeconds(2)),
    /// A backup.
    BACKUP(Duration.ofSeconds(2)),
    /// The checks of a deploy request.
    DEPLOY_CHECK(Duration.ofSeconds(1)),
    /// A deploy request at the head of the queue.
    DEPLOY_QUEUE(Duration.ofSeconds(1)),
    /// A deploy request, while it is handed over to Vitess.
    DEPLOY_SUBMIT(Duration.ofSeconds(1)),
    /// A deploy request that copies tables, without throttling.
    DEPLOY_COPY(Duration.ofSeconds(3)),
    /// A deploy request that applies VSchemas, or takes them back.
    DEPLOY_VSCHEMA(Duration.ofSeconds(1)),
    /// A deploy request that replaces the tables by their copies.
    DEPLOY_CUTOVER(Duration.ofSeconds(1)),
    /// A deploy request that is being cancelled.
    DEPLOY_CANCEL(Duration.ofSeconds(1)),
    /// A deploy request that is being reverted.
    DEPLOY_REVERT(Duration.ofSeconds(2)),
    /// A new role, until it can be used.
    ROLE(Duration.ofSeconds(1));

    private final Duration byDefault;

    Delay(Duration byDefault) {
        this.byDefault = byDefault;
    }

    public Duration byDefault() {
        return byDefault;
    }

    /// The name on the command line and in the admin interface, such as `keyspace-resize`.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Delay> labelled(String label) {
        return Arrays.stream(values())
                .filter(delay -> delay.label().equals(label))
                .findFirst();
    }

    /// All names, for messages.
    public static String labels() {
        return Arrays.stream(values()).map(Delay::label).collect(Collectors.joining(", "));
    }
}
