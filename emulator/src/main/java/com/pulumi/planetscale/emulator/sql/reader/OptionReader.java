package com.pulumi.planetscale.emulator.sql.reader;

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

    private OptionReader() {}

    static void read(List<CreateTableOptionContext> options, TableEditor table) {
        options.forEach(option -> table.setOptions(changed(table.options(), option)));
        // A collation counts wherever it stands: it is closer than the character set.
        options.stream()
                .filter(option -> option.defaultCollation() != null)
                .forEach(option -> table.setOptions(changed(table.options(), option)));
        options.stream()
                .filter(option -> option.defaultCharset() != null)
                .forEach(option -> Collations.checkPair(
                        table.options().collation(),
                        Collations.charset(
                                Collations.of(name(option.defaultCharset().charsetName())))));
    }

    private static TableOptions changed(TableOptions options, CreateTableOptionContext option) {
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
        return KEPT.contains(label) ? options.with(label, value(option)) : options;
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
