package com.pulumi.planetscale.emulator.sql.table;

import static com.pulumi.planetscale.emulator.sql.table.DdlException.refuseIf;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What in a table still refers to a column that a statement has dropped or renamed, with MySQL's messages.
final class Dependents {
    private final TableDefinition table;
    private final String column;

    Dependents(TableDefinition table, String column) {
        this.table = table;
        this.column = column;
    }

    void refuseDropping() {
        table.foreignKeys().stream()
                .filter(foreign -> foreign.columns().stream().anyMatch(column::equalsIgnoreCase))
                .filter(foreign -> isGone())
                .findFirst()
                .ifPresent(foreign -> {
                    throw new DdlException("Cannot drop column '" + column + "': needed in a foreign key constraint '"
                            + foreign.name() + "'");
                });
        refuseRenaming();
    }

    void refuseRenaming() {
        if (!isGone()) {
            return;
        }
        refuseIf(
                table.columns().stream()
                        .flatMap(other -> Optional.ofNullable(other.generated()).stream())
                        .anyMatch(generated -> uses(generated.expression())),
                "Column '" + column + "' has a generated column dependency.");
        refuseIf(
                table.columns().stream().map(Column::defaultValue).anyMatch(this::uses),
                "Column '" + column + "' of table '" + table.name()
                        + "' has a default value expression dependency and cannot be dropped or renamed.");
        refuseIf(
                table.keys().stream()
                        .flatMap(key -> key.parts().stream())
                        .map(Key.Part::expression)
                        .anyMatch(this::uses),
                "Column '" + column + "' has a functional index dependency and cannot be dropped or renamed.");
        table.checks().stream()
                .filter(check -> uses(check.expression()))
                .findFirst()
                .ifPresent(check -> {
                    throw new DdlException("Check constraint '" + check.name() + "' uses column '" + column
                            + "', hence column cannot be dropped or renamed.");
                });
        String partitioning = table.partitioning();
        refuseIf(
                partitioning != null
                        && new Partitions(partitioning).columns().stream().anyMatch(column::equalsIgnoreCase),
                "Column '" + column + "' has a partitioning function dependency and cannot be dropped or renamed.");
    }

    /// Another column can have got its name in the same statement.
    private boolean isGone() {
        return table.column(column).isEmpty();
    }

    private boolean uses(@Nullable String expression) {
        return Stream.ofNullable(expression)
                .flatMap(text -> Quoting.namesIn(text).stream())
                .anyMatch(column::equalsIgnoreCase);
    }
}
