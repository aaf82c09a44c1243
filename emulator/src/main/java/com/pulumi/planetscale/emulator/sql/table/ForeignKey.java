package com.pulumi.planetscale.emulator.sql.table;

import java.util.List;

/// A foreign key constraint.
///
/// @param onDelete such as `CASCADE`; empty for doing nothing, which is the default
/// @param onUpdate the same
public record ForeignKey(
        String name, List<String> columns, String table, List<String> referenced, String onDelete, String onUpdate) {
    public ForeignKey {
        columns = List.copyOf(columns);
        referenced = List.copyOf(referenced);
    }

    boolean setsNull() {
        return onDelete.equals("SET NULL") || onUpdate.equals("SET NULL");
    }

    /// Whether it does something to the rows that refer, rather than to refuse a change of the others.
    boolean changesRows() {
        return !onDelete.isEmpty() || !onUpdate.isEmpty();
    }

    String key() {
        return Quoting.folded(name);
    }

    /// Whether another one is the same apart from its name.
    boolean same(ForeignKey other) {
        return folded(columns).equals(folded(other.columns))
                && table.equals(other.table)
                && folded(referenced).equals(folded(other.referenced))
                && onDelete.equals(other.onDelete)
                && onUpdate.equals(other.onUpdate);
    }

    private static List<String> folded(List<String> names) {
        return names.stream().map(Quoting::folded).toList();
    }

    ForeignKey named(String other) {
        return new ForeignKey(other, columns, table, referenced, onDelete, onUpdate);
    }

    ForeignKey renamed(String from, String to) {
        return new ForeignKey(
                name,
                columns.stream()
                        .map(column -> column.equalsIgnoreCase(from) ? to : column)
                        .toList(),
                table,
                referenced,
                onDelete,
                onUpdate);
    }

    String ddl() {
        return "CONSTRAINT " + Quoting.name(name) + " FOREIGN KEY " + Quoting.names(columns) + " REFERENCES "
                + Quoting.name(table) + " " + Quoting.names(referenced)
                + (onDelete.isEmpty() ? "" : " ON DELETE " + onDelete)
                + (onUpdate.isEmpty() ? "" : " ON UPDATE " + onUpdate);
    }
}
