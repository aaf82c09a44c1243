package com.pulumi.planetscale.emulator.driver;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A column of a result: its type as Vitess names it (`query.Type`), and its values as the server writes them.
///
/// JDBC does not hand on the flags of columns (whether it is a key, for example), so fields have none.
final class Column {
    private static final int BINARY = 63;
    /// `utf8mb4_0900_ai_ci`, in which the service talks to its clients.
    private static final int TEXT = 255;

    private static final int INTEGER_LENGTH = 10;
    private static final int SECONDS = 19;
    private static final Set<String> TEXTS = Set.of("CHAR", "VARCHAR", "TEXT", "ENUM", "SET");
    private static final Set<String> BYTES = Set.of("BINARY", "VARBINARY", "BLOB", "BIT", "GEOMETRY");
    private static final Map<String, String> NUMBERS = Map.of(
            "TINYINT", "INT8",
            "SMALLINT", "INT16",
            "MEDIUMINT", "INT24",
            "INTEGER", "INT32",
            "BIGINT", "INT64",
            "FLOAT", "FLOAT32",
            "DOUBLE", "FLOAT64");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

    private final int index;
    private final String type;
    private final String table;
    private final String origin;
    private final Map<String, Object> field = new LinkedHashMap<>();
    private final int decimals;

    Column(ResultSetMetaData metadata, int index) throws SQLException {
        this.index = index;
        this.decimals = metadata.getScale(index);
        this.type = type(metadata, index);
        this.table = metadata.getTableName(index);
        this.origin = table.isEmpty() ? "" : metadata.getColumnName(index);
        field.put("name", metadata.getColumnLabel(index));
        // The first value of an enumeration is what an absent one means (protocol buffers), and the driver takes it so.
        if (!type.equals("NULL")) {
            field.put("type", type);
        }
        putUnlessEmpty("table", table);
        putUnlessEmpty("orgTable", table);
        putUnlessEmpty("database", metadata.getCatalogName(index));
        putUnlessEmpty("orgName", origin);
        int length = metadata.getColumnDisplaySize(index);
        if (length > 0) {
            field.put("columnLength", length);
        }
        field.put("charset", TEXTS.contains(type) ? TEXT : BINARY);
        if (decimals > 0 && !TEXTS.contains(type)) {
            field.put("decimals", decimals);
        }
    }

    private void putUnlessEmpty(String key, String value) {
        if (!value.isEmpty()) {
            field.put(key, value);
        }
    }

    private static String type(ResultSetMetaData metadata, int index) throws SQLException {
        String declared = metadata.getColumnTypeName(index);
        String base = declared.replace(" UNSIGNED", "");
        String number = NUMBERS.get(base);
        if (number != null) {
            boolean signed = number.startsWith("FLOAT") || base.equals(declared);
            // MariaDB gives expressions whose result is short, such as 1 and a = b, a smaller type than MySQL does.
            boolean shortened = base.equals("INTEGER")
                    && metadata.getTableName(index).isEmpty()
                    && metadata.getPrecision(index) < INTEGER_LENGTH;
            return (signed ? "" : "U") + (shortened ? "INT64" : number);
        }
        return base.endsWith("BLOB") ? "BLOB" : base.endsWith("TEXT") ? "TEXT" : base;
    }

    Map<String, Object> field() {
        return field;
    }

    /// Whether it may be an `ENUM` or a `SET`, which JDBC takes for `CHAR`.
    boolean mayBeEnumerated() {
        return type.equals("CHAR") && !origin.isEmpty();
    }

    /// Asks the server whether it is an `ENUM` or a `SET`.
    void askForEnumeration(Connection connection) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT UPPER(data_type) FROM information_schema.columns"
                        + " WHERE table_schema = DATABASE() AND table_name = ? AND column_name = ?")) {
            query.setString(1, table);
            query.setString(2, origin);
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    field.put("type", row.getString(1));
                }
            }
        }
    }

    /// Null for NULL.
    byte @Nullable [] value(ResultSet row) throws SQLException {
        if (BYTES.contains(type) || TEXTS.contains(type) || type.equals("JSON")) {
            return row.getBytes(index);
        }
        String text = fractional() ? time(row) : row.getString(index);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private boolean fractional() {
        return decimals > 0 && (type.equals("DATETIME") || type.equals("TIMESTAMP"));
    }

    /// With as many digits as the column has, which the JDBC driver's own text gets wrong.
    private @Nullable String time(ResultSet row) throws SQLException {
        LocalDateTime time = row.getObject(index, LocalDateTime.class);
        return time == null ? row.getString(index) : TIME.format(time).substring(0, SECONDS + 1 + decimals);
    }
}
