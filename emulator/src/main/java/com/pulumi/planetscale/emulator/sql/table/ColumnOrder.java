package com.pulumi.planetscale.emulator.sql.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
        int[][] length = new int[left.size() + 1][right.size() + 1];
        for (int i = left.size() - 1; i >= 0; i--) {
            for (int j = right.size() - 1; j >= 0; j--) {
                length[i][j] = left.get(i).equals(right.get(j))
                        ? length[i + 1][j + 1] + 1
                        : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        List<String> found = new ArrayList<>();
        for (int i = 0, j = 0; i < left.size() && j < right.size(); ) {
            if (left.get(i).equals(right.get(j))) {
                found.add(left.get(i));
                i++;
                j++;
            } else if (length[i + 1][j] >= length[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return new HashSet<>(found);
    }
}
