package com.pulumi.planetscale.emulator.sql.table;

import static com.pulumi.planetscale.emulator.sql.table.DdlException.refuseIf;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Refuses tables that MySQL refuses, with its messages, as far as that can be decided without rows and other tables.
final class TableRules {
    /// More columns than this no table can have (PlanetScale documentation, Vitess system limits).
    private static final int MOST_COLUMNS = 1017;

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_COMMENT = 2048;

    private final TableDefinition table;

    TableRules(TableDefinition table) {
        this.table = table;
    }

    void check() {
        table.columns().forEach(column -> new ColumnRules(column).check());
        checkColumns();
        checkNames();
        new KeyRules(table).check();
        table.foreignKeys().forEach(this::checkForeignKey);
        new ExpressionRules(table).check();
        checkAutoIncrement();
        if (table.partitioning() != null) {
            new PartitionRules(table, table.partitioning()).check();
        }
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
                RowSize.of(columns) > RowSize.LONGEST,
                "Row size too large. The maximum row size for the used table type, not counting BLOBs, is "
                        + RowSize.LONGEST
                        + ". This includes storage overhead, check the manual. You have to change some"
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
                .forEach(TableRules::checkName);
        refuseIf(table.name().isEmpty() || table.name().endsWith(" "), "Incorrect table name '" + table.name() + "'");
        String comment = table.options().comment();
        refuseIf(
                comment.codePointCount(0, comment.length()) > LONGEST_COMMENT,
                "Comment for table '" + table.name() + "' is too long (max = " + LONGEST_COMMENT + ")");
    }

    /// Names are kept in the character set utf8mb3.
    private static void checkName(String name) {
        refuseIf(name.length() > LONGEST_NAME, "Identifier name '" + name + "' is too long");
        refuseIf(
                name.codePoints().anyMatch(Character::isSupplementaryCodePoint),
                "Invalid utf8mb3 character string: '" + name + "'");
    }

    private void checkForeignKey(ForeignKey foreign) {
        foreign.columns()
                .forEach(column ->
                        refuseIf(table.column(column).isEmpty(), "Key column '" + column + "' doesn't exist in table"));
        refuseIf(
                (foreign.onDelete() + foreign.onUpdate()).contains("SET DEFAULT"), "Cannot add foreign key constraint");
        foreign.columns().stream()
                .map(table::column)
                .flatMap(Optional::stream)
                .filter(column -> column.generated() != null)
                .forEach(column -> checkGenerated(foreign, column));
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

    private static void checkGenerated(ForeignKey foreign, Column column) {
        refuseIf(
                column.virtual(),
                "Foreign key '" + foreign.name() + "' uses virtual column '" + column.name()
                        + "' which is not supported.");
        String clause =
                foreign.onDelete().equals("SET NULL") ? "ON DELETE SET NULL" : "ON UPDATE " + foreign.onUpdate();
        refuseIf(
                foreign.onDelete().equals("SET NULL") || !foreign.onUpdate().isEmpty(),
                "Cannot define foreign key with " + clause + " clause on a generated column.");
    }

    private void checkAutoIncrement() {
        List<Column> counting =
                table.columns().stream().filter(Column::autoIncrement).toList();
        boolean found = counting.stream().allMatch(column -> table.hasKeyOn(List.of(column.name())));
        refuseIf(
                counting.size() > 1 || !found,
                "Incorrect table definition; there can be only one auto column and it must be defined as a key");
    }
}
