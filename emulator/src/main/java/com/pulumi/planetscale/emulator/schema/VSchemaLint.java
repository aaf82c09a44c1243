package com.pulumi.planetscale.emulator.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.pulumi.planetscale.emulator.ddl.TableDefinition;
import com.pulumi.planetscale.emulator.schema.Lint.Finding;
import com.pulumi.planetscale.emulator.schema.Lint.Parsed;
import com.pulumi.planetscale.emulator.schema.Lint.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the VSchema of a keyspace must say: each table of a sharded keyspace has a primary Vindex (PlanetScale
/// documentation, Vindexes), and Vindexes and columns that are named exist.
final class VSchemaLint {
    private static final String DOCS = "https://planetscale.com/docs/vitess/sharding/vschema";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String keyspace;
    private final JsonNode vschema;
    private final List<Parsed> tables;
    private final boolean sharded;
    private final List<Finding> findings = new ArrayList<>();

    VSchemaLint(String keyspace, String vschema, List<Parsed> all, Rules rules) {
        this.keyspace = keyspace;
        this.vschema = read(vschema);
        this.tables = all.stream()
                .filter(parsed -> parsed.table().keyspace().equals(keyspace))
                .toList();
        this.sharded = rules.sharded().contains(keyspace)
                || this.vschema.path("sharded").asBoolean();
    }

    private static JsonNode read(String vschema) {
        try {
            return JSON.readTree(vschema);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    List<Finding> findings() {
        if (!vschema.isObject()) {
            return List.of(
                    finding("INVALID_VSCHEMA", "", "the VSchema of keyspace \"" + keyspace + "\" is no JSON object"));
        }
        for (Parsed parsed : tables) {
            JsonNode table = vschema.path("tables").path(parsed.table().name());
            table.path("column_vindexes").forEach(vindex -> check(parsed, vindex));
            boolean everywhere = table.path("type").asText().equals("reference");
            if (sharded && !everywhere && table.path("column_vindexes").isEmpty()) {
                String name = parsed.table().name();
                findings.add(finding(
                        "NO_PRIMARY_VINDEX",
                        name,
                        "table \"" + name + "\" of sharded keyspace \"" + keyspace + "\" has no primary Vindex"));
            }
        }
        return findings;
    }

    private void check(Parsed parsed, JsonNode columnVindex) {
        String table = parsed.table().name();
        String vindex = columnVindex.path("name").asText();
        if (!vschema.path("vindexes").has(vindex)) {
            findings.add(finding(
                            "VINDEX_NOT_FOUND",
                            table,
                            "table \"" + table + "\" uses Vindex \"" + vindex + "\", which is not defined")
                    .about("vindex_name", vindex));
        }
        missing(parsed.definition(), columnVindex).ifPresent(column -> {
            String description = "Vindex \"" + vindex + "\" of table \"" + table + "\" is about column \"" + column
                    + "\", which does not exist";
            findings.add(finding("VINDEX_COLUMN_NOT_FOUND", table, description)
                    .about("vindex_name", vindex)
                    .about("column_name", column));
        });
    }

    /// A Vindex is about one column or several.
    private static Optional<String> missing(TableDefinition table, JsonNode columnVindex) {
        List<String> columns = new ArrayList<>();
        if (columnVindex.has("column")) {
            columns.add(columnVindex.path("column").asText());
        }
        columnVindex.path("columns").forEach(column -> columns.add(column.asText()));
        return columns.stream().filter(column -> table.column(column).isEmpty()).findFirst();
    }

    private Finding finding(String code, String table, String description) {
        return Finding.vschema(code, keyspace, table, description, DOCS);
    }
}
