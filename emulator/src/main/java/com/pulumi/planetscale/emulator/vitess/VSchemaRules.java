package com.pulumi.planetscale.emulator.vitess;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.deploy.SchemaMutations;
import com.pulumi.planetscale.emulator.http.Json;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;
import java.util.List;

/// When the VSchema of a keyspace may change, and what it may be.
final class VSchemaRules {
    private VSchemaRules() {}

    static void checkChangeable(World world, Branch branch) {
        Refused.when(
                branch.safeMigrations, "Branch has safe migrations enabled; change the VSchema with a deploy request");
        SchemaMutations.refuse(world, branch);
    }

    /// The text of a VSchema as the service returns it.
    ///
    /// @throws Refused if it is not a VSchema
    static String laidOut(String text) {
        JsonNode vschema = parse(text);
        checkMembers(vschema);
        checkVindexes(vschema);
        return VSchemaJson.reduced(vschema).toPrettyString();
    }

    private static JsonNode parse(String text) {
        try {
            JsonNode vschema = Json.read(text);
            if (vschema.isObject()) {
                return vschema;
            }
        } catch (JsonProcessingException e) {
            // Refused below, like JSON of another kind.
        }
        throw Refused.because("VSchema is not a valid JSON object");
    }

    /// Each vindex that a table uses must be defined (Vitess documentation, VSchema).
    private static void checkVindexes(JsonNode vschema) {
        vschema.path("tables")
                .forEach(table -> table.path("column_vindexes").forEach(column -> {
                    String name = column.path("name").asText();
                    if (!vschema.path("vindexes").has(name)) {
                        throw Refused.because("VSchema is invalid: vindex " + name + " not found");
                    }
                }));
    }

    /// The members that can be checked without Vitess itself.
    private static void checkMembers(JsonNode vschema) {
        for (String name : List.of("tables", "vindexes")) {
            if (vschema.has(name) && !vschema.get(name).isObject()) {
                throw Refused.because("VSchema is invalid: " + name + " must be an object");
            }
        }
        if (vschema.has("sharded") && !vschema.get("sharded").isBoolean()) {
            throw Refused.because("VSchema is invalid: sharded must be a boolean");
        }
    }
}
