package com.pulumi.planetscale.emulator.sql.table;

import static com.pulumi.planetscale.emulator.sql.table.DdlException.refuseIf;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Refuses what MySQL refuses in the expressions of generated columns, defaults, checks and functional indexes, with
/// its messages (MySQL reference manual, CREATE TABLE and generated columns, data type default values, CHECK
/// constraints).
final class ExpressionRules {
    /// Their values depend on more than their arguments.
    private static final Set<String> NOT_DETERMINISTIC = Set.of(
            "connection_id",
            "curdate",
            "current_date",
            "current_role",
            "current_time",
            "current_timestamp",
            "current_user",
            "curtime",
            "database",
            "icu_version",
            "localtime",
            "localtimestamp",
            "now",
            "ps_current_thread_id",
            "rand",
            "random_bytes",
            "roles_graphml",
            "schema",
            "session_user",
            "sysdate",
            "system_user",
            "user",
            "utc_date",
            "utc_time",
            "utc_timestamp",
            "uuid",
            "uuid_short",
            "version");

    /// They depend on the session or do something besides.
    private static final Set<String> OF_A_SESSION = Set.of(
            "benchmark",
            "found_rows",
            "get_lock",
            "is_free_lock",
            "is_used_lock",
            "last_insert_id",
            "load_file",
            "release_all_locks",
            "release_lock",
            "row_count",
            "sleep",
            "statement_digest",
            "values",
            "wait_for_executed_gtid_set");

    private static final Set<String> AGGREGATES = Set.of(
            "avg",
            "bit_and",
            "bit_or",
            "bit_xor",
            "count",
            "group_concat",
            "json_arrayagg",
            "json_objectagg",
            "max",
            "min",
            "std",
            "stddev",
            "stddev_pop",
            "stddev_samp",
            "sum",
            "var_pop",
            "var_samp",
            "variance");

    private static final Pattern LITERAL = Pattern.compile("'(?:[^'\\\\]|\\\\.|'')*'|`(?:[^`]|``)*`");
    private static final Pattern CALL = Pattern.compile("\\b([a-z_][a-z0-9_]*)\\(");
    /// Those that need no brackets.
    private static final Pattern WORD = Pattern.compile(
            "\\b(current_date|current_time|current_timestamp|current_user|localtime|localtimestamp|utc_date|utc_time"
                    + "|utc_timestamp)\\b");
    private static final Pattern QUERY = Pattern.compile("\\bselect\\b");

    /// A name, a number or a string, or two of them in a calculation: nothing that is true or false.
    private static final Pattern VALUE =
            Pattern.compile("\\(?(?:\\?|_utf8mb4\\?|[\\d.]+)(?: [-+*/%] (?:\\?|[\\d.]+)\\))?");

    private final TableDefinition table;

    ExpressionRules(TableDefinition table) {
        this.table = table;
    }

    void check() {
        table.columns().stream()
                .filter(column -> column.generated() != null)
                .forEach(column -> checkGenerated(column, column.generated().expression()));
        for (Column column : table.columns()) {
            String value = column.defaultValue();
            if (value != null && value.startsWith("(")) {
                checkDefault(column, value);
            }
        }
        table.keys()
                .forEach(key -> key.parts().stream()
                        .flatMap(part -> Optional.ofNullable(part.expression()).stream())
                        .forEach(expression -> checkKey(key, expression)));
        table.checks().forEach(this::checkConstraint);
    }

    private static boolean hasComputedDefault(Column column) {
        return column.defaultValue() != null && column.defaultValue().startsWith("(");
    }

    private void checkGenerated(Column column, String expression) {
        refuseUnknown(expression, "generated column function");
        refuseContents(
                expression,
                "Expression of generated column '" + column.name() + "' contains a disallowed function",
                function -> NOT_DETERMINISTIC.contains(function) || OF_A_SESSION.contains(function));
        refuseIf(
                hasVariable(expression),
                "Expression of generated column '" + column.name() + "' cannot refer user or system variables.");
        refuseIf(
                refersTo(expression, Column::autoIncrement),
                "Generated column '" + column.name() + "' cannot refer to auto-increment column.");
        int own = table.columns().indexOf(column);
        refuseIf(
                refersTo(
                        expression,
                        other -> other.generated() != null && table.columns().indexOf(other) >= own),
                "Generated column can refer only to generated columns defined prior to it.");
    }

