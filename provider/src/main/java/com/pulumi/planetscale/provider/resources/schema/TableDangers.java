package com.pulumi.planetscale.provider.resources.schema;

import com.pulumi.planetscale.provider.assumption.Assumes;
import com.pulumi.planetscale.provider.assumption.Assumption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a change of one table can lose, judged by what the table is before and after. Pure.
///
/// @param dangers what can lose data
/// @param unknown what it does that cannot be judged
/// @param hints what is probably not meant
public record TableDangers(List<Danger> dangers, List<String> unknown, List<String> hints) {
    /// Options of a table that do not change what its rows hold.
    private static final List<String> HARMLESS = List.of(
            "auto_increment",
            "comment",
            "row_format",
            "key_block_size",
            "stats_persistent",
            "stats_auto_recalc",
            "stats_sample_pages",
            "avg_row_length",
            "max_rows",
            "min_rows",
            "checksum",
            "delay_key_write",
            "charset",
            "collate");

    /// Partitions by ranges, apart from their end.
    private static final Pattern RANGES = Pattern.compile(
            "(?<open>(?:/\\*!\\d+\\s*)?PARTITION\\s+BY\\s+RANGE\\b.*\\S)\\s*\\)\\s*(?:\\*/)?\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /// Nothing.
    public static final TableDangers NONE = new TableDangers(List.of(), List.of(), List.of());

    /// Something that cannot be judged.
    public static TableDangers unknown(String what) {
        return new TableDangers(List.of(), List.of(what), List.of());
    }

    /// Something that can lose data.
    ///
    /// @param subjects words of which a statement that does this has one; names are in backticks
    public record Danger(String words, List<String> subjects) {
        /// Whether a statement can be the one that does this.
        public boolean isOf(String statement) {
            String text = statement.toLowerCase(Locale.ROOT);
            return subjects.isEmpty()
                    || subjects.stream()
                            .map(subject -> subject.toLowerCase(Locale.ROOT))
                            .anyMatch(subject -> text.contains(subject) || isName(subject, text));
        }

        /// Whether a text has a name without its backticks, which Vitess writes only where they are necessary.
        private static boolean isName(String quoted, String text) {
            String name = quoted.startsWith("`") ? quoted.substring(1, quoted.length() - 1) : "";
            return !name.isEmpty()
                    && Pattern.compile(
                                    "(?<![\\w$`])" + Pattern.quote(name) + "(?![\\w$`])",
                                    Pattern.UNICODE_CHARACTER_CLASS)
                            .matcher(text)
                            .find();
        }
    }

    /// Judges the change of a table or view.
    ///
    /// @param before the statement that makes it before; empty if there is none
    /// @param after the statement that makes it after; empty if there is none
    public static TableDangers of(SchemaText.Name table, String before, String after) {
        if (before.isEmpty() || before.equals(after) || TableText.isView(before)) {
            return NONE;
        }
        if (after.isEmpty() || TableText.isView(after)) {
            return new TableDangers(
                    List.of(new Danger("drops table `" + table + "`", List.of("drop"))), List.of(), List.of());
        }
        Optional<TableText> old = TableText.of(before);
        Optional<TableText> made = TableText.of(after);
        return old.isPresent() && made.isPresent()
                ? new Comparison(table, old.get(), made.get()).judge()
                : unknown("changes `" + table + "` in a way that this version cannot judge");
    }

    /// Compares two forms of one table.
    private static final class Comparison {
        private final SchemaText.Name table;
        private final TableText old;
        private final TableText made;
        private final List<Danger> dangers = new ArrayList<>();
        private final List<String> unknown = new ArrayList<>();
        private final List<String> hints = new ArrayList<>();

        Comparison(SchemaText.Name table, TableText old, TableText made) {
            this.table = table;
            this.old = old;
            this.made = made;
        }

        TableDangers judge() {
            old.columns().forEach((name, column) -> {
                ColumnText now = made.columns().get(name);
                if (now == null) {
                    danger("drops column `" + column.name() + "` of `" + table + "`", quoted(column));
                } else {
                    compare(column, now);
                }
            });
            renames();
            foreignKeys();
            uniqueKeys();
            checks();
            options();
            return new TableDangers(dangers, unknown, hints);
        }

        /// A column of the same definition that is new: PlanetScale cannot rename, it drops one and adds the other.
        /// Several of one definition are paired in their order.
        private void renames() {
            var added = new ArrayList<>(made.columns().values());
            added.removeIf(column -> old.columns().containsKey(lower(column)));
            old.columns().values().stream()
                    .filter(column -> !made.columns().containsKey(lower(column)))
                    .forEach(gone -> added.stream()
                            .filter(column -> column.form().equals(gone.form()))
                            .findFirst()
                            .ifPresent(column -> {
                                added.remove(column);
                                hint(gone, column);
                            }));
        }

        private void hint(ColumnText gone, ColumnText column) {
            hints.add("`" + gone.name() + "` of `" + table
                    + "` is probably renamed to `" + column.name() + "`: PlanetScale drops the one and adds the"
                    + " other, and the values are lost. Deploy the new column first, copy the values, let the"
                    + " application use it, and drop the old column with a later deploy request");
        }

        private void compare(ColumnText from, ColumnText to) {
            String column = " of column `" + from.name() + "` of `" + table + "`";
            from.type()
                    .lossInto(to.type())
                    .ifPresent(
                            loss -> danger("column `" + from.name() + "` of `" + table + "`: " + loss, quoted(from)));
            if (!from.notNull() && to.notNull() && to.generated().isEmpty()) {
                danger("adds NOT NULL to column `" + from.name() + "` of `" + table + "`", quoted(from));
            }
            if (from.type().isCharacters() && to.type().isCharacters()) {
                characters("character set", "charset", from, to, column);
                characters("collation", "collate", from, to, column);
            }
            if (from.generated().isEmpty() && to.generated().isPresent()) {
                danger("replaces the values" + column + " by generated ones", quoted(from));
            } else if (from.generated().isPresent()
                    && to.generated().isPresent()
                    && !from.generated().equals(to.generated())) {
                danger("changes the expression that generates the values" + column, quoted(from));
            } else if (from.generated().isPresent() && to.generated().isEmpty()) {
                unknown.add("makes the generated column `" + from.name() + "` of `" + table
                        + "` one that statements write, which may not keep its values");
            }
            if (!from.rest().equals(to.rest())) {
                danger("changes the attributes" + column, quoted(from));
            }
            if (!from.counts() && to.counts()) {
                unknown.add("adds AUTO_INCREMENT to column `" + from.name() + "` of `" + table
                        + "`, which may number rows anew whose value is 0");
            }
        }

        private void characters(String what, String option, ColumnText from, ColumnText to, String column) {
            Optional<String> before = effective(option, from, old);
            Optional<String> after = effective(option, to, made);
            if (!before.equals(after)) {
                danger(
                        "changes the " + what + column
                                + before.map(name -> " from " + name).orElse("")
                                + after.map(name -> " to " + name).orElse(""),
                        List.of(quoted(from).getFirst(), "charset", "character set", "collate"));
            }
        }

        /// What holds for a column: its own, else that of the table. A collation belongs to a character set, so a
        /// column with its own character set does not have the table's collation.
        private static Optional<String> effective(String option, ColumnText column, TableText table) {
            Optional<String> own = option.equals("charset") ? column.charset() : column.collation();
            boolean other = option.equals("collate")
                    && column.charset().isPresent()
                    && !column.charset().equals(table.option("charset"));
            return own.isPresent() || other ? own : table.option(option);
        }

        /// One that has only got another name counts: PlanetScale lists it among those that a statement removes.
        private void foreignKeys() {
            for (TableText.Constraint key : old.foreignKeys()) {
                boolean stays = made.foreignKeys().stream()
                        .anyMatch(other -> other.text().equals(key.text()));
                if (!stays) {
                    danger(
                            "removes the foreign key `" + key.name() + "` of `" + table + "`",
                            List.of("`" + key.name() + "`", "foreign"));
                }
            }
        }

        /// Rows are copied into a table of the new form, and the deployment fails if a new key does not
        /// allow all of them, as PlanetScale's documentation says of primary keys ("Online DDL change unique
        /// keys"). A key that has all columns of an older one allows them.
        @Assumes(Assumption.UNIQUE_KEYS_OVER_OLD_ROWS)
        private void uniqueKeys() {
            boolean isChanged = old.uniqueKeys().stream().anyMatch(TableText.Constraint::isPrimaryKey);
            for (TableText.Constraint key : made.uniqueKeys()) {
                boolean isHeld =
                        old.uniqueKeys().stream().anyMatch(other -> key.parts().containsAll(other.parts()));
                if (!isHeld) {
                    boolean moves = key.isPrimaryKey() && isChanged;
                    unknown.add((moves ? "changes the " : "adds the ")
                            + key.kind().toLowerCase(Locale.ROOT)
                            + (key.isPrimaryKey() ? "" : " `" + key.name() + "`") + (moves ? " of `" : " to `") + table
                            + "`, which fails if rows have the same values in it");
                }
            }
        }

        /// A check that is new, or that is enforced from now on, is the same question.
        @Assumes(Assumption.UNIQUE_KEYS_OVER_OLD_ROWS)
        private void checks() {
            Set<String> held =
                    old.checks().stream().map(TableText.Constraint::condition).collect(Collectors.toSet());
            made.checks().stream()
                    .filter(check -> !held.contains(check.condition()))
                    .forEach(check -> unknown.add("adds the check `" + check.name() + "` to `" + table
                            + "`, which fails if rows do not meet it"));
        }

        private void options() {
            if (!old.option("engine").equals(made.option("engine"))) {
                danger("changes the engine of `" + table + "`", List.of("engine"));
            }
            if (!old.partitions().equals(made.partitions()) && !appends(old.partitions(), made.partitions())) {
                danger(
                        "changes the partitions of `" + table + "`, which can drop the rows of a partition",
                        List.of("partition"));
            }
            Map<String, String> others = made.options();
            for (String name : union(old.options(), others)) {
                if (!name.equals("engine")
                        && !HARMLESS.contains(name)
                        && !Objects.equals(old.options().get(name), others.get(name))) {
                    unknown.add("changes the option " + name.toUpperCase(Locale.ROOT) + " of `" + table + "`");
                }
            }
        }

        /// Whether ranges of rows are only added at the end, so that each row stays where it is.
        private static boolean appends(String before, String after) {
            Matcher ranges = RANGES.matcher(before);
            return ranges.matches() && after.startsWith(ranges.group("open") + ",");
        }

        private static List<String> union(Map<String, String> one, Map<String, String> other) {
            var names = new ArrayList<>(one.keySet());
            other.keySet().stream().filter(name -> !one.containsKey(name)).forEach(names::add);
            return names;
        }

        private void danger(String words, List<String> subjects) {
            dangers.add(new Danger(words, subjects));
        }

        private static String lower(ColumnText column) {
            return column.name().toLowerCase(Locale.ROOT);
        }

        private static List<String> quoted(ColumnText column) {
            return List.of("`" + column.name().replace("`", "``") + "`");
        }
    }
}
