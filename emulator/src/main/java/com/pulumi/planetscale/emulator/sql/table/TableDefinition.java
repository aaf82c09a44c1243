package com.pulumi.planetscale.emulator.sql.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A table, with everything that MySQL would add by itself: names of keys, defaults, character sets. So two
/// definitions that mean the same are equal, apart from the case of names.
///
/// @param partitioning `PARTITION BY …`, or null
public record TableDefinition(
        String name,
        List<Column> columns,
        List<Key> keys,
        List<ForeignKey> foreignKeys,
        List<Check> checks,
        TableOptions options,
        @Nullable String partitioning) {

    private static final Pattern BY_COLUMNS = Pattern.compile("(?i)^PARTITION BY (RANGE|LIST) COLUMNS");

    public TableDefinition {
        columns = List.copyOf(columns);
        List<Column> own = columns;
        keys = keys.stream()
                .sorted(Comparator.comparing(Key::kind).thenComparing(key -> !withoutNulls(own, key)))
                .toList();
        foreignKeys = foreignKeys.stream()
                .sorted(Comparator.comparing(ForeignKey::key))
                .toList();
        checks = checks.stream().sorted(Comparator.comparing(Check::key)).toList();
    }

    public Optional<Column> column(String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /// The keys that tell every row from every other: unique, of whole columns that are not null and no strings or
    /// blobs of any length (PlanetScale documentation, change unique keys).
    public List<Key> identifyingKeys() {
        return keys.stream()
                .filter(key -> key.unique() && withoutNulls(columns, key) && ofWholeColumns(key))
                .toList();
    }

    private static boolean withoutNulls(List<Column> columns, Key key) {
        return key.parts().stream()
                .allMatch(part ->
                        columns.stream().anyMatch(column -> part.isColumn(column.name()) && !column.nullable()));
    }

    private boolean ofWholeColumns(Key key) {
        return key.parts().stream()
                .allMatch(part -> part.column() != null
                        && part.length() == null
                        && column(part.column())
                                .filter(column -> !column.type().large())
                                .isPresent());
    }

    /// Whether the rows of this table, changed into another one, can be told from each other before and after by some
    /// keys whose columns both have (PlanetScale documentation, change unique keys).
    public boolean keepsIdentityIn(TableDefinition other) {
        return identifiesBy(other) && other.identifiesBy(this);
    }

    private boolean identifiesBy(TableDefinition other) {
        return identifyingKeys().stream()
                .anyMatch(key -> key.columns().stream()
                        .allMatch(name -> other.column(name).isPresent()));
    }

    /// Whether some key finds rows by these columns, as a parent of foreign keys must.
    public boolean hasKeyOn(List<String> names) {
        return keys.stream().anyMatch(key -> key.beginsWith(names));
    }

    /// What `CREATE TABLE … LIKE` makes of it: foreign keys are not copied.
    public TableDefinition copiedAs(String other) {
        return new TableDefinition(other, columns, keys, List.of(), checks, options, partitioning);
    }

    /// The statement that creates it, laid out as MySQL shows it.
    public String ddl() {
        List<String> inherited = List.of(options.collation());
        Stream<String> lines = Stream.of(
                        columns.stream().map(column -> column.shown(inherited)),
                        keys.stream().map(Key::shown),
                        foreignKeys.stream().map(ForeignKey::ddl),
                        checks.stream().map(Check::shown))
                .flatMap(Function.identity());
        List<String> indented = new ArrayList<>(lines.map(line -> "  " + line).toList());
        return "CREATE TABLE " + Quoting.name(name) + " (\n" + String.join(",\n", indented) + "\n) " + options.ddl()
                + (partitioning == null
                        ? ""
                        : "\n/*!" + since(partitioning) + " " + new Partitions(partitioning).shown() + " */");
    }

    /// The version of MySQL that was the first to read it: partitions by values of columns came later than others.
    private static String since(String partitioning) {
        return BY_COLUMNS.matcher(partitioning).find() ? "50500" : "50100";
    }
}
