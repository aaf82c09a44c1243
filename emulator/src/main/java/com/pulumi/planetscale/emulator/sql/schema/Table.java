package com.pulumi.planetscale.emulator.sql.schema;

import com.pulumi.planetscale.emulator.sql.reader.Statements;
import com.pulumi.planetscale.emulator.sql.table.TableDefinition;
import java.util.Comparator;

/// A table.
///
/// @param keyspace the Vitess keyspace, or the PostgreSQL namespace such as `postgres.public`
/// @param definition the statement that creates it
public record Table(String keyspace, String name, String definition) {
    static final Comparator<Table> ORDER = Comparator.comparing(Table::keyspace).thenComparing(Table::name);

    /// The table of a Vitess keyspace that a statement creates, written as MySQL shows it.
    ///
    /// @throws IllegalArgumentException with a sentence, if the statement does not create that table
    public static Table created(String keyspace, String name, String sql) {
        TableDefinition table = Statements.table(sql);
        if (!table.name().equals(name)) {
            throw new IllegalArgumentException(
                    "This creates table " + table.name() + ", but it is given for table " + name + ": " + sql);
        }
        return new Table(keyspace, name, table.ddl());
    }
}
