package com.pulumi.planetscale.emulator.vitess;

import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.deploy.DeployRequests;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Keyspace;

/// The VSchema of a keyspace (API reference). The text comes back formatted differently, as the reference
/// warns: only its JSON can be compared.
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
        VSchemaRules.checkChangeable(call.world(), branch);
        keyspace.vschema = VSchemaRules.laidOut(call.body().requiredText("vschema"));
        keyspace.updatedAt = call.now();
        DeployRequests.schemaChanged(call.world(), branch);
        return get(call);
    }
}
