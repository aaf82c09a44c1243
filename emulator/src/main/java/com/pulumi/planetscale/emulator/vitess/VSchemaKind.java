package com.pulumi.planetscale.emulator.vitess;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.deploy.DeployRequests;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Json;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.Refusal;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.schema.SchemaMutations;
import java.util.List;

/// The VSchema of a keyspace (reference §2.7). The text comes back laid out anew, as the reference warns: only its
/// JSON can be compared.
public final class VSchemaKind implements Kind {
    private static final String PATH = KeyspaceKind.ONE + "/vschema";

    @Override
    public void declare(Declarations declarations) {
        declarations
                .get(PATH, Access.readingBranches(), this::get)
                .patch(PATH, Access.database("write_branch_vschema", "write_production_branch_vschema"), this::update);
    }

    private Answer get(Call call) {
        return Answer.ok(new View().put("raw", KeyspaceKind.keyspace(call).vschema));
    }

    private Answer update(Call call) {
        Keyspace keyspace = KeyspaceKind.keyspace(call);
        Branch branch = call.readyBranch(Engine.MYSQL);
        call.caller()
                .need(branch.production ? "write_production_branch_vschema" : "write_branch_vschema", call.database());
        if (branch.safeMigrations) {
            throw Refusal.unprocessable("Branch has safe migrations enabled; change the VSchema with a deploy request");
        }
        SchemaMutations.refuse(call.world(), branch);
        JsonNode vschema = parse(call.body().requiredText("vschema"));
        checkMembers(vschema);
        keyspace.vschema = vschema.toPrettyString();
        keyspace.updatedAt = call.now();
        DeployRequests.schemaChanged(call.world(), branch);
        return get(call);
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
        throw Refusal.unprocessable("VSchema is not a valid JSON object");
    }

    /// The members that can be told to be wrong without Vitess itself.
    private static void checkMembers(JsonNode vschema) {
        for (String name : List.of("tables", "vindexes")) {
            if (vschema.has(name) && !vschema.get(name).isObject()) {
                throw Refusal.unprocessable("VSchema is invalid: " + name + " must be an object");
            }
        }
        if (vschema.has("sharded") && !vschema.get("sharded").isBoolean()) {
            throw Refusal.unprocessable("VSchema is invalid: sharded must be a boolean");
        }
    }
}
