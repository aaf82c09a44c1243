package com.pulumi.planetscale.emulator.driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/// What the requests of one session share: a connection, with its transaction and its variables.
final class Session {
    /// PlanetScale's limits (documentation, *System limits*).
    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(20);

    private static final Duration LONGEST_STATEMENT = Duration.ofMinutes(15);

    /// How long a connection is kept for a client that may have variables or temporary tables in it.
    private static final Duration LONGEST_REST = Duration.ofSeconds(60);

    private static final int IN_TRANSACTION = 1;

    private final String id;
    private final Connection connection;
    private final InstantSource clock;
    private final ReentrantLock running = new ReentrantLock();
    private volatile Instant end;
    private volatile boolean inTransaction;
    private volatile boolean ended;

    Session(String id, Connection connection, InstantSource clock) {
        this.id = id;
        this.connection = connection;
        this.clock = clock;
        this.end = clock.instant().plus(LONGEST_REST);
    }

    String id() {
        return id;
    }

    boolean inTransaction() {
        return inTransaction;
    }

    /// Whether nothing is lost but variables if it is closed now.
    boolean rests() {
        return !inTransaction && !running.isLocked();
    }

    /// Whether its time is over.
    boolean isDue() {
        return !clock.instant().isBefore(end);
    }

    /// Runs a statement. Several at once wait for one another, except in a transaction, where Vitess refuses the
    /// second.
    ///
    /// @throws Fault if the statement fails
    Execution run(SqlFaults faults, SqlText sql) {
        if (inTransaction && !running.tryLock()) {
            throw faults.tablet(Code.ABORTED, "transaction " + id + ": in use: for query");
        }
        if (!running.isHeldByCurrentThread()) {
            running.lock();
        }
        try {
            if (!inTransaction) {
                end = clock.instant().plus(LONGEST_STATEMENT);
            }
            return Execution.of(connection, faults, sql.sql());
        } catch (SQLException e) {
            throw ended ? over(id, faults) : faults.of(e);
        } finally {
            settle();
            running.unlock();
        }
    }

    /// The fault of a transaction that took too long.
    static Fault over(String id, SqlFaults faults) {
        return faults.tablet(
                Code.ABORTED,
                "transaction " + id + ": ended (exceeded timeout: " + LONGEST_TRANSACTION.toSeconds() + "s)");
    }

    /// Looks what the statement has left behind. A transaction ends by the time at which it began.
    private void settle() {
        boolean before = inTransaction;
        inTransaction = !ended && isInTransaction();
        if (!inTransaction) {
            end = clock.instant().plus(LONGEST_REST);
        } else if (!before) {
            end = clock.instant().plus(LONGEST_TRANSACTION);
        }
    }

    private boolean isInTransaction() {
        try {
            return (connection
                                    .unwrap(org.mariadb.jdbc.Connection.class)
                                    .getContext()
                                    .getServerStatus()
                            & IN_TRANSACTION)
                    != 0;
        } catch (SQLException e) {
            return false;
        }
    }

    /// Ends it, whatever runs in it. The server rolls its transaction back.
    void end() {
        ended = true;
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is of no use any more in any case.
        }
    }
}
