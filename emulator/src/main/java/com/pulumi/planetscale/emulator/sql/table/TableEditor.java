package com.pulumi.planetscale.emulator.sql.table;

import static com.pulumi.planetscale.emulator.sql.table.DdlException.refuseIf;

import com.pulumi.planetscale.emulator.sql.table.Key.Kind;
import com.pulumi.planetscale.emulator.sql.table.Key.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A table while a statement makes or changes it, part by part. Adds what MySQL adds. Whether the whole is possible
/// is looked at when all parts are done.
public final class TableEditor {
    /// No name begins so.
    private static final String MEANWHILE = "\0";

    private String name;
    private final List<Column> columns;
    private final List<Key> keys;
    private final List<ForeignKey> foreignKeys;
    private final List<Check> checks;
    private final List<Key> keysForConstraints = new ArrayList<>();
    /// Columns that are said to be NULL, which a column of a primary key cannot be.
    private final Set<String> statedNull = new HashSet<>();

    private final List<String> dropped = new ArrayList<>();
    private final List<String> goneNames = new ArrayList<>();
    private TableOptions options;
    private @Nullable String partitioning;

    public TableEditor(TableDefinition table) {
        name = table.name();
        columns = new ArrayList<>(table.columns());
        keys = new ArrayList<>(table.keys());
        foreignKeys = new ArrayList<>(table.foreignKeys());
        checks = new ArrayList<>(table.checks());
        options = table.options();
        partitioning = table.partitioning();
    }

    /// A table without anything, to begin with.
    public static TableEditor empty(String name) {
        return new TableEditor(
                new TableDefinition(name, List.of(), List.of(), List.of(), List.of(), TableOptions.DEFAULT, null));
    }

    /// Where a column goes: to the front, or behind another one.
    ///
    /// @param after null for the front
    public record Place(@Nullable String after) {}

    public String name() {
        return name;
    }

    public TableOptions options() {
        return options;
    }

    public void setOptions(TableOptions value) {
        options = value;
    }

    public void setPartitioning(@Nullable String value) {
        partitioning = value;
    }

    /// Takes the partitioning away.
    public void removePartitioning() {
        refuseIf(partitioning == null, "Partition management on a not partitioned table is not possible");
        partitioning = null;
    }

    public void rename(String value) {
        name = value;
    }

    public void addColumn(Column column, Optional<Place> place) {
        refuseDuplicateColumn(column.name());
        columns.add(place.map(this::index).orElse(columns.size()), column);
    }

    /// Puts a column in the place of another one, and elsewhere if a place is given.
    public void replaceColumn(String old, Column column, Optional<Place> place) {
        refuseIf(
                columns.get(index(old)).virtual() != column.virtual(),
                "'Changing the STORED status' is not supported for generated columns.");
        renameColumn(old, column.name());
        int index = index(column.name());
        columns.remove(index);
        columns.add(place.map(this::index).orElse(index), column);
    }

    /// Remembers that a statement says of a column that it is NULL.
    public void stateNull(String column) {
        statedNull.add(Quoting.folded(column));
    }

    private int index(Place place) {
        return place.after() == null ? 0 : index(place.after()) + 1;
    }

