package com.pulumi.planetscale.emulator.sql.table;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A key of a table.
///
/// @param name `PRIMARY` for the primary key
/// @param options what is written after it; kept as read, since nothing here depends on it
public record Key(Kind kind, String name, List<Part> parts, boolean visible, String comment, List<String> options) {
    static final String PRIMARY = "PRIMARY";

    /// In the order in which MySQL lists keys; those that are unique without nulls come before other unique ones.
    public enum Kind {
        PRIMARY,
        UNIQUE,
        PLAIN,
        SPATIAL,
        FULLTEXT;

        String ddl() {
            return this == PLAIN ? "KEY" : name() + " KEY";
        }
    }

    /// A column, the beginning of one, or an expression.
    ///
    /// @param column null for an expression
    /// @param length of the beginning, in characters or bytes; null for the whole column
    public record Part(
            @Nullable String column,
            @Nullable String expression,
            @Nullable Integer length,
            boolean descending) {

        public static Part of(String column) {
            return new Part(column, null, null, false);
        }

        boolean isColumn(String name) {
            return column != null && column.equalsIgnoreCase(name);
        }

        Part renamed(String from, String to) {
            return isColumn(from) ? new Part(to, null, length, descending) : this;
        }

        private String ddl() {
            String what = column == null ? "(" + expression + ")" : Quoting.name(column);
            return what + (length == null ? "" : "(" + length + ")") + (descending ? " DESC" : "");
        }

        private Part folded() {
            return column == null ? this : new Part(Quoting.folded(column), null, length, descending);
        }
    }

    public Key {
        parts = List.copyOf(parts);
        options = List.copyOf(options);
    }

    String key() {
        return Quoting.folded(name);
    }

    boolean unique() {
        return kind == Kind.PRIMARY || kind == Kind.UNIQUE;
    }

    /// The whole columns and beginnings of columns that it is made of.
    List<String> columns() {
        return parts.stream()
                .flatMap(part -> Optional.ofNullable(part.column).stream())
                .toList();
    }

    boolean covers(String column) {
        return parts.stream().anyMatch(part -> part.isColumn(column));
    }

    /// Whether it begins with these whole columns, in this order.
    boolean beginsWith(List<String> columns) {
        return parts.size() >= columns.size()
                && parts.subList(0, columns.size()).stream()
                        .map(part -> part.length == null && part.column != null ? Quoting.folded(part.column) : "")
                        .toList()
                        .equals(columns.stream().map(Quoting::folded).toList());
    }

    /// Whether another key is the same apart from its name's case and whether it is visible.
    boolean same(Key other) {
        return kind == other.kind
                && comment.equals(other.comment)
                && options.equals(other.options)
                && parts.stream()
                        .map(Part::folded)
                        .toList()
                        .equals(other.parts.stream().map(Part::folded).toList());
    }

    Key withParts(List<Part> other) {
        return new Key(kind, name, other, visible, comment, options);
    }

    Key named(String other) {
        return new Key(kind, other, parts, visible, comment, options);
    }

    Key withVisibility(boolean value) {
        return new Key(kind, name, parts, value, comment, options);
    }

    String ddl() {
        return ddl(options, visible ? "" : " INVISIBLE");
    }

    /// As MySQL shows it with its table: what older servers do not know stands in comments for newer ones.
    String shown() {
        return ddl(
                options.stream()
                        .map(option -> option.startsWith("WITH PARSER") ? "/*!50100 " + option + " */" : option)
                        .toList(),
                visible ? "" : " /*!80000 INVISIBLE */");
    }

    private String ddl(List<String> written, String visibility) {
        return kind.ddl()
                + (kind == Kind.PRIMARY ? "" : " " + Quoting.name(name))
                + parts.stream().map(Part::ddl).collect(Collectors.joining(",", " (", ")"))
                + written.stream().map(option -> " " + option).collect(Collectors.joining())
                + (comment.isEmpty() ? "" : " COMMENT " + Quoting.text(comment))
                + visibility;
    }
}
