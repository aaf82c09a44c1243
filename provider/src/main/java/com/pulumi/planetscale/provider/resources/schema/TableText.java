package com.pulumi.planetscale.provider.resources.schema;

import com.pulumi.planetscale.provider.assumption.Assumes;
import com.pulumi.planetscale.provider.assumption.Assumption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A table as its statement describes it, in the form of MySQL's `SHOW CREATE TABLE`: every name in backticks, one
/// definition after the other, then the options, then the partitions. It is not a parser of SQL: a statement of any
/// other form is not understood, and nothing is concluded from it.
///
/// @param columns by name in lower case, since MySQL does not say column names apart by case
/// @param constraints keys, foreign keys and checks by name in lower case; the primary key has the name `primary`
/// @param options what follows the definitions, such as `engine`, by name in lower case
/// @param partitions how the rows are partitioned; empty if they are not
@Assumes(Assumption.SCHEMA_AS_MYSQL_SHOWS_IT)
record TableText(
        Map<String, ColumnText> columns,
        Map<String, Constraint> constraints,
        Map<String, String> options,
        String partitions) {
    private static final Pattern HEAD = Pattern.compile(
            "CREATE\\s+TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?(?:`(?:[^`]|``)+`|[\\w$.]+)(?:\\.`(?:[^`]|``)+`)?\\s*(?=\\()",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern VIEW =
            Pattern.compile("CREATE\\s+(?:[^(`'\"]|`(?:[^`]|``)*`)*?\\bVIEW\\s", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("`((?:[^`]|``)+)`\\s*");
    private static final Pattern CONSTRAINT = Pattern.compile(
            "(?:CONSTRAINT\\s+(`(?:[^`]|``)+`)\\s+)?(PRIMARY\\s+KEY|FOREIGN\\s+KEY|CHECK|UNIQUE(?:\\s+(?:KEY|INDEX))?|FULLTEXT(?:\\s+(?:KEY|INDEX))?|SPATIAL(?:\\s+(?:KEY|INDEX))?|KEY|INDEX)\\s*(`(?:[^`]|``)+`)?.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile(
            "(?:DEFAULT\\s+)?(CHARACTER\\s+SET|CHARSET|[A-Z_]+)\\s*=?\\s*('(?:[^'\\\\]|''|\\\\.)*'|\"[^\"]*\"|[\\w.]+)[\\s,]*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    /// A key, a foreign key or a check.
    ///
    /// @param kind in capitals, such as `PRIMARY KEY`
    /// @param text its definition
    record Constraint(String name, String kind, String text) {
        boolean isForeignKey() {
            return kind.equals("FOREIGN KEY");
        }

        boolean isPrimaryKey() {
            return kind.equals("PRIMARY KEY");
        }

        boolean isCheck() {
            return kind.equals("CHECK");
        }

        /// Whether it looks at rows. MySQL writes behind a check that it does not, and the check may quote the same
        /// words.
        boolean isEnforced() {
            List<String> words = SqlText.words(text.toUpperCase(Locale.ROOT));
            int last = words.lastIndexOf("ENFORCED");
            return last < 1 || !words.get(last - 1).equals("NOT");
        }

        /// What a check asks of each row, without the name of the check.
        String condition() {
            return text.replaceFirst("(?is)^(?:CONSTRAINT\\s+`(?:[^`]|``)+`\\s+)?CHECK\\s*", "");
        }

        /// The columns, prefixes and expressions that it consists of.
        Set<String> parts() {
            return SqlText.words(text).stream()
                    .filter(word -> word.startsWith("("))
                    .findFirst()
                    .map(word -> SqlText.split(lower(word.substring(1, Math.max(1, word.length() - 1)))))
                    .map(Set::copyOf)
                    .orElse(Set.of());
        }
    }

    /// The checks that are enforced.
    List<Constraint> checks() {
        return constraints.values().stream()
                .filter(constraint -> constraint.isCheck() && constraint.isEnforced())
                .toList();
    }

    /// Whether a statement makes a view, which holds no rows.
    static boolean isView(String statement) {
        return !HEAD.matcher(statement).lookingAt() && VIEW.matcher(statement).lookingAt();
    }

    /// The table that a statement makes; empty if the statement is not understood.
    static Optional<TableText> of(String statement) {
        Matcher head = HEAD.matcher(statement);
        Optional<SqlText.Inside> inside = head.lookingAt() ? SqlText.inside(statement, head.end()) : Optional.empty();
        if (inside.isEmpty()) {
            return Optional.empty();
        }
        var columns = new LinkedHashMap<String, ColumnText>();
        var constraints = new LinkedHashMap<String, Constraint>();
        for (String definition : SqlText.split(inside.get().text())) {
            Matcher name = NAME.matcher(definition);
            Matcher constraint = CONSTRAINT.matcher(definition);
            if (name.lookingAt()) {
                Optional<ColumnText> column = ColumnText.of(unquoted(name.group(1)), definition.substring(name.end()));
                if (column.isEmpty() || columns.put(lower(column.get().name()), column.get()) != null) {
                    return Optional.empty();
                }
            } else if (constraint.matches()) {
                add(constraints, constraint, definition);
            } else {
                return Optional.empty();
            }
        }
        List<String> tail = SqlText.words(statement.substring(inside.get().end()));
        int partitions = partitions(tail);
        Optional<Map<String, String>> options = options(String.join(" ", tail.subList(0, partitions)));
        return columns.isEmpty() || options.isEmpty()
                ? Optional.empty()
                : Optional.of(new TableText(
                        columns, constraints, options.get(), String.join(" ", tail.subList(partitions, tail.size()))));
    }

    /// Where the partitions begin, which stand in a comment for servers of some version; else the end.
    private static int partitions(List<String> tail) {
        for (int i = 0; i + 1 < tail.size(); i++) {
            if (tail.get(i).equalsIgnoreCase("partition") && tail.get(i + 1).equalsIgnoreCase("by")) {
                return i > 0 && tail.get(i - 1).startsWith("/*!") ? i - 1 : i;
            }
        }
        return tail.size();
    }

    private static void add(Map<String, Constraint> constraints, Matcher found, String definition) {
        String kind = found.group(2).toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        boolean primary = kind.equals("PRIMARY KEY");
        String quoted = found.group(1) != null ? found.group(1) : found.group(3);
        String name =
                primary ? "PRIMARY" : quoted == null ? definition : unquoted(quoted.substring(1, quoted.length() - 1));
        constraints.put(kind + " " + lower(name), new Constraint(name, kind, SqlText.normalized(definition)));
    }

    private static Optional<Map<String, String>> options(String text) {
        String rest = text.endsWith(";") ? text.substring(0, text.length() - 1).strip() : text;
        var options = new LinkedHashMap<String, String>();
        Matcher option = OPTION.matcher(rest);
        int at = 0;
        while (at < rest.length()) {
            if (!option.find(at) || option.start() != at) {
                return Optional.empty();
            }
            String name = lower(option.group(1)).replaceAll("character\\s+set", "charset");
            options.put(name, option.group(2));
            at = option.end();
        }
        return Optional.of(options);
    }

    /// The table's own character set or collation, which is that of each column that names none.
    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name)).map(TableText::lower).map(ColumnText::characterSet);
    }

    /// Everything but the names of the table and its comment, to recognize a table under another name. MySQL names
    /// checks after their table.
    String body() {
        return columns.values().stream().map(ColumnText::form).collect(Collectors.joining(","))
                + constraints.values().stream()
                        .filter(constraint -> !constraint.isForeignKey())
                        .map(constraint -> constraint.isCheck() ? constraint.condition() : constraint.text())
                        .toList();
    }

    /// The foreign keys.
    List<Constraint> foreignKeys() {
        var keys = new ArrayList<Constraint>();
        constraints.values().stream().filter(Constraint::isForeignKey).forEach(keys::add);
        return keys;
    }

    /// The primary key and the unique keys.
    List<Constraint> uniqueKeys() {
        return constraints.values().stream()
                .filter(constraint ->
                        constraint.isPrimaryKey() || constraint.kind().startsWith("UNIQUE"))
                .toList();
    }

    private static String unquoted(String name) {
        return name.replace("``", "`");
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
