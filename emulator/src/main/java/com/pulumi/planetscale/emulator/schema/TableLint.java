package com.pulumi.planetscale.emulator.schema;

import com.pulumi.planetscale.emulator.ddl.Collations;
import com.pulumi.planetscale.emulator.ddl.Column;
import com.pulumi.planetscale.emulator.ddl.TableDefinition;
import com.pulumi.planetscale.emulator.schema.Lint.Finding;
import com.pulumi.planetscale.emulator.schema.Lint.Parsed;
import com.pulumi.planetscale.emulator.schema.Lint.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What each table must be like.
final class TableLint {
    private static final String UNIQUE_KEYS = "https://planetscale.com/docs/vitess/onlineddl-change-unique-keys";
    private static final String IMPORTS = "https://planetscale.com/docs/vitess/imports/database-imports";
    private static final String VINDEXES = "https://planetscale.com/docs/vitess/sharding/vindexes";
    private static final String LIMITS =
            "https://planetscale.com/docs/vitess/troubleshooting/planetscale-system-limits";

    /// PlanetScale documentation, database imports, schema compatibility check. `utf8` means `utf8mb3`.
    private static final Set<String> CHARSETS = Set.of("utf8mb4", "utf8mb3", "latin1", "ascii");

    private static final int MOST_TABLES = 2048;

    private TableLint() {}

    static List<Finding> of(Parsed parsed, Rules rules) {
        Table table = parsed.table();
        TableDefinition definition = parsed.definition();
        List<Finding> findings = new ArrayList<>();
        if (definition.identifyingKeys().isEmpty()) {
            findings.add(Finding.table(
                    "NO_UNIQUE_KEY",
                    table,
                    "table \"" + table.name() + "\" has no unique key: every table needs at least one unique key of"
                            + " columns that are not null and neither text nor blob",
                    UNIQUE_KEYS));
        }
        if (!definition.options().engine().equals("InnoDB")) {
            String engine = definition.options().engine();
            findings.add(Finding.table(
                            "UNSUPPORTED_STORAGE_ENGINE",
                            table,
                            "table \"" + table.name() + "\" uses storage engine " + engine
                                    + ": only InnoDB is supported",
                            IMPORTS)
                    .about("engine_name", engine));
        }
        if (!table.name().chars().allMatch(c -> c < 128)) {
            findings.add(Finding.table(
                    "UNSUPPORTED_TABLE_NAME",
                    table,
                    "table \"" + table.name() + "\" has characters outside of ASCII in its name",
                    IMPORTS));
        }
        findings.addAll(charsets(parsed));
        if (rules.sharded().contains(table.keyspace())) {
            counting(parsed).ifPresent(findings::add);
        }
        return findings;
    }

    private static List<Finding> charsets(Parsed parsed) {
        Table table = parsed.table();
        List<Finding> findings = new ArrayList<>();
        String ofTable = Collations.charset(parsed.definition().options().collation());
        if (!CHARSETS.contains(ofTable)) {
            findings.add(charset(table, "table \"" + table.name() + "\"", ofTable));
        }
        for (Column column : parsed.definition().columns()) {
            Optional.ofNullable(column.collation())
                    .map(Collations::charset)
                    .filter(charset -> !CHARSETS.contains(charset))
                    .ifPresent(charset -> findings.add(charset(
                                    table,
                                    "column \"" + column.name() + "\" of table \"" + table.name() + "\"",
                                    charset)
                            .about("column_name", column.name())));
        }
        return findings;
    }

    private static Finding charset(Table table, String what, String charset) {
        return Finding.table(
                        "UNSUPPORTED_CHARSET",
                        table,
                        what + " uses character set " + charset
                                + ": supported are utf8, utf8mb3, utf8mb4, latin1 and ascii",
                        IMPORTS)
                .about("charset_name", charset);
    }

    /// Shards do not know of each other's numbers (PlanetScale documentation, Vindexes).
    private static Optional<Finding> counting(Parsed parsed) {
        List<String> columns = parsed.definition().columns().stream()
                .filter(Column::autoIncrement)
                .map(Column::name)
                .toList();
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.table(
                                "AUTO_INCREMENT_IN_SHARDED_KEYSPACE",
                                parsed.table(),
                                "table \"" + parsed.table().name() + "\" counts with AUTO_INCREMENT in a sharded"
                                        + " keyspace: use a sequence table instead",
                                VINDEXES)
                        .about("auto_increment_column_names", columns));
    }

    /// What the tables of a keyspace must not be together (PlanetScale documentation, keyspaces).
    static List<Finding> ofAll(List<Parsed> tables) {
        Map<String, Long> counts = tables.stream()
                .collect(Collectors.groupingBy(
                        parsed -> parsed.table().keyspace(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > MOST_TABLES)
                .map(count -> Finding.table(
                        "TOO_MANY_TABLES",
                        new Table(count.getKey(), "", ""),
                        "keyspace \"" + count.getKey() + "\" has " + count.getValue() + " tables: no more than "
                                + MOST_TABLES + " are supported",
                        LIMITS))
                .toList();
    }
}