    private void checkDefault(Column column, String expression) {
        refuseUnknown(expression, "default value expression");
        String start = "Default value expression of column '" + column.name() + "' ";
        refuseContents(expression, start + "contains a disallowed function", OF_A_SESSION::contains);
        refuseIf(hasVariable(expression), start + "cannot refer user or system variables.");
        refuseIf(refersTo(expression, Column::autoIncrement), start + "cannot refer to an auto-increment column.");
        int own = table.columns().indexOf(column);
        refuseIf(
                refersTo(
                        expression,
                        other -> (other.generated() != null || hasComputedDefault(other))
                                && table.columns().indexOf(other) >= own),
                start + "cannot refer to a column defined after it if that column is a generated column or has an"
                        + " expression as default value.");
    }

    private void checkKey(Key key, String expression) {
        refuseUnknown(expression, "functional index");
        String start = "Expression of functional index '" + key.name() + "' ";
        refuseContents(
                expression,
                start + "contains a disallowed function",
                function -> NOT_DETERMINISTIC.contains(function) || OF_A_SESSION.contains(function));
        refuseIf(hasVariable(expression), start + "contains a disallowed function.");
        refuseIf(
                refersTo(expression, Column::autoIncrement),
                "Functional index '" + key.name() + "' cannot refer to an auto-increment column.");
    }

    private void checkConstraint(Check check) {
        String expression = check.expression();
        unknown(expression).ifPresent(column -> {
            throw new DdlException(
                    "Check constraint '" + check.name() + "' refers to non-existing column '" + column + "'.");
        });
        String start = "An expression of a check constraint '" + check.name() + "' ";
        refuseContents(
                expression,
                start + "contains disallowed function",
                function -> NOT_DETERMINISTIC.contains(function) || OF_A_SESSION.contains(function));
        refuseIf(hasVariable(expression), start + "cannot refer to a user or system variable.");
        refuseIf(
                VALUE.matcher(plain(expression)).matches(),
                "An expression of non-boolean type specified to a check constraint '" + check.name() + "'.");
        refuseIf(
                refersTo(expression, Column::autoIncrement),
                "Check constraint '" + check.name() + "' cannot refer to an auto-increment column.");
        List<String> names = Quoting.namesIn(expression);
        for (ForeignKey foreign : table.foreignKeys()) {
            foreign.columns().stream()
                    .filter(column -> foreign.changesRows() && names.stream().anyMatch(column::equalsIgnoreCase))
                    .findFirst()
                    .ifPresent(column -> {
                        throw new DdlException("Column '" + column + "' cannot be used in a check constraint '"
                                + check.name() + "': needed in a foreign key constraint '" + foreign.name()
                                + "' referential action.");
                    });
        }
    }

    private void refuseUnknown(String expression, String where) {
        unknown(expression).ifPresent(column -> {
            throw new DdlException("Unknown column '" + column + "' in '" + where + "'");
        });
    }

    private Optional<String> unknown(String expression) {
        return Quoting.namesIn(expression).stream()
                .filter(column -> table.column(column).isEmpty())
                .findFirst();
    }

    private boolean refersTo(String expression, Predicate<Column> kind) {
        return Quoting.namesIn(expression).stream()
                .map(table::column)
                .flatMap(Optional::stream)
                .anyMatch(kind);
    }

    private static boolean hasVariable(String expression) {
        return plain(expression).contains("@");
    }

    private static void refuseContents(String expression, String message, Predicate<String> disallowed) {
        String plain = plain(expression);
        refuseIf(calls(plain, CALL, AGGREGATES::contains).isPresent(), "Invalid use of group function");
        refuseIf(QUERY.matcher(plain).find(), message + ".");
        calls(plain, CALL, disallowed).or(() -> calls(plain, WORD, disallowed)).ifPresent(function -> {
            throw new DdlException(message + ": " + function + ".");
        });
    }

    private static Optional<String> calls(String plain, Pattern call, Predicate<String> wanted) {
        return call.matcher(plain)
                .results()
                .map(found -> found.group(1))
                .filter(wanted)
                .findFirst();
    }

    /// Without names and strings.
    private static String plain(String expression) {
        return LITERAL.matcher(expression).replaceAll("?");
    }
}
