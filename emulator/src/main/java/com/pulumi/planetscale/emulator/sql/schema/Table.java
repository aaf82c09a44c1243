package com.pulumi.planetscale.emulator.sql.schema;

import com.pulumi.planetscale.emulator.sql.reader.Statements;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A table or a view, which share their names.
///
/// @param keyspace the Vitess keyspace, or the PostgreSQL namespace such as `postgres.public`
/// @param definition the statement that creates it
public record Table(String keyspace, String name, String definition) {
    static final Comparator<Table> ORDER = Comparator.comparing(Table::keyspace).thenComparing(Table::name);

    /// Statements of Vitess keyspaces are always written in the same way.
    private static final Pattern VIEW = Pattern.compile("CREATE (?!TABLE )[^`]*\\bVIEW `");

    /// The table or view of a Vitess keyspace that a statement creates, written as MySQL shows it.
    ///
    /// @throws IllegalArgumentException with a sentence, if the statement does not create that table or view
    public static Table created(String keyspace, String name, String sql) {
        Table created = of(keyspace, Statements.of(List.of(sql)))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("Give a CREATE TABLE or CREATE VIEW, instead of: " + sql));
        if (!created.name().equals(name)) {
            throw new IllegalArgumentException(
                    "This creates table " + created.name() + ", but it is given for table " + name + ": " + sql);
        }
        return created;
    }

    /// All tables and views that statements have made.
    public static Stream<Table> of(String keyspace, Statements statements) {
        return Stream.concat(
                statements.tables().values().stream().map(table -> new Table(keyspace, table.name(), table.ddl())),
                statements.views().values().stream().map(view -> new Table(keyspace, view.name(), view.ddl())));
    }

    public boolean isView() {
        return VIEW.matcher(definition).lookingAt();
    }

    public boolean is(String otherKeyspace, String otherName) {
        return keyspace.equals(otherKeyspace) && name.equals(otherName);
    }
}
