package com.pulumi.planetscale.emulator.mysql;

import com.pulumi.planetscale.emulator.sql.schema.Table;
import com.pulumi.planetscale.emulator.sql.table.Quoting;
import com.pulumi.planetscale.emulator.world.DataPlaneException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads tables and views off a server. What it has read once it knows again by its text.
final class LiveSchema {
    private final Dialect dialect;
    private Map<String, Table> known = new HashMap<>();

    LiveSchema(Dialect dialect) {
        this.dialect = dialect;
    }

    /// The tables and views of some schemas.
    ///
    /// @throws DataPlaneException with the text of what cannot be read
    List<Table> read(Statement statement, Iterable<String> schemas) throws SQLException {
        List<Table> tables = new ArrayList<>();
        Map<String, Table> seen = new HashMap<>();
        for (String schema : schemas) {
            for (Map.Entry<String, Boolean> entry : names(statement, schema).entrySet()) {
                String shown = shown(statement, schema, entry.getKey(), entry.getValue());
                Table table = known.get(schema + "\n" + shown);
                if (table == null) {
                    table = table(schema, entry.getKey(), shown);
                }
                seen.put(schema + "\n" + shown, table);
                tables.add(table);
            }
        }
        known = seen;
        return tables;
    }

    /// Names, and whether each is a view.
    private static Map<String, Boolean> names(Statement statement, String schema) throws SQLException {
        Map<String, Boolean> names = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery("SHOW FULL TABLES FROM " + Quoting.name(schema))) {
            while (rows.next()) {
                names.put(rows.getString(1), rows.getString(2).equals("VIEW"));
            }
        }
        return names;
    }

    private static String shown(Statement statement, String schema, String name, boolean view) throws SQLException {
        // Names in the text of a view have their schema in front unless it is the one in use.
        statement.execute("USE " + Quoting.name(schema));
        try (ResultSet row =
                statement.executeQuery("SHOW CREATE " + (view ? "VIEW " : "TABLE ") + Quoting.name(name))) {
            if (!row.next()) {
                throw new SQLException("SHOW CREATE returns nothing of " + name);
            }
            return row.getString(2);
        }
    }

    private Table table(String schema, String name, String shown) {
        try {
            return Table.created(schema, name, dialect.shown(shown));
        } catch (IllegalArgumentException e) {
            throw new DataPlaneException(
                    "Table " + schema + "." + name + " cannot be read as one of PlanetScale's MySQL: " + e.getMessage()
                            + "\nThe server shows it as: " + shown,
                    e);
        }
    }
}
