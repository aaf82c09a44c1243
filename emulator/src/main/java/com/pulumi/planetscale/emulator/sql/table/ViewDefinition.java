package com.pulumi.planetscale.emulator.sql.table;

/// A view: a stored query.
///
/// @param ddl the statement that creates it, always written in the same way
public record ViewDefinition(String name, String ddl, ViewQuery query) {
    /// The statement that gives an existing view this query.
    public String alteration() {
        return ddl.replaceFirst("^CREATE ", "ALTER ");
    }
}
