package com.pulumi.planetscale.emulator.sql.lint;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.sql.lint.Lint.Finding;
import com.pulumi.planetscale.emulator.sql.lint.Lint.Parsed;
import com.pulumi.planetscale.emulator.sql.lint.Lint.Rules;
import com.pulumi.planetscale.emulator.sql.schema.Table;
import com.pulumi.planetscale.emulator.sql.table.Column;
import com.pulumi.planetscale.emulator.sql.table.ForeignKey;
import com.pulumi.planetscale.emulator.sql.table.Quoting;
import com.pulumi.planetscale.emulator.sql.table.TableDefinition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What foreign key constraints need: support for them, a parent that fits, and an order of the tables.
final class ForeignKeyLint {
    private static final String UNRESOLVED = "FOREIGN_KEYS_UNRESOLVED";

    private final List<Parsed> tables;
    private final List<Table> views;
    private final Rules rules;

    ForeignKeyLint(List<Parsed> tables, List<Table> views, Rules rules) {
        this.tables = tables;
        this.views = views;
        this.rules = rules;
    }

    List<Finding> findings() {
        return tables.stream()
                .flatMap(child ->
                        child.definition().foreignKeys().stream().flatMap(foreign -> finding(child, foreign).stream()))
                .toList();
    }

    @Assumes(Assumption.LINT_WITHOUT_PAGES)
    private Optional<Finding> finding(Parsed child, ForeignKey foreign) {
        if (!rules.foreignKeys()) {
            return said(
                    child,
                    foreign,
                    "FOREIGN_KEYS_DISALLOWED",
                    "table \"" + child.table().name()
                            + "\" has a foreign key constraint: foreign key constraints are not supported.");
        }
        if (rules.sharded().contains(child.table().keyspace())) {
            return fault(child, foreign, Lint.UNSUPPORTED_IN_SHARDS, "sharded keyspaces do not support foreign keys");
        }
        Optional<Parsed> parent = table(child.table().keyspace(), foreign.table());
        if (views.stream().anyMatch(view -> view.is(child.table().keyspace(), foreign.table()))) {
            return said(
                    child,
                    foreign,
                    "FOREIGN_KEYS_REFERENCED_VIEW",
                    "table " + Quoting.name(child.table().name()) + " foreign key references view "
                            + Quoting.name(foreign.table()));
        }
        if (parent.isEmpty()) {
            return said(
                    child,
                    foreign,
                    "FOREIGN_KEYS_NONEXISTENT_TABLE",
                    "table " + Quoting.name(child.table().name()) + " foreign key references nonexistent table "
                            + Quoting.name(foreign.table()));
        }
        Optional<Finding> unresolved = columns(child, foreign, parent.get().definition());
        if (unresolved.isEmpty() && leadsTo(parent.get(), child)) {
            return fault(
                    child,
                    foreign,
                    "FOREIGN_KEYS_CIRCULAR_DEPENDENCY",
                    "table \"" + foreign.table() + "\" depends on this table in turn");
        }
        return unresolved;
    }

    private Optional<Parsed> table(String keyspace, String name) {
        return tables.stream().filter(table -> table.table().is(keyspace, name)).findFirst();
    }

    /// Whether a table is another one, or depends on it through its foreign keys.
    @Assumes(Assumption.LINT_CYCLES)
    private boolean leadsTo(Parsed start, Parsed wanted) {
        Set<String> seen = new HashSet<>();
        Deque<Parsed> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            Parsed next = open.pop();
            if (next.table().equals(wanted.table())) {
                return true;
            }
            if (seen.add(next.table().name())) {
                next.definition()
                        .foreignKeys()
                        .forEach(foreign ->
                                table(next.table().keyspace(), foreign.table()).ifPresent(open::push));
            }
        }
        return false;
    }

    private static Optional<Finding> columns(Parsed child, ForeignKey foreign, TableDefinition parent) {
        for (int i = 0; i < foreign.columns().size(); i++) {
            String name = foreign.referenced().get(i);
            Optional<Column> referenced = parent.column(name);
            if (referenced.isEmpty()) {
                return fault(
                        child, foreign, UNRESOLVED, "table \"" + parent.name() + "\" has no column \"" + name + "\"");
            }
            Optional<Column> own = child.definition().column(foreign.columns().get(i));
            if (own.filter(column -> compatible(column, referenced.get())).isEmpty()) {
                return fault(
                        child,
                        foreign,
                        UNRESOLVED,
                        "its columns and those of table \"" + parent.name() + "\" are of different types");
            }
        }
        return parent.hasKeyOn(foreign.referenced())
                ? Optional.empty()
                : fault(
                        child,
                        foreign,
                        UNRESOLVED,
                        "no key of table \"" + parent.name() + "\" begins with the referenced columns");
    }

    /// Lengths of strings may differ (MySQL reference manual, foreign key constraints).
    private static boolean compatible(Column own, Column referenced) {
        boolean sameLength = own.type().integer()
                || own.type().textual()
                || own.type().arguments().equals(referenced.type().arguments());
        return own.type().name().equals(referenced.type().name())
                && own.type().unsigned() == referenced.type().unsigned()
                && Objects.equals(own.collation(), referenced.collation())
                && sameLength;
    }

    /// What the documentation has no words for is said after those that it has for the code.
    private static Optional<Finding> fault(Parsed child, ForeignKey foreign, String code, String why) {
        String table = Quoting.name(child.table().name());
        return said(
                child,
                foreign,
                code,
                code.equals(UNRESOLVED)
                        ? "table " + table + " has unresolved foreign key dependencies: " + why
                        : "foreign key " + Quoting.name(foreign.name()) + " of table " + table + ": " + why);
    }

    private static Optional<Finding> said(Parsed child, ForeignKey foreign, String code, String description) {
        return Optional.of(
                Finding.table(code, child.table(), description).about("foreign_key_column_names", foreign.columns()));
    }
}
