package com.pulumi.planetscale.emulator.sql.lint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.pulumi.planetscale.emulator.sql.lint.Lint.Finding;
import com.pulumi.planetscale.emulator.sql.lint.Lint.Parsed;
import com.pulumi.planetscale.emulator.sql.lint.Lint.Rules;
import com.pulumi.planetscale.emulator.sql.schema.Table;
import com.pulumi.planetscale.emulator.sql.table.Column;
import com.pulumi.planetscale.emulator.sql.table.ColumnType;
import com.pulumi.planetscale.emulator.sql.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the VSchema of a keyspace must say: each table of a sharded keyspace has a primary Vindex (PlanetScale
/// documentation, Vindexes); tables, Vindexes and columns that are named exist, and fit each other.
final class VSchemaLint {
    private static final String CODE = "INVALID_VSCHEMA";
    private static final Set<String> FOR_NUMBERS = Set.of("hash", "xxhash");
    private static final Set<String> FOR_TEXTS = Set.of("unicode_loose_md5", "unicode_loose_xxhash");
    private static final Set<String> FOR_BYTES = Set.of("binary_md5");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String keyspace;
    private final JsonNode vschema;
    private final List<Parsed> tables;
    private final List<Table> views;
    private final boolean sharded;
    private final List<Finding> findings = new ArrayList<>();

    VSchemaLint(String keyspace, String vschema, List<Parsed> all, List<Table> views, Rules rules) {
        this.views = views;
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
            return List.of(finding("", "the VSchema of keyspace \"" + keyspace + "\" is not a JSON object"));
        }
        vschema.path("tables").fieldNames().forEachRemaining(this::checkExists);
        for (Parsed parsed : tables) {
            String name = parsed.table().name();
            JsonNode table = vschema.path("tables").path(name);
            table.path("column_vindexes").forEach(vindex -> check(parsed, vindex));
            boolean everywhere = table.path("type").asText().equals("reference");
            if (sharded && !everywhere && table.path("column_vindexes").isEmpty()) {
                findings.add(finding(
                        name, "table \"" + name + "\" of sharded keyspace \"" + keyspace + "\" has no primary Vindex"));
            }
            if (table.path("type").asText().equals("sequence")) {
                checkSequence(parsed);
            }
        }
        return findings;
    }

    private void checkExists(String name) {
        if (tables.stream().noneMatch(parsed -> parsed.table().name().equals(name))
                && views.stream().noneMatch(view -> view.is(keyspace, name))) {
            findings.add(finding(name, "table \"" + name + "\" of the VSchema does not exist"));
        }
    }

    private void checkSequence(Parsed parsed) {
        for (String column : List.of("id", "next_id", "cache")) {
            boolean fits = parsed.definition()
                    .column(column)
                    .filter(found -> found.type().integer())
                    .isPresent();
            if (!fits) {
                String name = parsed.table().name();
                findings.add(finding(name, "sequence table \"" + name + "\" has no integer column \"" + column + "\"")
                        .about("column_name", column));
            }
        }
    }

    private void check(Parsed parsed, JsonNode columnVindex) {
        String table = parsed.table().name();
        String vindex = columnVindex.path("name").asText();
        JsonNode definition = vschema.path("vindexes").path(vindex);
        if (definition.isMissingNode()) {
            findings.add(finding(table, "table \"" + table + "\" uses Vindex \"" + vindex + "\", which is not defined")
                    .about("vindex_name", vindex));
        }
        for (String name : columns(columnVindex)) {
            Optional<Column> column = parsed.definition().column(name);
            String type = definition.path("type").asText();
            if (column.isEmpty()) {
                findings.add(about(parsed.definition(), vindex, name, "which does not exist"));
            } else if (!fits(type, column.get().type())) {
                findings.add(about(
                        parsed.definition(), vindex, name, "whose type does not go with Vindex type \"" + type + "\""));
            }
        }
    }

    private Finding about(TableDefinition table, String vindex, String column, String why) {
        return finding(
                        table.name(),
                        "Vindex \"" + vindex + "\" of table \"" + table.name() + "\" is about column \"" + column
                                + "\", " + why)
                .about("vindex_name", vindex)
                .about("column_name", column);
    }

    /// A Vindex is about one column or several.
    private static List<String> columns(JsonNode columnVindex) {
        List<String> columns = new ArrayList<>();
        if (columnVindex.has("column")) {
            columns.add(columnVindex.path("column").asText());
        }
        columnVindex.path("columns").forEach(column -> columns.add(column.asText()));
        return columns;
    }

    /// Whether values of a column can be hashed by a type of Vindex. Types that the documentation does not pair with
    /// columns fit all.
    private static boolean fits(String vindexType, ColumnType column) {
        if (FOR_NUMBERS.contains(vindexType)) {
            return column.integer();
        }
        if (FOR_TEXTS.contains(vindexType)) {
            return column.textual();
        }
        return !FOR_BYTES.contains(vindexType) || !(column.integer() || column.textual());
    }

    private Finding finding(String table, String description) {
        Finding found = Finding.vschema(CODE, keyspace, table, description);
        return table.isEmpty() ? found : found.about("json_path", "$.tables." + table);
    }
}
