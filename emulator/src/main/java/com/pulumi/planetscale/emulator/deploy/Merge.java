package com.pulumi.planetscale.emulator.deploy;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.sql.schema.BranchSchema;
import com.pulumi.planetscale.emulator.sql.schema.Change;
import com.pulumi.planetscale.emulator.sql.schema.Schema;
import com.pulumi.planetscale.emulator.sql.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The target's schema with the changes of the head.
///
/// The head is compared with what it was made from, so that what others have changed in the target meanwhile
/// stays (PlanetScale documentation, branching: both the schema at the time of branching and the present one
/// are looked at). Two changes to the same table are a conflict, even where they might go together: the
/// stricter reading.
///
/// @param conflicts tables that both have changed, with their keyspaces
@Assumes(Assumption.CONFLICTS_BY_TABLE)
record Merge(BranchSchema result, List<String> conflicts) {
    static Merge of(BranchSchema base, BranchSchema target, BranchSchema head) {
        Set<String> changedHere = changed(base.tables(), head.tables());
        Set<String> changedThere = changed(base.tables(), target.tables());
        Set<String> different = changed(target.tables(), head.tables());
        List<String> conflicts = changedHere.stream()
                .filter(changedThere::contains)
                .filter(different::contains)
                .toList();
        Map<String, Table> merged = byName(target.tables());
        Map<String, Table> ours = byName(head.tables());
        for (String name : changedHere) {
            Table table = ours.get(name);
            if (table == null) {
                merged.remove(name);
            } else {
                merged.put(name, table);
            }
        }
        return new Merge(
                new BranchSchema(new Schema(List.copyOf(merged.values())), vschemas(base, target, head)), conflicts);
    }

    Optional<String> conflict() {
        return conflicts.isEmpty()
                ? Optional.empty()
                : Optional.of("Schema conflict: " + String.join(", ", conflicts)
                        + " changed in both branches in different ways");
    }

    private static Set<String> changed(Schema from, Schema to) {
        return Change.between(from, to).stream()
                .map(change -> name(change.keyspace(), change.table()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> vschemas(BranchSchema base, BranchSchema target, BranchSchema head) {
        Map<String, String> merged = new TreeMap<>(target.vschemas());
        merged.replaceAll((keyspace, there) -> {
            String here = head.vschemas().getOrDefault(keyspace, there);
            return here.equals(base.vschemas().get(keyspace)) ? there : here;
        });
        return merged;
    }

    private static Map<String, Table> byName(Schema schema) {
        Map<String, Table> tables = new TreeMap<>();
        schema.tables().forEach(table -> tables.put(name(table.keyspace(), table.name()), table));
        return tables;
    }

    private static String name(String keyspace, String table) {
        return keyspace + "." + table;
    }
}
