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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the VSchema of a keyspace must say: each table of a sharded keyspace has a primary Vindex (PlanetScale
/// documentation, Vindexes); tables, Vindexes and columns that are named exist, and fit each other.
final class VSchemaLint {
    static final String CODE = "INVALID_VSCHEMA";
    private static final List<String> FOR_NUMBERS = List.of("hash", "xxhash");
    private static final List<String> FOR_TEXTS = List.of("unicode_loose_md5", "unicode_loose_xxhash");
    private static final List<String> FOR_BYTES = List.of("binary_md5");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String keyspace;
    private final Map<String, String> all;
    private final JsonNode vschema;
    private final List<Parsed> tables;
    private final List<Table> views;
    private final boolean sharded;
    private final List<Finding> findings = new ArrayList<>();

    /// @param all the VSchemas of all keyspaces
    VSchemaLint(String keyspace, Map<String, String> all, List<Parsed> tables, List<Table> views, Rules rules) {
        this.views = views;
        this.keyspace = keyspace;
        this.all = all;
        this.vschema = read(all.getOrDefault(keyspace, ""));
        this.tables = tables.stream()
                .filter(parsed -> parsed.table().keyspace().equals(keyspace))
                .toList();
        this.sharded = rules.sharded().contains(keyspace)
                || this.vschema.path("sharded").asBoolean();
    }

    static JsonNode read(String vschema) {
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
            String sequence = table.path("auto_increment").path("sequence").asText();
            if (!sequence.isEmpty() && !isSequence(sequence)) {
                findings.add(finding(name, "sequence table in vschema needs to be marked as sequence type"));
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

    /// Whether a table of any keyspace that its name may mean is marked as a sequence.
    private boolean isSequence(String name) {
        String table = name.substring(name.lastIndexOf('.') + 1).replace("`", "");
        return all.entrySet().stream()
                .filter(other -> !name.contains(".") || name.replace("`", "").startsWith(other.getKey() + "."))
                .anyMatch(other -> read(other.getValue())
                        .path("tables")
                        .path(table)
                        .path("type")
                        .asText()
                        .equals("sequence"));
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
            findings.add(finding(table, "vindex not found").about("vindex_name", vindex));
        }
        for (String name : columns(columnVindex)) {
            Optional<Column> column = parsed.definition().column(name);
            String type = definition.path("type").asText();
            if (column.isEmpty()) {
                findings.add(about(table, vindex, name, "column \"" + name + "\" not found"));
            } else if (!fits(type, column.get().type())) {
                findings.add(about(
                        table,
                        vindex,
                        name,
                        "wrong type of vindex defined in column `" + name + "`, expected `"
                                + String.join("` or `", fitting(column.get().type())) + "`, got `" + type + "`"));
            }
        }
    }

    private Finding about(String table, String vindex, String column, String description) {
        return finding(table, description).about("vindex_name", vindex).about("column_name", column);
    }

    /// A Vindex is about one column or several.
    static List<String> columns(JsonNode columnVindex) {
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
        boolean isPaired = Stream.of(FOR_NUMBERS, FOR_TEXTS, FOR_BYTES).anyMatch(types -> types.contains(vindexType));
        return !isPaired || fitting(column).contains(vindexType);
    }

    private static List<String> fitting(ColumnType column) {
        if (column.integer()) {
            return FOR_NUMBERS;
        }
        return column.textual() ? FOR_TEXTS : FOR_BYTES;
    }

    private Finding finding(String table, String description) {
        Finding found = Finding.vschema(CODE, keyspace, table, description);
        return table.isEmpty() ? found : found.about("json_path", "$.tables." + table);
    }
}
