package com.pulumi.planetscale.emulator.postgresql;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The parameters of one server that the API has set. The server keeps them with its data.
final class Settings {
    /// These are for machines of PlanetScale's size, or for extensions that only PlanetScale has.
    private static final Set<String> OF_THE_MACHINE =
            Set.of("shared_buffers", "huge_pages", "wal_buffers", "shared_preload_libraries");

    private final Map<String, String> there = new TreeMap<>();
    /// What was asked for last.
    private @Nullable Map<String, String> asked;

    /// Learns what a folder has kept of an earlier run.
    void read(Session session) throws IOException, Refusal {
        for (List<?> row : session.run(
                "SELECT name, setting FROM pg_file_settings WHERE sourcefile LIKE '%/postgresql.auto.conf'")) {
            there.put(String.valueOf(row.get(0)), String.valueOf(row.get(1)));
        }
    }

    /// Sets those that the server knows, and resets the others.
    ///
    /// @return whether the server has to start again for them to count
    boolean set(Session session, Map<String, String> wanted) throws IOException, Refusal {
        if (wanted.equals(asked)) {
            return false;
        }
        Map<String, String> contexts = new TreeMap<>();
        for (List<?> row : session.run("SELECT name, context FROM pg_settings")) {
            contexts.put(String.valueOf(row.get(0)), String.valueOf(row.get(1)));
        }
        Map<String, String> then = new TreeMap<>(wanted);
        then.keySet().retainAll(contexts.keySet());
        then.keySet().removeAll(OF_THE_MACHINE);
        Set<String> changed = new TreeSet<>(there.keySet());
        changed.addAll(then.keySet());
        changed.removeIf(name -> Objects.equals(there.get(name), then.get(name)));
        for (String name : changed) {
            // Each by itself: not allowed in a transaction.
            String value = then.get(name);
            session.run(
                    "ALTER SYSTEM " + (value == null ? "RESET " + name : "SET " + name + " = " + Roles.literal(value)));
        }
        if (!changed.isEmpty()) {
            session.run("SELECT pg_reload_conf()");
        }
        there.clear();
        there.putAll(then);
        asked = Map.copyOf(wanted);
        return changed.stream().anyMatch(name -> "postmaster".equals(contexts.get(name)));
    }
}
