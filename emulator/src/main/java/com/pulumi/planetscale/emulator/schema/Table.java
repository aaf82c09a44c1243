package com.pulumi.planetscale.emulator.schema;

import java.util.Comparator;

/// A table.
///
/// @param keyspace the Vitess keyspace, or the PostgreSQL namespace such as `postgres.public`
/// @param definition the statement that creates it
public record Table(String keyspace, String name, String definition) {
    static final Comparator<Table> ORDER = Comparator.comparing(Table::keyspace).thenComparing(Table::name);
}
