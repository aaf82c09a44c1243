package com.pulumi.planetscale.emulator.sql.table;

import com.pulumi.planetscale.emulator.sql.table.Key.Kind;
import com.pulumi.planetscale.emulator.sql.table.Key.Part;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Refuses tables that MySQL refuses, with its messages, as far as that can be decided without rows and other tables.
final class TableRules {
    /// More columns than this no table can have (PlanetScale documentation, Vitess system limits).
    private static final int MOST_COLUMNS = 1017;

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_ROW = 65_535;
    /// Of InnoDB, with the page size and row format that it has unless told otherwise.
    private static final int LONGEST_KEY = 3072;

    private final TableDefinition table;

    TableRules(TableDefinition table) {
        this.table = table;
    }

    void check() {
        table.columns().forEach(column -> new ColumnRules(column).check());
        checkColumns();
        checkNames();
        table.keys().forEach(this::checkKey);
        table.keys().forEach(key -> key.parts().forEach(part -> checkPart(key, part)));
        table.foreignKeys().forEach(this::checkForeignKey);
        checkExpressions();
        checkAutoIncrement();
        checkPartitioning();
    }

    /// Every unique key has the columns by which the rows are partitioned.
    private void checkPartitioning() {
        if (table.partitioning() == null) {
            return;
        }
        List<String> columns = Partitions.columns(table.partitioning());
        columns.forEach(column ->
                refuseIf(table.column(column).isEmpty(), "Unknown column '" + column + "' in 'partition function'"));
        table.keys().stream()
                .filter(Key::unique)
                .filter(key -> !columns.stream()
                        .allMatch(column ->
                                key.parts().stream().anyMatch(part -> part.isColumn(column) && part.length() == null)))
                .findFirst()
                .ifPresent(key -> {
                    throw new DdlException("A " + (key.kind() == Kind.PRIMARY ? "PRIMARY KEY" : "UNIQUE INDEX")
                            + " must include all columns in the table's partitioning function"
                            + " (prefixed columns are not considered).");
                });
        refuseIf(!table.foreignKeys().isEmpty(), "Foreign keys are not yet supported in conjunction with partitioning");
    }

    private void checkColumns() {
        List<Column> columns = table.columns();
        refuseIf(columns.isEmpty(), "A table must have at least 1 column");
        refuseIf(columns.size() > MOST_COLUMNS, "Too many columns");
        refuseIf(
                columns.stream().allMatch(column -> column.generated() != null),
                "A table must have at least one column that is not generated");
        refuseIf(columns.stream().noneMatch(Column::visible), "A table must have at least one visible column.");
        refuseIf(
                columns.stream().mapToLong(ColumnRules::bytesInRow).sum() > LONGEST_ROW,
                "Row size too large. The maximum row size for the used table type, not counting BLOBs, is "
                        + LONGEST_ROW + ". This includes storage overhead, check the manual. You have to change some"
                        + " columns to TEXT or BLOBs");
    }

    private void checkNames() {
        Stream.of(
                        Stream.of(table.name()),
                        table.columns().stream().map(Column::name),
                        table.keys().stream().map(Key::name),
                        table.foreignKeys().stream().map(ForeignKey::name),
                        table.checks().stream().map(Check::name))
                .flatMap(names -> names)
                .forEach(name -> refuseIf(name.length() > LONGEST_NAME, "Identifier name '" + name + "' is too long"));
        refuseIf(isOdd(table.name()), "Incorrect table name '" + table.name() + "'");
        table.columns()
                .forEach(column -> refuseIf(isOdd(column.name()), "Incorrect column name '" + column.name() + "'"));
    }

    private static boolean isOdd(String name) {
        return name.isEmpty() || name.endsWith(" ");
    }

