package com.pulumi.planetscale.emulator.sql.table;

import java.util.List;
import java.util.Map;

/// How long a row can get (MySQL reference manual, data type storage requirements, limits on table column count and
/// row size).
final class RowSize {
    static final int LONGEST = 65_535;

    private static final Map<String, Integer> FIXED = Map.ofEntries(
            Map.entry("tinyint", 1),
            Map.entry("smallint", 2),
            Map.entry("mediumint", 3),
            Map.entry("int", 4),
            Map.entry("bigint", 8),
            Map.entry("float", 4),
            Map.entry("double", 8),
            Map.entry("year", 1),
            Map.entry("date", 3),
            Map.entry("time", 3),
            Map.entry("timestamp", 4),
            Map.entry("datetime", 5),
            Map.entry("tinytext", 9),
            Map.entry("tinyblob", 9),
            Map.entry("text", 10),
            Map.entry("blob", 10),
            Map.entry("mediumtext", 11),
            Map.entry("mediumblob", 11));
    /// A pointer and a length of four bytes: what is longest, documents and geometries.
    private static final int ELSEWHERE = 12;

    private static final int SHORT_LENGTH = 255;
    private static final int BITS = 8;
    /// So many decimal digits take four bytes.
    private static final int GROUP = 9;

    private RowSize() {}

    /// The most bytes of a row, with a bit for each column that can be null.
    static long of(List<Column> columns) {
        long nulls = columns.stream().filter(Column::nullable).count();
        return columns.stream().mapToLong(RowSize::of).sum() + (nulls + BITS - 1) / BITS;
    }

    private static long of(Column column) {
        ColumnType type = column.type();
        long bytes = ColumnRules.bytes(column, null);
        return switch (type.name()) {
            case "char", "binary" -> bytes;
            case "varchar", "varbinary" -> bytes + (bytes > SHORT_LENGTH ? 2 : 1);
            case "enum" -> type.arguments().size() > SHORT_LENGTH ? 2 : 1;
            case "set" -> (type.arguments().size() + BITS - 1) / BITS;
            case "bit" -> (type.argument(0, 1) + BITS - 1) / BITS;
            case "decimal" -> digits(type.argument(0, 10) - type.argument(1, 0)) + digits(type.argument(1, 0));
            case "time", "timestamp", "datetime" ->
                FIXED.getOrDefault(type.name(), ELSEWHERE) + (type.argument(0, 0) + 1) / 2;
            default -> FIXED.getOrDefault(type.name(), ELSEWHERE);
        };
    }

    private static int digits(int count) {
        return count / GROUP * 4 + (count % GROUP + 1) / 2;
    }
}
