package com.pulumi.planetscale.emulator.sql.lint;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.sql.lint.Lint.Finding;
import com.pulumi.planetscale.emulator.sql.lint.Lint.Parsed;
import com.pulumi.planetscale.emulator.sql.lint.Lint.Rules;
import com.pulumi.planetscale.emulator.sql.schema.Table;
import com.pulumi.planetscale.emulator.sql.table.Check;
import com.pulumi.planetscale.emulator.sql.table.Collations;
import com.pulumi.planetscale.emulator.sql.table.Column;
import com.pulumi.planetscale.emulator.sql.table.Key;
import com.pulumi.planetscale.emulator.sql.table.TableDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What each table must be like.
final class TableLint {
    /// `utf8` means `utf8mb3`.
    private static final Set<String> CHARSETS = Set.of("utf8mb4", "utf8mb3", "latin1", "ascii");

    /// PlanetScale documentation, system limits.
    private static final int MOST_TABLES = 2048;

    private static final int MOST_COLUMNS = 1017;

    /// How much may follow `<table>_chk_` in the name of a check.
    private static final int CHECK_SUFFIX = 3;

    private final Table table;
    private final TableDefinition definition;
    private final Rules rules;
    private final List<Finding> findings = new ArrayList<>();

    private TableLint(Parsed parsed, Rules rules) {
        this.table = parsed.table();
        this.definition = parsed.definition();
        this.rules = rules;
    }

    static List<Finding> of(Parsed parsed, Rules rules) {
        TableLint lint = new TableLint(parsed, rules);
        lint.keys();
        lint.features();
        lint.charsets();
        lint.enumerations();
        lint.findings.addAll(PartitionLint.of(parsed));
        lint.counting();
        return lint.findings;
    }

    private Finding finding(String code, String description) {
        return Finding.table(code, table, "table \"" + table.name() + "\" " + description);
    }

    /// A primary key counts as the unique key that every table needs, and has a code of its own where it cannot be one.
    private void keys() {
        Optional<Key> primary = definition.keys().stream()
                .filter(key -> key.kind() == Key.Kind.PRIMARY)
                .findFirst();
        if (primary.isEmpty() && definition.identifyingKeys().isEmpty()) {
            findings.add(finding(
                    "NO_UNIQUE_KEY",
                    "has no non-null unique key: all tables must have at least one unique, not-null key without"
                            + " using text / blob columns or partial indexes."));
        }
        primary.stream().flatMap(key -> key.parts().stream()).forEach(this::primaryPart);
    }

    private void primaryPart(Key.Part part) {
        Optional<Column> column = Optional.ofNullable(part.column()).flatMap(definition::column);
        if (column.filter(found -> found.type().large()).isPresent()) {
            findings.add(finding(
                            "BLOB_IN_UNIQUE_KEY",
                            "contains BLOB or TEXT column \"" + part.column() + "\" in the primary key.")
                    .about("column_name", column.get().name()));
        } else if (column.isPresent()
                && part.length() != null
                && definition.identifyingKeys().isEmpty()) {
            findings.add(finding(
                            "PARTIAL_KEY_IN_UNIQUE_KEY",
                            "contains partial index on column \"" + part.column() + "\" in the primary key.")
                    .about("column_name", column.get().name()));
        }
    }

    @Assumes(Assumption.LINT_WITHOUT_PAGES)
    private void features() {
        String engine = definition.options().engine();
        if (!engine.equals("InnoDB")) {
            findings.add(finding(Lint.UNSUPPORTED, "uses storage engine " + engine + ", not InnoDB")
                    .about("engine_name", engine));
        }
        if (definition.columns().size() > MOST_COLUMNS) {
            findings.add(finding(
                    Lint.UNSUPPORTED, "has " + definition.columns().size() + " columns, more than " + MOST_COLUMNS));
        }
        if (!table.name().chars().allMatch(c -> c < 128)) {
            findings.add(finding(Lint.UNSUPPORTED, "has characters outside of ASCII in its name"));
        }
        String prefix = table.name() + "_chk_";
        definition.checks().stream()
                .map(Check::name)
                .filter(name -> name.startsWith(prefix) && name.length() > prefix.length() + CHECK_SUFFIX)
                .forEach(name -> findings.add(
                        finding(Lint.UNSUPPORTED, "has a check constraint with the long name \"" + name + "\"")
                                .about("check_constraint_name", name)));
    }

    private void charsets() {
        String ofTable = Collations.charset(definition.options().collation());
        if (!CHARSETS.contains(ofTable)) {
            findings.add(charset("table", ofTable));
        }
        for (Column column : definition.columns()) {
            Optional.ofNullable(column.collation())
                    .map(Collations::charset)
                    .filter(charset -> !CHARSETS.contains(charset))
                    .ifPresent(
                            charset -> findings.add(charset("column", charset).about("column_name", column.name())));
        }
    }

    private Finding charset(String of, String charset) {
        return finding(
                        "INVALID_CHARSET",
                        "has an invalid " + of + " charset " + charset
                                + ": only utf8, utf8mb4, and utf8mb3 charsets are supported.")
                .about("charset_name", charset);
    }

    private void enumerations() {
        for (Column column : definition.columns()) {
            if (column.type().name().equals("enum")) {
                Set<String> seen = new HashSet<>();
                column.type().arguments().stream()
                        .filter(value -> !seen.add(value))
                        .distinct()
                        .forEach(value -> findings.add(Finding.table(
                                        "DUPLICATE_ENUM_VALUE",
                                        table,
                                        "enum value " + value + " occurs more than once.")
                                .about("column_name", column.name())
                                .about("enum_value", value.substring(1, value.length() - 1))));
            }
        }
    }

    /// Shards do not know each other's numbers.
    private void counting() {
        if (!rules.sharded().contains(table.keyspace())) {
            return;
        }
        List<String> columns = definition.columns().stream()
                .filter(Column::autoIncrement)
                .map(Column::name)
                .toList();
        if (!columns.isEmpty()) {
            findings.add(finding(
                            Lint.UNSUPPORTED_IN_SHARDS,
                            "has an autoincrement column \"" + columns.get(0)
                                    + "\": sharded databases cannot have autoincrement columns, use a sequence"
                                    + " instead")
                    .about("auto_increment_column_names", columns));
        }
    }

    /// What the tables of a keyspace must not be together.
    static List<Finding> ofAll(List<Table> tables) {
        Map<String, Long> counts =
                tables.stream().collect(Collectors.groupingBy(Table::keyspace, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > MOST_TABLES)
                .map(count -> Finding.table(
                        Lint.UNSUPPORTED,
                        new Table(count.getKey(), "", ""),
                        "keyspace \"" + count.getKey() + "\" has " + count.getValue() + " tables and views, more than "
                                + MOST_TABLES))
                .toList();
    }
}
