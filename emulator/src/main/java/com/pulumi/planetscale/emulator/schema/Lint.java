package com.pulumi.planetscale.emulator.schema;

import com.pulumi.planetscale.emulator.sql.Statements;
import java.util.List;

/// What keeps a schema from being promoted, or from having safe migrations.
///
/// Looks for the one fault that the documentation shows with its code. More rules go into [#of].
public final class Lint {
    private static final String UNIQUE_KEYS = "https://planetscale.com/docs/vitess/onlineddl-change-unique-keys";

    private Lint() {}

    /// A fault of one table.
    ///
    /// @param code as in the API, such as `NO_UNIQUE_KEY`
    public record Finding(String code, Table table, String description, String docsUrl) {}

    public static List<Finding> of(Schema schema) {
        return schema.tables().stream()
                .filter(table ->
                        Statements.table(table.definition()).identifyingKeys().isEmpty())
                .map(Lint::noUniqueKey)
                .toList();
    }

    private static Finding noUniqueKey(Table table) {
        String description = "table \"" + table.name() + "\" has no unique key: every table needs at least one unique"
                + " key of columns that are not null and neither text nor blob";
        return new Finding("NO_UNIQUE_KEY", table, description, UNIQUE_KEYS);
    }
}
