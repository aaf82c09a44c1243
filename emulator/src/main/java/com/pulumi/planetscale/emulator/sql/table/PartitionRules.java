package com.pulumi.planetscale.emulator.sql.table;

import static com.pulumi.planetscale.emulator.sql.table.DdlException.refuseIf;

import com.pulumi.planetscale.emulator.sql.table.Key.Kind;
import com.pulumi.planetscale.emulator.sql.table.Partitions.Definition;
import com.pulumi.planetscale.emulator.sql.table.Partitions.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Refuses partitions that MySQL refuses, with its messages (MySQL reference manual, partitioning types and
/// restrictions and limitations on partitioning).
final class PartitionRules {
    private static final int MOST_PARTITIONS = 8192;
    private static final int LONGEST_NAME = 64;
    private static final Set<String> COLUMN_TYPES =
            Set.of("date", "datetime", "time", "char", "varchar", "binary", "varbinary");
    private static final Set<String> FUNCTIONS = Set.of(
            "abs",
            "ceiling",
            "datediff",
            "day",
            "dayofmonth",
            "dayofweek",
            "dayofyear",
            "extract",
            "floor",
            "hour",
            "microsecond",
            "minute",
            "mod",
            "month",
            "quarter",
            "second",
            "time_to_sec",
            "to_days",
            "to_seconds",
            "unix_timestamp",
            "weekday",
            "year",
            "yearweek");
    private static final Pattern CALL = Pattern.compile("\\b([a-z_]+)\\(");

    private final TableDefinition table;
    private final Partitions partitions;
    private final Method method;

    PartitionRules(TableDefinition table, String partitioning) {
        this.table = table;
        partitions = new Partitions(partitioning);
        method = partitions.method();
    }

    void check() {
        checkFunction();
        checkKeys();
        refuseIf(!table.foreignKeys().isEmpty(), "Foreign keys are not yet supported in conjunction with partitioning");
        refuseIf(
                table.keys().stream().anyMatch(key -> key.kind() == Kind.FULLTEXT),
                "The used table type doesn't support FULLTEXT indexes");
        checkCounts();
        checkDefinitions();
        if (method.byValues()) {
            new PartitionValues(table, partitions).check();
        }
    }

    private void checkFunction() {
        List<String> columns = partitions.columns();
        columns.forEach(column ->
                refuseIf(table.column(column).isEmpty(), "Unknown column '" + column + "' in 'partition function'"));
        List<Column> found =
                columns.stream().map(table::column).flatMap(Optional::stream).toList();
        if (partitions.listsColumns()) {
            checkListed(columns, found);
            return;
        }
        String function = partitions.by();
        Matcher call = CALL.matcher(function);
        while (call.find()) {
            refuseIf(!FUNCTIONS.contains(call.group(1)), "This partition function is not allowed");
        }
        boolean epoch = function.contains("unix_timestamp(");
        refuseIf(
                columns.isEmpty()
                        || found.stream()
                                .anyMatch(column -> column.type().name().equals("timestamp") != epoch),
                "Constant, random or timezone-dependent expressions in (sub)partitioning function are not allowed");
        boolean plain = columns.size() == 1 && function.equals("(" + Quoting.name(columns.get(0)) + ")");
        refuseIf(plain && !found.get(0).type().integer(), notAllowed(columns.get(0)));
    }

    private void checkListed(List<String> columns, List<Column> found) {
        Set<String> met = new HashSet<>();
        columns.forEach(column ->
                refuseIf(!met.add(Quoting.folded(column)), "Duplicate partition field name '" + column + "'"));
        for (Column column : found) {
            ColumnType type = column.type();
            boolean elsewhere = type.large() || type.geometry() || type.name().equals("json");
            refuseIf(elsewhere, "A BLOB field is not allowed in partition function");
            refuseIf(
                    method.byValues() && !type.integer() && !COLUMN_TYPES.contains(type.name()),
                    notAllowed(column.name()));
        }
        refuseIf(
                columns.isEmpty() && table.keys().stream().noneMatch(Key::unique),
                "Field in list of fields for partition function not found in table");
    }

    private static String notAllowed(String column) {
        return "Field '" + column + "' is of a not allowed type for this type of partitioning";
    }

    /// Every unique key has the columns by which the rows are partitioned.
    private void checkKeys() {
        List<String> columns = partitions.columns();
        table.keys().stream()
                .filter(Key::unique)
                .filter(key -> !columns.stream()
                        .allMatch(column ->
                                key.parts().stream().anyMatch(part -> part.isColumn(column) && part.length() == null)))
                .findFirst()
                .ifPresent(key -> {
                    throw new DdlException("A " + (key.kind() == Kind.PRIMARY ? "PRIMARY KEY" : "UNIQUE INDEX")
                            + " must include all columns in the table's partitioning function"
                            + " (prefixed columns are not considered).");
                });
    }

    private void checkCounts() {
        int defined = partitions.definitions().size();
        partitions.count().ifPresent(count -> {
            refuseIf(count == 0, "Number of partitions = 0 is not an allowed value");
            refuseIf(
                    defined > 0 && defined != count,
                    "Wrong number of partitions defined, mismatch with previous setting");
        });
        refuseIf(
                partitions.subpartitionCount().filter(count -> count == 0).isPresent(),
                "Number of subpartitions = 0 is not an allowed value");
        refuseIf(
                Math.max(defined, partitions.count().orElse(1L))
                                * partitions.subpartitionCount().orElse(1L)
                        > MOST_PARTITIONS,
                "Too many partitions (including subpartitions) were defined");
        refuseIf(
                method.byValues() && defined == 0,
                "For " + method.name() + " partitions each partition must be defined");
    }

    private void checkDefinitions() {
        Set<String> names = new HashSet<>();
        for (Definition definition : partitions.definitions()) {
            String name = definition.name();
            refuseIf(name.length() > LONGEST_NAME, "Identifier name '" + name + "' is too long");
            refuseIf(name.isEmpty() || name.endsWith(" "), "Incorrect partition name");
            refuseIf(!names.add(name.toLowerCase(Locale.ROOT)), "Duplicate partition name " + name);
            refuseIf(
                    definition.comment().codePointCount(0, definition.comment().length()) > ColumnRules.LONGEST_COMMENT,
                    "Comment for table partition '" + name + "' is too long (max = " + ColumnRules.LONGEST_COMMENT
                            + ")");
            refuseIf(
                    method != Method.RANGE && definition.lessThan().isPresent(),
                    "Only RANGE PARTITIONING can use VALUES LESS THAN in partition definition");
            refuseIf(
                    method != Method.LIST && definition.in().isPresent(),
                    "Only LIST PARTITIONING can use VALUES IN in partition definition");
            boolean valueless =
                    definition.lessThan().isEmpty() && definition.in().isEmpty();
            refuseIf(
                    method.byValues() && valueless,
                    "Syntax error: " + method.name() + " PARTITIONING requires definition of VALUES "
                            + (method == Method.RANGE ? "LESS THAN" : "IN") + " for each partition");
        }
    }
}
