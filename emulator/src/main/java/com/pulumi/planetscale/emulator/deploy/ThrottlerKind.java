package com.pulumi.planetscale.emulator.deploy;

import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.http.Views;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.world.Entity;
import java.util.List;
import java.util.Map;

/// How much deploy requests are slowed down, all later ones of a database or a single one (API reference).
public final class ThrottlerKind implements Kind {
    private static final String OF_DATABASE = Paths.DATABASE + "/throttler";
    private static final String OF_REQUEST = DeployRequestKind.ONE + "/throttler";

    @Override
    public void declare(Declarations declarations) {
        declarations
                .get(
                        OF_DATABASE,
                        Access.database("read_deploy_request", "create_deploy_request"),
                        ThrottlerKind::ofDatabase)
                .patch(OF_DATABASE, Access.database("write_database"), this::updateDatabase)
                .get(OF_REQUEST, DeployRequestKind.READ, ThrottlerKind::ofRequest)
                .patch(OF_REQUEST, DeployRequestKind.WRITE, this::updateRequest);
    }

    private static Answer ofDatabase(Call call) {
        Database database = call.database();
        return Answer.ok(view("Database", database, databaseKeyspaces(call), database.throttling));
    }

    private Answer updateDatabase(Call call) {
        Database database = call.database();
        database.throttling.putAll(ThrottleRatios.of(call.body(), databaseKeyspaces(call)));
        database.updatedAt = call.now();
        return ofDatabase(call);
    }

    private static Answer ofRequest(Call call) {
        DeployRequest request = call.the(DeployRequest.class);
        return Answer.ok(view("DeployRequest", request, requestKeyspaces(request), request.deployment.throttling));
    }

    private Answer updateRequest(Call call) {
        Map<String, Integer> ratios = ThrottleRatios.of(call.body(), requestKeyspaces(call.the(DeployRequest.class)));
        DeployRequestKind.actions(call).throttle(ratios);
        return ofRequest(call);
    }

    /// The keyspaces of a database are those of its default branch.
    private static List<String> databaseKeyspaces(Call call) {
        ThrottleRatios.checkEngine(call.database());
        Branch branch = Branch.defaultOf(call.world(), call.database());
        return call.world()
                .in(branch, Keyspace.class)
                .map(keyspace -> keyspace.name)
                .sorted()
                .toList();
    }

    private static List<String> requestKeyspaces(DeployRequest request) {
        return request.deployment.operations.stream()
                .map(operation -> operation.change.keyspace())
                .distinct()
                .sorted()
                .toList();
    }

    private static View view(String type, Entity configurable, List<String> keyspaces, Map<String, Integer> ratios) {
        return new View()
                .put("keyspaces", keyspaces)
                .put("configurable", Views.reference(type, configurable, null))
                .put(
                        "configurations",
                        keyspaces.stream()
                                .map(keyspace -> new View()
                                        .put("keyspace_name", keyspace)
                                        .put("ratio", ratios.getOrDefault(keyspace, 0)))
                                .toList());
    }
}
