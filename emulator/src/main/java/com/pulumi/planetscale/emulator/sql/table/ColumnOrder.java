package com.pulumi.planetscale.emulator.sql.table;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.DeltaType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Which columns have to move so that all are in the order of another table. As few as possible do: the rest is the
/// longest sequence that both have in common.
final class ColumnOrder {
    private final List<String> wanted;
    private final Set<String> old;
    private final Set<String> staying;

    ColumnOrder(TableDefinition from, TableDefinition to) {
        List<String> names = from.columns().stream().map(Column::key).toList();
        wanted = to.columns().stream().map(Column::key).toList();
        old = Set.copyOf(names);
        staying = common(names, wanted);
    }

    boolean moves(Column column) {
        return !staying.contains(column.key());
    }

    /// Empty where it goes to the end by itself.
    String placeOfNew(Column column) {
        int index = wanted.indexOf(column.key());
        boolean last = wanted.subList(index, wanted.size()).stream().noneMatch(old::contains);
        return last ? "" : place(index);
    }

    /// Empty where it stays.
    String placeOfOld(Column column) {
        return moves(column) ? place(wanted.indexOf(column.key())) : "";
    }

    private String place(int index) {
        return index == 0 ? " FIRST" : " AFTER " + Quoting.name(wanted.get(index - 1));
    }

    private static Set<String> common(List<String> left, List<String> right) {
        return DiffUtils.diff(left, right, true).getDeltas().stream()
                .filter(delta -> delta.getType() == DeltaType.EQUAL)
                .flatMap(delta -> delta.getSource().getLines().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
