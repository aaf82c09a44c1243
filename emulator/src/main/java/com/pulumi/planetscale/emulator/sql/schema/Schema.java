package com.pulumi.planetscale.emulator.sql.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The tables of a branch, by keyspace and name.
public record Schema(List<Table> tables) {
    public static final Schema EMPTY = new Schema(List.of());

    public Schema {
        tables = tables.stream().sorted(Table.ORDER).toList();
    }

    public Optional<Table> find(String keyspace, String name) {
        return tables.stream()
                .filter(table ->
                        table.keyspace().equals(keyspace) && table.name().equals(name))
                .findFirst();
    }

    public Schema in(String keyspace) {
        return new Schema(tables.stream()
                .filter(table -> table.keyspace().equals(keyspace))
                .toList());
    }

    /// The same with all tables of one keyspace replaced.
    public Schema with(String keyspace, List<Table> replacement) {
        List<Table> result = new ArrayList<>(tables);
        result.removeIf(table -> table.keyspace().equals(keyspace));
        return new Schema(Stream.concat(result.stream(), replacement.stream()).toList());
    }
}
