package com.pulumi.planetscale.emulator.sql.table;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What is written behind the columns of a table. `AUTO_INCREMENT` is none of it: it counts rows.
///
/// @param engine as MySQL spells it, such as `InnoDB`
/// @param others by their names in upper case, values as written; without those that have their default
public record TableOptions(String engine, String collation, String comment, Map<String, String> others) {
    public static final TableOptions DEFAULT = new TableOptions("InnoDB", Collations.DEFAULT, "", Map.of());

    private static final String BY_DEFAULT = "DEFAULT";

    /// Options whose default is not written `DEFAULT` (MySQL reference manual, CREATE TABLE).
    private static final Map<String, String> DEFAULTS = Map.of(
            "KEY_BLOCK_SIZE", "0",
            "COMPRESSION", "'NONE'",
            "ENCRYPTION", "'N'",
            "MAX_ROWS", "0",
            "MIN_ROWS", "0",
            "AVG_ROW_LENGTH", "0");

    /// In which MySQL shows them.
    private static final List<String> ORDER = List.of(
            "MIN_ROWS",
            "MAX_ROWS",
            "AVG_ROW_LENGTH",
            "STATS_PERSISTENT",
            "STATS_AUTO_RECALC",
            "STATS_SAMPLE_PAGES",
            "ROW_FORMAT",
            "KEY_BLOCK_SIZE",
            "COMPRESSION",
            "ENCRYPTION");

    public TableOptions {
        others = new TreeMap<>(others);
        others.entrySet()
                .removeIf(option -> option.getValue().equalsIgnoreCase(byDefault(option.getKey()))
                        || option.getValue().equals("''"));
    }

    private static String byDefault(String option) {
        return DEFAULTS.getOrDefault(option, BY_DEFAULT);
    }

    public TableOptions withEngine(String value) {
        return new TableOptions(value, collation, comment, others);
    }

    public TableOptions withCollation(String value) {
        return new TableOptions(engine, value, comment, others);
    }

    public TableOptions withComment(String value) {
        return new TableOptions(engine, collation, value, others);
    }

    public TableOptions with(String name, String value) {
        Map<String, String> more = new TreeMap<>(others);
        more.put(name, value);
        return new TableOptions(engine, collation, comment, more);
    }

    boolean compressed() {
        return "COMPRESSED".equals(others.get("ROW_FORMAT"));
    }

    String ddl() {
        return "ENGINE=" + engine + " " + charset()
                + others.entrySet().stream()
                        .sorted(Comparator.comparingInt(option -> ORDER.indexOf(option.getKey())))
                        .map(option -> " " + option.getKey() + "=" + option.getValue())
                        .collect(Collectors.joining())
                + (comment.isEmpty() ? "" : " COMMENT=" + Quoting.text(comment));
    }

    /// What has to be written to get here from others; empty for nothing.
    String ddlFrom(TableOptions old) {
        StringBuilder text = new StringBuilder();
        if (!engine.equals(old.engine)) {
            text.append(" ENGINE=").append(engine);
        }
        if (!collation.equals(old.collation)) {
            text.append(' ').append(charset());
        }
        Set<String> names = new TreeSet<>(others.keySet());
        names.addAll(old.others.keySet());
        for (String name : names) {
            String value = others.getOrDefault(name, byDefault(name));
            if (!value.equals(old.others.getOrDefault(name, byDefault(name)))) {
                text.append(' ').append(name).append('=').append(value);
            }
        }
        if (!comment.equals(old.comment)) {
            text.append(" COMMENT=").append(Quoting.text(comment));
        }
        return text.toString().strip();
    }

    private String charset() {
        String charset = Collations.charset(collation);
        // MySQL leaves the collation out where it goes without saying, except for its newest character set.
        boolean silent = Collations.isDefault(collation) && !charset.equals("utf8mb4");
        return "DEFAULT CHARSET=" + charset + (silent ? "" : " COLLATE=" + collation);
    }
}
