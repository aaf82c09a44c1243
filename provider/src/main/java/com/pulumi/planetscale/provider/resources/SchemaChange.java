package com.pulumi.planetscale.provider.resources;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// What deploying one schema over another would change, told from their texts alone: as it looks before
/// PlanetScale has been asked for the statements.
///
/// @param table the table's name
/// @param dangers what it would drop; empty where it drops nothing
/// @param diff the change as a unified diff, without its header
record SchemaChange(String table, List<String> dangers, List<String> diff) {
    private static final int HEADER = 3;
    private static final int CONTEXT = 3;

    /// The changes that bring a target to another schema, those that drop something first.
    static List<SchemaChange> between(SchemaText target, SchemaText head) {
        var tables = new TreeSet<>(target.tables().keySet());
        tables.addAll(head.tables().keySet());
        var changes = new ArrayList<SchemaChange>();
        for (String table : tables) {
            String before = target.tables().getOrDefault(table, "");
            String after = head.tables().getOrDefault(table, "");
            if (!before.equals(after)) {
                changes.add(new SchemaChange(table, dangers(table, before, after), diff(before, after)));
            }
        }
        changes.sort((left, right) ->
                Boolean.compare(left.dangers().isEmpty(), right.dangers().isEmpty()));
        return changes;
    }

    private static List<String> dangers(String table, String before, String after) {
        if (after.isEmpty()) {
            return List.of("drops table `" + table + "`");
        }
        var dropped = new TreeSet<>(SchemaText.columns(before));
        dropped.removeAll(SchemaText.columns(after));
        return dropped.stream()
                .map(column -> "drops column `" + column + "` of `" + table + "`")
                .toList();
    }

    private static List<String> diff(String before, String after) {
        List<String> old = lines(before);
        List<String> diff =
                UnifiedDiffUtils.generateUnifiedDiff("", "", old, DiffUtils.diff(old, lines(after)), CONTEXT);
        return diff.stream().skip(HEADER).filter(line -> !line.startsWith("@@")).toList();
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : text.lines().toList();
    }
}
