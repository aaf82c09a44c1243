package com.pulumi.planetscale.emulator.schema;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What has to happen to one table so that a schema becomes another one.
///
/// @param statement the DDL that does it
/// @param canDropData rows or values can get lost
/// @param removedForeignKeys names of constraints that are no more
/// @param instant MySQL can do it without copying the table
public record Change(
        String keyspace,
        String table,
        Kind kind,
        String statement,
        boolean canDropData,
        List<String> removedForeignKeys,
        boolean instant) {

    /// What happens to the table (OpenAPI: `operation_name`).
    public enum Kind {
        CREATE,
        ALTER,
        DROP
    }

    /// The changes that make the second schema of the first one, by keyspace and table.
    public static List<Change> between(Schema from, Schema to) {
        return Stream.concat(
                        from.tables().stream()
                                .filter(old ->
                                        to.find(old.keyspace(), old.name()).isEmpty()),
                        to.tables().stream())
                .sorted(Table.ORDER)
                .flatMap(table ->
                        of(from.find(table.keyspace(), table.name()), to.find(table.keyspace(), table.name()), table))
                .toList();
    }

    private static Stream<Change> of(Optional<Table> from, Optional<Table> to, Table table) {
        if (from.equals(to)) {
            return Stream.empty();
        }
        Kind kind = from.isEmpty() ? Kind.CREATE : to.isEmpty() ? Kind.DROP : Kind.ALTER;
        String statement = kind == Kind.DROP ? "DROP TABLE `" + table.name() + "`" : table.definition();
        return Stream.of(
                new Change(table.keyspace(), table.name(), kind, statement, kind != Kind.CREATE, List.of(), false));
    }
}
