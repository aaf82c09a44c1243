package com.pulumi.planetscale.emulator.sql.reader;

import static com.pulumi.planetscale.emulator.sql.table.DdlException.refuseIf;

import com.pulumi.planetscale.emulator.sql.table.Collations;
import com.pulumi.planetscale.emulator.sql.table.DdlException;
import com.pulumi.planetscale.emulator.sql.table.Quoting;
import com.pulumi.planetscale.emulator.sql.table.TableEditor;
import com.pulumi.planetscale.emulator.sql.table.TableOptions;
import io.debezium.ddl.parser.mysql.generated.MySqlParser.CreateTableOptionContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.tree.ParseTree;

/// Reads what is written behind the columns of a table.
final class OptionReader {
    /// Those that InnoDB knows and that say something about the schema. Others are dropped: `AUTO_INCREMENT` counts
    /// rows, the rest means nothing to InnoDB.
    private static final Set<String> KEPT = Set.of(
            "ROW_FORMAT",
            "KEY_BLOCK_SIZE",
            "STATS_PERSISTENT",
            "STATS_AUTO_RECALC",
            "STATS_SAMPLE_PAGES",
            "COMPRESSION",
            "ENCRYPTION",
            "MAX_ROWS",
            "MIN_ROWS",
            "AVG_ROW_LENGTH");

    /// MySQL's own spelling of engines, which it knows in any case.
    private static final Map<String, String> ENGINES = Map.of(
            "innodb", "InnoDB",
            "myisam", "MyISAM",
            "memory", "MEMORY",
            "archive", "ARCHIVE",
            "csv", "CSV",
            "blackhole", "BLACKHOLE");

    /// Values that InnoDB takes, of options that have few.
    private static final Map<String, Set<String>> VALUES = Map.of(
            "KEY_BLOCK_SIZE", Set.of("0", "1", "2", "4", "8", "16"),
            "COMPRESSION", Set.of("''", "'NONE'", "'ZLIB'", "'LZ4'"));

    private static final int MOST_SAMPLES = 65_535;

    private OptionReader() {}

    static void read(List<CreateTableOptionContext> options, TableEditor table) {
        options.forEach(option -> table.setOptions(changed(table.options(), option, table.name())));
        // A collation counts wherever it stands: it is closer than the character set.
        options.stream()
                .filter(option -> option.defaultCollation() != null)
                .forEach(option -> table.setOptions(changed(table.options(), option, table.name())));
        options.stream()
                .filter(option -> option.defaultCharset() != null)
                .forEach(option -> Collations.checkPair(
                        table.options().collation(),
                        Collations.charset(
                                Collations.of(name(option.defaultCharset().charsetName())))));
    }

    private static TableOptions changed(TableOptions options, CreateTableOptionContext option, String table) {
        if (option.defaultCharset() != null) {
            return options.withCollation(
                    Collations.of(name(option.defaultCharset().charsetName())));
        }
        if (option.defaultCollation() != null) {
            return options.withCollation(
                    Collations.named(name(option.defaultCollation().collationName())));
        }
        if (option.engineRef() != null) {
            String engine = name(option.engineRef());
            return options.withEngine(Optional.ofNullable(ENGINES.get(engine.toLowerCase(Locale.ROOT)))
                    .orElseThrow(() -> new DdlException("Unknown storage engine '" + engine + "'")));
        }
        if (option.COMMENT_SYMBOL() != null) {
            return options.withComment(name(option.textStringLiteral()));
        }
        String label = option.getStart().getText().toUpperCase(Locale.ROOT);
        if (!KEPT.contains(label)) {
            return options;
        }
        String value = value(option);
        refuseIf(
                label.equals("ENCRYPTION") && !Set.of("'Y'", "'N'", "''").contains(value.toUpperCase(Locale.ROOT)),
                "Invalid encryption option.");
        refuseIf(
                Optional.ofNullable(VALUES.get(label))
                        .filter(values -> !values.contains(value.toUpperCase(Locale.ROOT)))
                        .isPresent(),
                "Table storage engine for '" + table + "' doesn't have this option");
        refuseIf(
                label.startsWith("STATS_") && !isStatistics(label, value),
                "You have an error in your SQL syntax near '" + value + "'");
        return options.with(label, value);
    }

    private static boolean isStatistics(String label, String value) {
        int most = label.equals("STATS_SAMPLE_PAGES") ? MOST_SAMPLES : 1;
        int least = label.equals("STATS_SAMPLE_PAGES") ? 1 : 0;
        return value.equals("DEFAULT")
                || (value.matches("\\d{1,6}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most);
    }

    private static String value(CreateTableOptionContext option) {
        String text = option.getStop().getText();
        return text.startsWith("'") || text.startsWith("\"")
                ? Quoting.text(Texts.unquoted(text))
                : text.toUpperCase(Locale.ROOT);
    }

    private static String name(ParseTree tree) {
        return Texts.unquoted(tree.getText());
    }
}
