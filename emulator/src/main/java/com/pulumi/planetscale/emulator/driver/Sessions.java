package com.pulumi.planetscale.emulator.driver;

import com.pulumi.planetscale.emulator.dataplane.Connections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The sessions that have a connection, the one that was used last at the end.
final class Sessions {
    /// Well below what a server allows (151), which other clients want as well.
    private static final int MOST = 64;

    private static final String WRONG_PASSWORD = "28000";

    private final Connections connections;
    private final InstantSource clock;
    private final Map<String, Session> open = new LinkedHashMap<>(16, 0.75f, true);

    Sessions(Connections connections, InstantSource clock) {
        this.connections = connections;
        this.clock = clock;
    }

    /// A session that has a connection already. Only the user who opened it finds it.
    Optional<Session> find(Visitor visitor, String id) {
        endDue();
        synchronized (open) {
            return Optional.ofNullable(open.get(key(visitor, id)));
        }
    }

    /// Gives a session a connection.
    Session open(Visitor visitor, String id) {
        makeRoom(visitor);
        Session session = new Session(id, connection(visitor), clock);
        synchronized (open) {
            open.put(key(visitor, id), session);
        }
        return session;
    }

    private static String key(Visitor visitor, String id) {
        return visitor.username() + " " + id;
    }

    private Connection connection(Visitor visitor) {
        try {
            return connections.open(visitor.username(), visitor.secret(), "");
        } catch (SQLException e) {
            throw WRONG_PASSWORD.equals(e.getSQLState())
                    ? Visitor.unknown()
                    : new Fault(Code.UNAVAILABLE, "the database cannot be reached: " + e.getMessage());
        }
    }

    /// Takes the connection of the session that has rested longest if there are too many.
    private void makeRoom(Visitor visitor) {
        List<Session> taken = new ArrayList<>();
        synchronized (open) {
            Iterator<Session> sessions = open.values().iterator();
            while (open.size() >= MOST && sessions.hasNext()) {
                Session session = sessions.next();
                if (session.rests()) {
                    sessions.remove();
                    taken.add(session);
                }
            }
            if (open.size() >= MOST) {
                throw new SqlFaults(visitor, new SqlText(""))
                        .tablet(Code.RESOURCE_EXHAUSTED, "transaction pool connection limit exceeded");
            }
        }
        taken.forEach(Session::end);
    }

    void close(Visitor visitor, String id) {
        Session session;
        synchronized (open) {
            session = open.remove(key(visitor, id));
        }
        if (session != null) {
            session.end();
        }
    }

    /// Ends the sessions whose time is over.
    void endDue() {
        List<Session> due = new ArrayList<>();
        synchronized (open) {
            open.values().removeIf(session -> session.isDue() && due.add(session));
        }
        due.forEach(Session::end);
    }

    void endAll() {
        synchronized (open) {
            open.values().forEach(Session::end);
            open.clear();
        }
    }
}
