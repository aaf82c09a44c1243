package com.pulumi.planetscale.emulator.schema;

import com.pulumi.planetscale.emulator.ddl.Column;
import com.pulumi.planetscale.emulator.ddl.ForeignKey;
import com.pulumi.planetscale.emulator.ddl.TableDefinition;
import com.pulumi.planetscale.emulator.schema.Lint.Finding;
import com.pulumi.planetscale.emulator.schema.Lint.Parsed;
import com.pulumi.planetscale.emulator.schema.Lint.Rules;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What foreign key constraints need: support for them, and a parent that fits (PlanetScale documentation, deploy
/// requests and foreign key constraints).
final class ForeignKeyLint {
    private static final String DOCS = "https://planetscale.com/docs/vitess/foreign-key-constraints";

    private final List<Parsed> tables;
    private final Rules rules;

    ForeignKeyLint(List<Parsed> tables, Rules rules) {
        this.tables = tables;
        this.rules = rules;
    }

    List<Finding> findings() {
        return tables.stream()
                .flatMap(child ->
                        child.definition().foreignKeys().stream().flatMap(foreign -> finding(child, foreign).stream()))
                .toList();
    }

    private Optional<Finding> finding(Parsed child, ForeignKey foreign) {
        if (!rules.foreignKeys()) {
            return fault(
                    child, foreign, "FOREIGN_KEYS_NOT_ENABLED", "the database does not allow foreign key constraints");
        }
        if (rules.sharded().contains(child.table().keyspace())) {
            return fault(
                    child, foreign, "FOREIGN_KEY_IN_SHARDED_KEYSPACE", "sharded keyspaces do not support foreign keys");
        }
        Optional<TableDefinition> parent = tables.stream()
                .filter(table -> table.table().keyspace().equals(child.table().keyspace())
                        && table.table().name().equals(foreign.table()))
                .map(Parsed::definition)
                .findFirst();
        if (parent.isEmpty()) {
            return fault(
                    child,
                    foreign,
                    "FOREIGN_KEY_TABLE_NOT_FOUND",
                    "there is no table \"" + foreign.table() + "\" to reference");
        }
        return columns(child, foreign, parent.get());
    }

    private static Optional<Finding> columns(Parsed child, ForeignKey foreign, TableDefinition parent) {
        for (int i = 0; i < foreign.columns().size(); i++) {
            String name = foreign.referenced().get(i);
            Optional<Column> referenced = parent.column(name);
            if (referenced.isEmpty()) {
                return fault(
                        child,
                        foreign,
                        "FOREIGN_KEY_COLUMN_NOT_FOUND",
                        "table \"" + parent.name() + "\" has no column \"" + name + "\"");
            }
            Optional<Column> own = child.definition().column(foreign.columns().get(i));
            if (own.filter(column -> compatible(column, referenced.get())).isEmpty()) {
                return fault(
                        child,
                        foreign,
                        "FOREIGN_KEY_COLUMN_TYPE_MISMATCH",
                        "its columns and those of table \"" + parent.name() + "\" are of different types");
            }
        }
        return parent.hasKeyOn(foreign.referenced())
                ? Optional.empty()
                : fault(
                        child,
                        foreign,
                        "FOREIGN_KEY_NOT_INDEXED",
                        "no key of table \"" + parent.name() + "\" begins with the referenced columns");
    }

    /// Lengths of texts may differ (MySQL reference manual, foreign key constraints).
    private static boolean compatible(Column own, Column referenced) {
        boolean sameLength = own.type().integer()
                || own.type().textual()
                || own.type().arguments().equals(referenced.type().arguments());
        return own.type().name().equals(referenced.type().name())
                && own.type().unsigned() == referenced.type().unsigned()
                && Objects.equals(own.collation(), referenced.collation())
                && sameLength;
    }

    private static Optional<Finding> fault(Parsed child, ForeignKey foreign, String code, String why) {
        return Optional.of(Finding.table(
                        code,
                        child.table(),
                        "foreign key \"" + foreign.name() + "\" of table \""
                                + child.table().name() + "\" is invalid: " + why,
                        DOCS)
                .about("foreign_key_column_names", foreign.columns()));
    }
}
