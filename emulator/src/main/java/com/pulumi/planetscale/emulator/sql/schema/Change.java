package com.pulumi.planetscale.emulator.sql.schema;

import com.pulumi.planetscale.emulator.sql.reader.Statements;
import com.pulumi.planetscale.emulator.sql.table.Quoting;
import com.pulumi.planetscale.emulator.sql.table.TableChange;
import com.pulumi.planetscale.emulator.sql.table.TableDefinition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What has to happen to one table so that a schema becomes another one.
///
/// @param statement the DDL that does it
/// @param canDropData rows or values can get lost
/// @param removedForeignKeys names of constraints that no longer exist
/// @param instant MySQL can do it without copying the table; not said of whole tables, which nothing lists
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

    /// The changes that make the second schema of the first one, by keyspace and table. Definitions that mean the same
    /// are not a change.
    public static List<Change> between(Schema from, Schema to) {
        return Stream.concat(
                        from.tables().stream()
                                .filter(old ->
                                        to.find(old.keyspace(), old.name()).isEmpty()),
                        to.tables().stream())
                .sorted(Table.ORDER)
                .flatMap(table ->
                        of(from.find(table.keyspace(), table.name()), to.find(table.keyspace(), table.name())).stream())
                .toList();
    }

    private static Optional<Change> of(Optional<Table> from, Optional<Table> to) {
        if (from.equals(to)) {
            return Optional.empty();
        }
        if (from.isEmpty()) {
            return to.map(Change::create);
        }
        return to.isEmpty() ? from.map(Change::drop) : alter(from.get(), to.get());
    }

    /// Whether the other one has to come first: this one makes a foreign key to its table.
    public boolean dependsOn(Change other) {
        return keyspace.equals(other.keyspace)
                && other.kind != Kind.DROP
                && statement.contains("REFERENCES " + Quoting.name(other.table) + " ");
    }

    /// Why tables cannot be changed while they are in use: those whose rows cannot be told from each other before and
    /// after (PlanetScale documentation, change unique keys, which has the sentence).
    public static List<String> unrelated(Schema from, Schema to) {
        return to.tables().stream()
                .filter(table -> from.find(table.keyspace(), table.name())
                        .filter(old -> !old.equals(table))
                        .filter(old -> !Statements.table(old.definition())
                                .keepsIdentityIn(Statements.table(table.definition())))
                        .isPresent())
                .map(table -> "Table " + table.name()
                        + " has no shared columns covered by non-null unique keys between both branches.")
                .toList();
    }

    private static Change create(Table table) {
        return new Change(table.keyspace(), table.name(), Kind.CREATE, table.definition(), false, List.of(), false);
    }

    private static Change drop(Table table) {
        TableDefinition old = Statements.table(table.definition());
        return new Change(
                table.keyspace(),
                table.name(),
                Kind.DROP,
                "DROP TABLE " + Quoting.name(table.name()),
                true,
                old.foreignKeys().stream().map(foreign -> foreign.name()).toList(),
                false);
    }

    private static Optional<Change> alter(Table from, Table to) {
        TableChange change = new TableChange(Statements.table(from.definition()), Statements.table(to.definition()));
        return change.isEmpty()
                ? Optional.empty()
                : Optional.of(new Change(
                        from.keyspace(),
                        from.name(),
                        Kind.ALTER,
                        change.ddl(),
                        change.canDropData(),
                        change.removedForeignKeys(),
                        change.instant()));
    }
}