    private int index(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(column)) {
                return i;
            }
        }
        throw new DdlException("Unknown column '" + column + "' in '" + name + "'");
    }

    /// Also takes the column out of keys, and away those keys of which nothing is left and those checks that are about
    /// this column only.
    public void dropColumn(String column) {
        refuseIf(!columns.removeIf(other -> other.name().equalsIgnoreCase(column)), cannotDrop(column));
        refuseIf(columns.isEmpty(), "You can't delete all columns with ALTER TABLE; use DROP TABLE instead");
        dropped.add(column);
        checks.removeIf(check -> {
            List<String> names = Quoting.namesIn(check.expression());
            return !names.isEmpty() && names.stream().allMatch(column::equalsIgnoreCase);
        });
        keys.replaceAll(key -> key.withParts(
                key.parts().stream().filter(part -> !part.isColumn(column)).toList()));
        keys.removeIf(key -> key.parts().isEmpty());
    }

    /// Renames several columns at once, each from the name that it had before.
    ///
    /// @param names the new ones by the old ones
    public void renameColumns(Map<String, String> names) {
        List<String> old = List.copyOf(names.keySet());
        for (int i = 0; i < old.size(); i++) {
            renameColumn(old.get(i), MEANWHILE + i);
        }
        List<String> renamed = List.copyOf(names.values());
        for (int i = 0; i < renamed.size(); i++) {
            renameColumn(MEANWHILE + i, renamed.get(i));
        }
    }

    private void renameColumn(String old, String renamed) {
        if (!old.equalsIgnoreCase(renamed)) {
            refuseDuplicateColumn(renamed);
        }
        changeColumn(old, draft -> draft.name = renamed);
        goneNames.add(old);
        keys.replaceAll(key -> key.withParts(
                key.parts().stream().map(part -> part.renamed(old, renamed)).toList()));
        foreignKeys.replaceAll(foreign -> foreign.renamed(old, renamed));
    }

    private void refuseDuplicateColumn(String column) {
        if (columns.stream().anyMatch(other -> other.name().equalsIgnoreCase(column))) {
            throw new DdlException("Duplicate column name '" + column + "'");
        }
    }

    public void changeColumn(String column, Consumer<ColumnDraft> change) {
        int index = index(column);
        columns.set(index, columns.get(index).changed(change));
    }

    /// Refuses an order of rows by a column that does not exist.
    public void requireForOrder(String column) {
        refuseIf(
                columns.stream().noneMatch(other -> other.name().equalsIgnoreCase(column)),
                "Unknown column '" + column + "' in 'order clause'");
    }

    public ColumnType typeOf(String column) {
        return columns.get(index(column)).type();
    }

    /// All columns of text get this collation.
    public void convert(String collation) {
        columns.replaceAll(
                column -> column.collation() == null ? column : column.changed(draft -> draft.collation = collation));
        options = options.withCollation(collation);
    }

    /// A key without a name gets its first column's, with a number behind it if that is taken.
    ///
    /// @param key an empty name for none
    public void addKey(Key key) {
        if (key.kind() == Kind.PRIMARY) {
            refuseIf(hasKey(Key.PRIMARY), "Multiple primary key defined");
            keys.add(key.named(Key.PRIMARY));
            return;
        }
        refuseIf(key.name().equalsIgnoreCase(Key.PRIMARY), "Incorrect index name '" + key.name() + "'");
        refuseIf(hasKey(key.name()), "Duplicate key name '" + key.name() + "'");
        keys.add(key.name().isEmpty() ? key.named(freeKeyName(key.parts().get(0))) : key);
    }

    private String freeKeyName(Part first) {
        String base = first.column() == null ? "functional_index" : first.column();
        String free = base;
        for (int i = 2; hasKey(free) || free.equalsIgnoreCase(Key.PRIMARY); i++) {
            free = base + "_" + i;
        }
        return free;
    }

    private boolean hasKey(String key) {
        return keys.stream().anyMatch(other -> other.name().equalsIgnoreCase(key));
    }

    public void dropPrimaryKey() {
        dropKey(Key.PRIMARY);
    }

    public void dropKey(String key) {
        dropFrom(keys, other -> other.name().equalsIgnoreCase(key), key);
    }

    public void renameKey(String key, String renamed) {
        List.of(key, renamed)
                .forEach(each -> refuseIf(each.equalsIgnoreCase(Key.PRIMARY), "Incorrect index name '" + each + "'"));
        refuseIf(hasKey(renamed) && !key.equalsIgnoreCase(renamed), "Duplicate key name '" + renamed + "'");
        changeKey(key, found -> found.named(renamed));
    }

    public void showKey(String key, boolean visible) {
        changeKey(key, found -> found.withVisibility(visible));
    }

    private void changeKey(String key, UnaryOperator<Key> change) {
        refuseIf(!hasKey(key), "Key '" + key + "' doesn't exist in table '" + name + "'");
        keys.replaceAll(other -> other.name().equalsIgnoreCase(key) ? change.apply(other) : other);
    }

    /// The key that finds rows by these columns is added in the end, unless there is one by then.
    ///
    /// @param foreign an empty name for none
    /// @param keyName of that key; empty for the constraint's
    public void addForeignKey(ForeignKey foreign, String keyName) {
        refuseIf(
                foreign.columns().size() != foreign.referenced().size(),
                "Incorrect foreign key definition for '" + foreign.name()
                        + "': key reference and table reference don't match");
        ForeignKey named = foreign.name().isEmpty() ? foreign.named(freeName("_ibfk_")) : foreign;
        refuseIf(
                foreignKeys.stream().anyMatch(other -> other.key().equals(named.key())),
                "Duplicate foreign key constraint name '" + named.name() + "'");
        foreignKeys.add(named);
        // A named constraint lends its name; a nameless one leaves it to the column.
        String wanted = keyName.isEmpty() ? foreign.name() : keyName;
        List<Part> parts = named.columns().stream().map(Part::of).toList();
        keysForConstraints.add(new Key(Kind.PLAIN, wanted, parts, true, "", List.of()));
    }

    /// The first name of that form which no constraint has.
    private String freeName(String infix) {
        int number = 1;
        while (hasConstraint(name + infix + number)) {
            number++;
        }
        return name + infix + number;
    }

    private boolean hasConstraint(String constraint) {
        String folded = Quoting.folded(constraint);
        return foreignKeys.stream().anyMatch(foreign -> foreign.key().equals(folded))
                || checks.stream().anyMatch(check -> check.key().equals(folded));
    }

    public void dropForeignKey(String foreign) {
        dropFrom(foreignKeys, other -> other.name().equalsIgnoreCase(foreign), foreign);
    }

    /// Adds a check; one without a name gets one.
    public void addCheck(Check check) {
        named(check);
    }

    /// Adds a check that is written with a column.
    public void addCheckOf(String column, Check check) {
        Check named = named(check);
        refuseIf(
                Quoting.namesIn(named.expression()).stream().anyMatch(name -> !name.equalsIgnoreCase(column)),
                "Column check constraint '" + named.name() + "' references other column.");
    }

    private Check named(Check check) {
        Check named =
                check.name().isEmpty() ? new Check(freeName("_chk_"), check.expression(), check.enforced()) : check;
        refuseIf(
                checks.stream().anyMatch(other -> other.key().equals(named.key())),
                "Duplicate check constraint name '" + named.name() + "'");
        checks.add(named);
        return named;
    }

    public void dropCheck(String check) {
        refuseIf(
                !checks.removeIf(other -> other.key().equals(Quoting.folded(check))),
                "Check constraint '" + check + "' is not found in the table.");
    }

    public void enforceCheck(String check, boolean enforced) {
        refuseIf(
                checks.stream().noneMatch(other -> other.key().equals(Quoting.folded(check))),
                "Check constraint '" + check + "' is not found in the table.");
        checks.replaceAll(other -> other.key().equals(Quoting.folded(check)) ? other.withEnforcement(enforced) : other);
    }

    /// Drops whichever constraint has that name.
    public void dropConstraint(String constraint) {
        List<Runnable> found = new ArrayList<>();
        if (checks.stream().anyMatch(check -> check.key().equals(Quoting.folded(constraint)))) {
            found.add(() -> dropCheck(constraint));
        }
        if (foreignKeys.stream().anyMatch(foreign -> foreign.name().equalsIgnoreCase(constraint))) {
            found.add(() -> dropForeignKey(constraint));
        }
        if (keys.stream().anyMatch(key -> key.unique() && key.name().equalsIgnoreCase(constraint))) {
            found.add(() -> dropKey(constraint));
        }
        refuseIf(found.isEmpty(), "Constraint '" + constraint + "' does not exist.");
        refuseIf(
                found.size() > 1,
                "Table has multiple constraints with the name '" + constraint
                        + "'. Please use constraint specific 'DROP' clause.");
        found.get(0).run();
    }

    private static <T> void dropFrom(List<T> list, Predicate<T> wanted, String what) {
        refuseIf(!list.removeIf(wanted), cannotDrop(what));
    }

    private static String cannotDrop(String what) {
        return "Can't DROP '" + what + "'; check that column/key exists";
    }

    /// The table, if there can be such a one.
    public TableDefinition done() {
        for (Key wanted : keysForConstraints) {
            if (keys.stream().noneMatch(key -> key.beginsWith(wanted.columns()))) {
                addKey(wanted);
            }
        }
        keys.stream()
                .filter(key -> key.kind() == Kind.PRIMARY)
                .flatMap(key -> key.parts().stream())
                .flatMap(part -> Optional.ofNullable(part.column()).stream())
                .filter(column ->
                        columns.stream().anyMatch(other -> other.name().equalsIgnoreCase(column)))
                .forEach(column -> {
                    refuseIf(
                            statedNull.contains(Quoting.folded(column)),
                            "All parts of a PRIMARY KEY must be NOT NULL; if you need NULL in a key, use UNIQUE"
                                    + " instead");
                    changeColumn(column, draft -> draft.nullable = false);
                });
        TableDefinition table = new TableDefinition(name, columns, keys, foreignKeys, checks, options, partitioning);
        dropped.forEach(column -> new Dependents(table, column).refuseDropping());
        goneNames.forEach(column -> new Dependents(table, column).refuseRenaming());
        new TableRules(table).check();
        return table;
    }
}
