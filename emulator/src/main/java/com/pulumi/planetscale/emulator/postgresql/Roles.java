package com.pulumi.planetscale.emulator.postgresql;

import com.pulumi.planetscale.emulator.dataplane.LoginRole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The roles of one server that the API knows. Those that SQL has made are left alone.
final class Roles {
    /// How the names of roles begin that the API makes.
    private static final String OF_THE_API = "pscale\\_api\\_%";

    /// How long a session may take to end.
    private static final int LONGEST_END_MILLIS = 5_000;

    /// What the server has, as far as that is known.
    private final Map<String, Optional<LoginRole>> there = new TreeMap<>();
    /// Those that are gone from the API and cannot be dropped.
    private final Set<String> left = new TreeSet<>();

    /// Learns what a folder has kept of an earlier run.
    void read(Session session) throws IOException, Refusal {
        for (List<?> row : session.run("SELECT rolname FROM pg_roles WHERE rolname LIKE " + literal(OF_THE_API)
                + " OR rolname = 'postgres'")) {
            there.put(String.valueOf(row.get(0)), Optional.empty());
        }
    }

    void set(Session session, Collection<LoginRole> wanted) throws IOException, Refusal {
        Map<String, LoginRole> then = new TreeMap<>();
        wanted.forEach(role -> then.put(role.name(), role));
        for (String name : List.copyOf(there.keySet())) {
            if (!then.containsKey(name) && !left.contains(name) && !drop(session, name)) {
                shutOut(session, name);
                left.add(name);
            }
        }
        // The one that others inherit from comes first.
        List<LoginRole> ordered = new ArrayList<>(then.values());
        ordered.sort((one, other) -> Boolean.compare(other.administers(), one.administers()));
        for (LoginRole role : ordered) {
            if (!Optional.of(role).equals(there.get(role.name()))) {
                make(session, role);
            }
        }
    }

    private void make(Session session, LoginRole role) throws IOException, Refusal {
        List<String> statements = new ArrayList<>();
        String name = name(role.name());
        boolean known = there.containsKey(role.name());
        statements.add((known ? "ALTER ROLE " : "CREATE ROLE ") + name + attributes(role));
        for (String inherited : role.inherited()) {
            statements.add(
                    "GRANT " + name(inherited) + " TO " + name + (role.administers() ? " WITH ADMIN OPTION" : ""));
        }
        if (role.administers() && !known) {
            statements.add("ALTER DATABASE postgres OWNER TO " + name);
        }
        session.run(String.join("; ", statements));
        there.put(role.name(), Optional.of(role));
        left.remove(role.name());
        if (!role.login()) {
            end(session, sessions(session, role.name()));
        }
    }

    private static String attributes(LoginRole role) {
        String rights = role.administers() ? " CREATEDB CREATEROLE BYPASSRLS" : "";
        return " WITH NOSUPERUSER INHERIT" + rights + (role.replication() ? " REPLICATION" : " NOREPLICATION")
                + (role.login() ? " LOGIN" : " NOLOGIN") + " PASSWORD "
                + role.verifier().map(Roles::literal).orElse("NULL");
    }

    /// Drops a role and ends its sessions.
    ///
    /// @return false if something refers to it
    boolean drop(Session session, String name) throws IOException, Refusal {
        if (!there.containsKey(name)) {
            return true;
        }
        List<String> sessions = sessions(session, name);
        try {
            session.run("DROP ROLE IF EXISTS " + name(name));
        } catch (Refusal e) {
            if (e.code.equals(Refusal.REFERENCED)) {
                return false;
            }
            throw e;
        }
        there.remove(name);
        left.remove(name);
        end(session, sessions);
        return true;
    }

    private void shutOut(Session session, String name) throws IOException, Refusal {
        there.put(name, Optional.empty());
        session.run("ALTER ROLE " + name(name) + " NOLOGIN");
        end(session, sessions(session, name));
    }

    private static List<String> sessions(Session session, String name) throws IOException, Refusal {
        List<String> ids = new ArrayList<>();
        for (List<?> row : session.run("SELECT pid FROM pg_stat_activity WHERE usename = " + literal(name))) {
            ids.add(String.valueOf(row.get(0)));
        }
        return ids;
    }

    private static void end(Session session, List<String> ids) throws IOException, Refusal {
        for (String id : ids) {
            session.run("SELECT pg_terminate_backend(" + id + ", " + LONGEST_END_MILLIS + ")");
        }
    }

    static String name(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
