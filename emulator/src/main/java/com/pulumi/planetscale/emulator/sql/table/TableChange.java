package com.pulumi.planetscale.emulator.sql.table;

import com.pulumi.planetscale.emulator.sql.table.ColumnChange.Effect;
import com.pulumi.planetscale.emulator.sql.table.Key.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The one statement that makes a table of another one. What only differs in the order of keys or in the case of names
/// is not a difference.
///
/// A column with another name is another column: who compares two schemas cannot see that it was renamed.
public final class TableChange {
    private final TableDefinition from;
    private final TableDefinition to;
    private final List<String> parts = new ArrayList<>();
    private final List<String> removedForeignKeys;
    private Effect effect = Effect.NOTHING;

    public TableChange(TableDefinition from, TableDefinition to) {
        this.from = from;
        this.to = to;
        removedForeignKeys = from.foreignKeys().stream()
                .filter(old ->
                        named(to.foreignKeys(), ForeignKey::key, old.key()).isEmpty())
                .map(ForeignKey::name)
                .toList();
        compare();
    }

    public boolean isEmpty() {
        return parts.isEmpty() && partitioning().isEmpty();
    }

    /// Rows or values can get lost.
    public boolean canDropData() {
        return effect.losesData();
    }

    /// MySQL can do all of it without copying the table.
    public boolean instant() {
        return effect.instant() && partitioning().isEmpty();
    }

    public List<String> removedForeignKeys() {
        return removedForeignKeys;
    }

    public String ddl() {
        String list = String.join(", ", parts);
        return "ALTER TABLE " + Quoting.name(from.name())
                + (list.isEmpty() ? "" : " " + list)
                + (partitioning().isEmpty() ? "" : " " + partitioning());
    }

    private String partitioning() {
        if (Objects.equals(from.partitioning(), to.partitioning())) {
            return "";
        }
        return to.partitioning() == null ? "REMOVE PARTITIONING" : to.partitioning();
    }

    private void compare() {
        dropForeignKeysAndChecks();
        dropKeys();
        columns();
        addKeys();
        addForeignKeysAndChecks();
        String options = to.options().ddlFrom(from.options());
        if (!options.isEmpty()) {
            copying(options);
        }
    }

    private void copying(String part) {
        parts.add(part);
        effect = effect.and(Effect.COPIES);
    }

    private void dropForeignKeysAndChecks() {
        from.foreignKeys().stream()
                .filter(old -> named(to.foreignKeys(), ForeignKey::key, old.key())
                        .filter(old::same)
                        .isEmpty())
                .forEach(old -> copying("DROP FOREIGN KEY " + Quoting.name(old.name())));
        from.checks().stream()
                .filter(old -> named(to.checks(), Check::key, old.key())
                        .filter(old::same)
                        .isEmpty())
                .forEach(old -> copying("DROP CHECK " + Quoting.name(old.name())));
    }

    private void addForeignKeysAndChecks() {
        to.foreignKeys().stream()
                .filter(made -> named(from.foreignKeys(), ForeignKey::key, made.key())
                        .filter(made::same)
                        .isEmpty())
                .forEach(made -> copying("ADD " + made.ddl()));
        for (Check made : to.checks()) {
            Optional<Check> old = named(from.checks(), Check::key, made.key()).filter(made::same);
            if (old.isEmpty()) {
                copying("ADD " + made.ddl());
            } else if (old.get().enforced() != made.enforced()) {
                copying("ALTER CHECK " + Quoting.name(made.name()) + (made.enforced() ? " ENFORCED" : " NOT ENFORCED"));
            }
        }
    }

    private void dropKeys() {
        from.keys().stream()
                .filter(old -> named(to.keys(), Key::key, old.key())
                        .filter(old::same)
                        .filter(key -> !coversRemade(key))
                        .isEmpty())
                .forEach(old -> copying(
                        old.kind() == Kind.PRIMARY ? "DROP PRIMARY KEY" : "DROP KEY " + Quoting.name(old.name())));
    }

    private void addKeys() {
        for (Key made : to.keys()) {
            Optional<Key> old =
                    named(from.keys(), Key::key, made.key()).filter(made::same).filter(key -> !coversRemade(key));
            if (old.isEmpty()) {
                copying("ADD " + made.ddl());
            } else if (old.get().visible() != made.visible()) {
                copying("ALTER INDEX " + Quoting.name(made.name()) + (made.visible() ? " VISIBLE" : " INVISIBLE"));
            }
        }
    }

    private void columns() {
        Predicate<Column> goes = old -> to.column(old.name()).isEmpty() || isRemade(old.name());
        from.columns().stream().filter(goes).forEach(old -> {
            parts.add("DROP COLUMN " + Quoting.name(old.name()));
            effect = effect.and(ColumnChange.dropping(from, old));
        });
        ColumnOrder order = new ColumnOrder(from, to);
        for (Column column : to.columns()) {
            Optional<Column> old = from.column(column.name()).filter(found -> !isRemade(found.name()));
            if (old.isEmpty()) {
                parts.add("ADD COLUMN " + ddl(column) + order.placeOfNew(column));
                effect = effect.and(ColumnChange.adding(from, column));
            } else if (!old.get().same(column) || order.moves(column)) {
                parts.add("MODIFY COLUMN " + ddl(column) + order.placeOfOld(column));
                effect = effect.and(
                        order.moves(column)
                                ? ColumnChange.between(old.get(), column).and(Effect.COPIES)
                                : ColumnChange.between(old.get(), column));
            }
        }
    }

    /// A column that is computed when it is read cannot become one that is kept, nor the other way round:
    /// Vitess drops and adds it (schemadiff).
    private boolean isRemade(String name) {
        return from.column(name).filter(Column::virtual).isPresent()
                        != to.column(name).filter(Column::virtual).isPresent()
                && from.column(name).isPresent()
                && to.column(name).isPresent();
    }

    private boolean coversRemade(Key key) {
        return key.columns().stream().anyMatch(this::isRemade);
    }

    private String ddl(Column column) {
        return column.ddl(
                Stream.of(from, to).map(table -> table.options().collation()).toList());
    }

    private static <T> Optional<T> named(List<T> list, Function<T, String> name, String wanted) {
        return list.stream().filter(each -> name.apply(each).equals(wanted)).findFirst();
    }
}
