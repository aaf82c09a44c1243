package com.pulumi.planetscale.emulator.sql.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.TreeMap;

/// All that a deploy request can carry from a branch into another one.
///
/// @param vschemas by keyspace; laid out in one way, so that those that say the same are equal
public record BranchSchema(Schema tables, Map<String, String> vschemas) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
            .build();

    public BranchSchema {
        vschemas = new TreeMap<>(vschemas);
        vschemas.replaceAll((keyspace, vschema) -> laidOut(vschema));
    }

    /// What is not a JSON object stays as it is, for the lint to find.
    private static String laidOut(String vschema) {
        try {
            return JSON.writeValueAsString(JSON.readValue(vschema, TreeMap.class));
        } catch (JsonProcessingException e) {
            return vschema;
        }
    }
}
