package com.pulumi.planetscale.emulator.sql.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.sql.lint.Lint.Finding;
import com.pulumi.planetscale.emulator.sql.schema.BranchSchema;
import java.util.ArrayList;
import java.util.List;

/// What a change of the VSchema must leave as it is: a primary Vindex says on which shard each row of a table
/// is, so rows that exist are not found by another one (PlanetScale documentation, INVALID_VSCHEMA).
final class VindexLint {
    private VindexLint() {}

    /// What is wrong with a schema that replaces another one.
    static List<Finding> of(BranchSchema before, BranchSchema after) {
        List<Finding> findings = new ArrayList<>();
        after.vschemas().forEach((keyspace, vschema) -> {
            JsonNode old = VSchemaLint.read(before.vschemas().getOrDefault(keyspace, ""));
            JsonNode now = VSchemaLint.read(vschema);
            old.path("tables").fieldNames().forEachRemaining(table -> {
                boolean stays = isIn(before, keyspace, table) && isIn(after, keyspace, table);
                JsonNode primary = primary(old, table);
                if (stays && !primary.isMissingNode() && !isSame(old, primary, now, primary(now, table))) {
                    findings.add(Finding.vschema(
                                    VSchemaLint.CODE,
                                    keyspace,
                                    table,
                                    "table " + table
                                            + " has a changed column vindex. This will lead to inaccessible data")
                            .about("json_path", "$.tables." + table));
                }
            });
        });
        return findings;
    }

    private static boolean isIn(BranchSchema schema, String keyspace, String table) {
        return schema.tables().tables().stream()
                .anyMatch(found ->
                        found.keyspace().equals(keyspace) && found.name().equals(table));
    }

    private static JsonNode primary(JsonNode vschema, String table) {
        return vschema.path("tables").path(table).path("column_vindexes").path(0);
    }

    /// Whether two Vindexes lead to the same shards, whatever they are called.
    private static boolean isSame(JsonNode before, JsonNode one, JsonNode after, JsonNode other) {
        return VSchemaLint.columns(one).equals(VSchemaLint.columns(other))
                && definition(before, one).equals(definition(after, other));
    }

    private static JsonNode definition(JsonNode vschema, JsonNode columnVindex) {
        return vschema.path("vindexes").path(columnVindex.path("name").asText());
    }
}
