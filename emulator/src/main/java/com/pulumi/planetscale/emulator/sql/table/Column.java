package com.pulumi.planetscale.emulator.sql.table;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A column of a table.
///
/// @param collation of columns of text; null for all others
/// @param defaultValue a quoted literal, `CURRENT_TIMESTAMP`, or an expression in brackets; null for none or NULL
/// @param onUpdate `CURRENT_TIMESTAMP` with its precision, or null
/// @param generated null for a column of its own
/// @param attributes further attributes, written as they were read, since nothing here depends on them
public record Column(
        String name,
        ColumnType type,
        @Nullable String collation,
        boolean nullable,
        @Nullable String defaultValue,
        @Nullable String onUpdate,
        boolean autoIncrement,
        @Nullable Generated generated,
        String comment,
        boolean visible,
        List<String> attributes) {

    /// Versions of MySQL that first knew these.
    private static final int SRID_SINCE = 80003;

    private static final int INVISIBLE_SINCE = 80023;

    public Column {
        attributes = List.copyOf(attributes);
    }

    /// How the value of a column is computed from others.
    ///
    /// @param expression without the outer brackets
    /// @param stored kept, or computed when it is read
    public record Generated(String expression, boolean stored) {}

    String key() {
        return Quoting.folded(name);
    }

    /// Whether another one is the same apart from its name's case.
    boolean same(Column other) {
        return changed(draft -> draft.name = key()).equals(other.changed(draft -> draft.name = other.key()));
    }

    /// Whether it is computed when it is read.
    boolean virtual() {
        return generated != null && !generated.stored();
    }

    /// Whether the default is a value rather than something to compute.
    boolean hasLiteralDefault() {
        return defaultValue == null || !(defaultValue.startsWith("(") || defaultValue.startsWith("CURRENT_TIMESTAMP"));
    }

    Column changed(Consumer<ColumnDraft> change) {
        ColumnDraft draft = new ColumnDraft(this);
        change.accept(draft);
        return draft.done();
    }

    /// As in a statement.
    ///
    /// @param inherited collations of the tables that it is read into; another one is written out
    String ddl(List<String> inherited) {
        return ddl(inherited, Column::plain);
    }

    /// As MySQL shows it with its table: what older servers do not know stands in comments for newer ones.
    String shown(List<String> inherited) {
        return ddl(inherited, (version, what) -> "/*!" + version + " " + what + " */");
    }

    private static String plain(int version, String what) {
        return what;
    }

    private String ddl(List<String> inherited, BiFunction<Integer, String, String> since) {
        StringBuilder text = new StringBuilder(Quoting.name(name)).append(' ').append(type);
        Optional.ofNullable(collation)
                .filter(own -> !inherited.stream().allMatch(own::equals))
                .ifPresent(own -> text.append(" CHARACTER SET ").append(Collations.charset(own)));
        Optional.ofNullable(collation)
                .filter(own -> !Collations.isDefault(own))
                .ifPresent(own -> text.append(" COLLATE ").append(own));
        if (generated != null) {
            text.append(" GENERATED ALWAYS AS (")
                    .append(generated.expression())
                    .append(generated.stored() ? ") STORED" : ") VIRTUAL");
        }
        text.append(mayBeNull());
        attributes.forEach(attribute -> text.append(' ').append(since.apply(SRID_SINCE, attribute)));
        text.append(byDefault());
        text.append(onUpdate == null ? "" : " ON UPDATE " + onUpdate);
        text.append(autoIncrement ? " AUTO_INCREMENT" : "");
        text.append(visible ? "" : " " + since.apply(INVISIBLE_SINCE, "INVISIBLE"));
        text.append(comment.isEmpty() ? "" : " COMMENT " + Quoting.text(comment));
        return text.toString();
    }

    /// A timestamp states that it may be null, because in old versions it may not be unless that is stated.
    private String mayBeNull() {
        return nullable ? (type.name().equals("timestamp") ? " NULL" : "") : " NOT NULL";
    }

    private String byDefault() {
        if (generated != null) {
            return "";
        }
        return defaultValue != null ? " DEFAULT " + defaultValue : nullable && !type.large() ? " DEFAULT NULL" : "";
    }
}
