package com.pulumi.planetscale.emulator.sql.schema;

import com.pulumi.planetscale.emulator.sql.reader.Statements;
import com.pulumi.planetscale.emulator.sql.table.Quoting;
import com.pulumi.planetscale.emulator.sql.table.TableChange;
import com.pulumi.planetscale.emulator.sql.table.TableDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What has to happen to one table or view so that a schema becomes another one.
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
                .flatMap(
                        table -> of(from.find(table.keyspace(), table.name()), to.find(table.keyspace(), table.name())))
                .toList();
    }

    /// The same, in an order in which a server can run the statements: a view after what it selects from, and no longer
    /// there when that goes.
    public static List<Change> inOrder(Schema from, Schema to) {
        List<Change> waiting = new ArrayList<>(between(from, to));
        waiting.sort(Comparator.comparing(change -> !change.dropsView()));
        List<Change> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Change next = waiting.stream()
                    .filter(change ->
                            waiting.stream().noneMatch(other -> !other.equals(change) && change.dependsOn(other)))
                    .findFirst()
                    // Foreign keys may go round in circles, which a server takes while it does not check them.
                    .orElse(waiting.get(0));
            waiting.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    private boolean dropsView() {
        return statement.startsWith("DROP VIEW ");
    }

    private static Stream<Change> of(Optional<Table> from, Optional<Table> to) {
        if (from.equals(to)) {
            return Stream.empty();
        }
        if (from.isPresent()
                && to.isPresent()
                && from.get().isView() == to.get().isView()) {
            return alter(from.get(), to.get()).stream();
        }
        return Stream.concat(from.map(Change::drop).stream(), to.map(Change::create).stream());
    }

    /// Whether the other one has to come first: this one makes a foreign key to its table, or a view of it.
    public boolean dependsOn(Change other) {
        return keyspace.equals(other.keyspace)
                && other.kind != Kind.DROP
                && (statement.contains("REFERENCES " + Quoting.name(other.table) + " ")
                        || viewed().contains(other.table));
    }

    /// The tables that a view selects from, where this makes or changes one.
    private Set<String> viewed() {
        Table made = new Table(keyspace, table, statement.replaceFirst("^ALTER ", "CREATE "));
        return made.isView() && kind != Kind.DROP
                ? Statements.view(made.definition()).query().tables()
                : Set.of();
    }

    /// Why tables cannot be changed while they are in use: those whose rows cannot be told from each other before and
    /// after (PlanetScale documentation, change unique keys, which has the sentence).
    public static List<String> unrelated(Schema from, Schema to) {
        return to.tables().stream()
                .filter(table -> !table.isView())
                .filter(table -> from.find(table.keyspace(), table.name())
                        .filter(old -> !old.equals(table) && !old.isView())
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
        if (table.isView()) {
            // The rows are those of the tables that it selects from.
            String statement = "DROP VIEW " + Quoting.name(table.name());
            return new Change(table.keyspace(), table.name(), Kind.DROP, statement, false, List.of(), false);
        }
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
        if (to.isView()) {
            String statement = Statements.view(to.definition()).alteration();
            return Optional.of(
                    new Change(from.keyspace(), from.name(), Kind.ALTER, statement, false, List.of(), false));
        }
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