    private void checkKey(Key key) {
        List<String> columns = key.columns().stream().map(Quoting::folded).toList();
        columns.stream()
                .filter(column -> Collections.frequency(columns, column) > 1)
                .findFirst()
                .ifPresent(column -> {
                    throw new DdlException("Duplicate column name '" + column + "'");
                });
        boolean sized = key.kind() != Kind.FULLTEXT && key.kind() != Kind.SPATIAL;
        long bytes = key.parts().stream()
                .mapToLong(part -> part.column() == null
                        ? 0
                        : table.column(part.column())
                                .map(column -> ColumnRules.bytes(column, part.length()))
                                .orElse(0L))
                .sum();
        refuseIf(
                sized && bytes > LONGEST_KEY,
                "Specified key was too long; max key length is " + LONGEST_KEY + " bytes");
    }

    private void checkPart(Key key, Part part) {
        if (part.column() == null) {
            return;
        }
        Optional<Column> column = table.column(part.column());
        refuseIf(column.isEmpty(), "Key column '" + part.column() + "' doesn't exist in table");
        boolean unlimited = column.filter(found -> found.type().large()).isPresent()
                && part.length() == null
                && key.kind() != Kind.FULLTEXT;
        refuseIf(unlimited, "BLOB/TEXT column '" + part.column() + "' used in key specification without a key length");
        column.ifPresent(found -> checkType(key, part, found));
    }

    private static void checkType(Key key, Part part, Column column) {
        String name = column.name();
        boolean plain = key.kind() != Kind.FULLTEXT && key.kind() != Kind.SPATIAL;
        refuseIf(
                plain && column.type().name().equals("json"),
                "JSON column '" + name + "' supports indexing only via generated columns on a specified JSON path.");
        refuseIf(
                key.kind() == Kind.FULLTEXT && !column.type().textual(),
                "Column '" + name + "' cannot be part of FULLTEXT index");
        refuseIf(
                key.kind() == Kind.SPATIAL && !column.type().geometry(),
                "A SPATIAL index may only contain a geometrical type column");
        refuseIf(key.kind() == Kind.SPATIAL && column.nullable(), "All parts of a SPATIAL index must be NOT NULL");
        refuseIf(
                plain && part.length() != null && !column.type().hasBeginning(part.length()),
                "Incorrect prefix key; the used key part isn't a string, the used length is longer than the key part,"
                        + " or the storage engine doesn't support unique prefix keys");
    }

    private void checkForeignKey(ForeignKey foreign) {
        foreign.columns()
                .forEach(column ->
                        refuseIf(table.column(column).isEmpty(), "Key column '" + column + "' doesn't exist in table"));
        foreign.columns().stream()
                .filter(column -> foreign.setsNull()
                        && table.column(column)
                                .filter(found -> !found.nullable())
                                .isPresent())
                .findFirst()
                .ifPresent(column -> {
                    throw new DdlException("Column '" + column + "' cannot be NOT NULL: needed in a foreign key"
                            + " constraint '" + foreign.name() + "' SET NULL");
                });
        refuseIf(
                !table.hasKeyOn(foreign.columns()),
                "Cannot drop index needed in a foreign key constraint '" + foreign.name() + "'");
    }

    private void checkExpressions() {
        Stream.of(
                        table.columns().stream()
                                .flatMap(column -> Optional.ofNullable(column.generated()).stream())
                                .map(Column.Generated::expression),
                        table.keys().stream()
                                .flatMap(key -> key.parts().stream())
                                .flatMap(part -> Optional.ofNullable(part.expression()).stream()),
                        table.checks().stream().map(Check::expression))
                .flatMap(expressions -> expressions)
                .flatMap(expression -> Quoting.namesIn(expression).stream())
                .filter(column -> table.column(column).isEmpty())
                .findFirst()
                .ifPresent(column -> {
                    throw new DdlException(
                            "Unknown column '" + column + "' in an expression of table '" + table.name() + "'");
                });
    }

    private void checkAutoIncrement() {
        List<Column> counting =
                table.columns().stream().filter(Column::autoIncrement).toList();
        boolean found = counting.stream().allMatch(column -> table.hasKeyOn(List.of(column.name())));
        refuseIf(
                counting.size() > 1 || !found,
                "Incorrect table definition; there can be only one auto column and it must be defined as a key");
    }

    private static void refuseIf(boolean wrong, String message) {
        if (wrong) {
            throw new DdlException(message);
        }
    }
}
