package com.pulumi.planetscale.emulator.driver;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One statement, run on a connection.
///
/// @param result what the answer holds (`query.QueryResult`)
/// @param foundRows how many rows it returned
/// @param rowCount how many rows it changed; -1 if it returned rows
/// @param insertId the number that the server gave to the first row; 0 for none
record Execution(Map<String, Object> result, long foundRows, long rowCount, String insertId) {
    /// PlanetScale's limits (documentation, *System limits*).
    private static final int MOST_ROWS = 100_000;

    static final long MOST_BYTES = 64L * 1024 * 1024;

    /// So that rows arrive a few at a time, and those beyond a limit are not all held.
    private static final int ROWS_AT_ONCE = 500;

    static Execution of(Connection connection, SqlFaults faults, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Braces in a statement are JSON here, not JDBC's own syntax.
            statement.setEscapeProcessing(false);
            statement.setFetchSize(ROWS_AT_ONCE);
            if (!statement.execute(sql, Statement.RETURN_GENERATED_KEYS)) {
                return ofChange(statement);
            }
            List<Column> columns = new ArrayList<>();
            List<Map<String, Object>> rows = new ArrayList<>();
            try (ResultSet set = statement.getResultSet()) {
                ResultSetMetaData metadata = set.getMetaData();
                for (int i = 1; i <= metadata.getColumnCount(); i++) {
                    columns.add(new Column(metadata, i));
                }
                read(set, columns, rows, faults);
            }
            for (Column column : columns) {
                if (column.mayBeEnumerated()) {
                    column.askForEnumeration(connection);
                }
            }
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("fields", columns.stream().map(Column::field).toList());
            if (!rows.isEmpty()) {
                result.put("rows", rows);
            }
            return new Execution(result, rows.size(), -1, "0");
        }
    }

    private static Execution ofChange(Statement statement) throws SQLException {
        Map<String, Object> result = new LinkedHashMap<>();
        long changed = Math.max(0, statement.getLargeUpdateCount());
        if (changed > 0) {
            result.put("rowsAffected", Long.toString(changed));
        }
        String insertId = "0";
        try (ResultSet keys = statement.getGeneratedKeys()) {
            if (keys.next()) {
                insertId = keys.getString(1);
                result.put("insertId", insertId);
            }
        }
        return new Execution(result, 0, changed, insertId);
    }

    private static void read(ResultSet set, List<Column> columns, List<Map<String, Object>> rows, SqlFaults faults)
            throws SQLException {
        long bytes = 0;
        while (set.next()) {
            if (rows.size() == MOST_ROWS) {
                throw faults.tablet(Code.ABORTED, "Row count exceeded " + MOST_ROWS);
            }
            List<String> lengths = new ArrayList<>(columns.size());
            ByteArrayOutputStream values = new ByteArrayOutputStream();
            for (Column column : columns) {
                byte[] value = column.value(set);
                lengths.add(Integer.toString(value == null ? -1 : value.length));
                if (value != null) {
                    values.writeBytes(value);
                }
            }
            bytes += values.size();
            if (bytes > MOST_BYTES) {
                throw tooLarge("received message", bytes);
            }
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("lengths", lengths);
            if (values.size() > 0) {
                row.put("values", Base64.getEncoder().encodeToString(values.toByteArray()));
            }
            rows.add(row);
        }
    }

    /// In the words of PlanetScale's documentation, *System limits*.
    static Fault tooLarge(String what, long bytes) {
        return new Fault(
                Code.RESOURCE_EXHAUSTED, "grpc: " + what + " larger than max (" + bytes + " vs. " + MOST_BYTES + ")");
    }
}
