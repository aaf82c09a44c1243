package com.pulumi.planetscale.emulator.sql.table;

import com.pulumi.planetscale.emulator.sql.table.Key.Kind;
import com.pulumi.planetscale.emulator.sql.table.Key.Part;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Refuses tables that MySQL refuses, with its messages, as far as that can be decided without rows and other tables.
final class TableRules {
    /// More columns than this no table can have (PlanetScale documentation, Vitess system limits).
    private static final int MOST_COLUMNS = 1017;

    private static final int LONGEST_NAME = 64;

    private final TableDefinition table;

    TableRules(TableDefinition table) {
        this.table = table;
    }

    void check() {
        checkColumns();
        checkNames();
        table.keys().forEach(key -> key.parts().forEach(part -> checkPart(key, part)));
        table.foreignKeys().forEach(this::checkForeignKey);
        checkExpressions();
        checkAutoIncrement();
    }

    private void checkColumns() {
        List<Column> columns = table.columns();
        refuseIf(columns.isEmpty(), "A table must have at least 1 column");
        refuseIf(columns.size() > MOST_COLUMNS, "Too many columns");
        refuseIf(
                columns.stream().allMatch(column -> column.generated() != null),
                "A table must have at least one column that is not generated");
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
    }

    private void checkForeignKey(ForeignKey foreign) {
        foreign.columns()
                .forEach(column ->
                        refuseIf(table.column(column).isEmpty(), "Key column '" + column + "' doesn't exist in table"));
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
