package com.pulumi.planetscale.emulator.network;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.Parameters;
import com.pulumi.planetscale.emulator.catalog.Region;
import com.pulumi.planetscale.emulator.catalog.Regions;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.PathKey;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.http.Views;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Organization;
import com.pulumi.planetscale.emulator.model.ReadReplica;
import com.pulumi.planetscale.emulator.time.Delay;
import java.util.List;
import java.util.Map;

/// Dedicated read replicas of PostgreSQL branches. The description lacks these calls; the official command line and
/// Terraform provider make them.
public final class ReadReplicaKind implements Kind {
    private static final String ALL = Paths.BRANCH + "/read-only-replicas";
    private static final String ONE = ALL + "/{read_only_replica}";

    @Override
    @Assumes(Assumption.READ_REPLICA_CALLS)
    public void declare(Declarations declarations) {
        Access read = Access.readingBranches();
        Access write = Access.database("write_database");
        declarations
                .stores("read_replicas", ReadReplica.class)
                .leads("read_only_replica", ReadReplica.class, PathKey.NAME)
                .undescribed("GET", ALL, read, this::list)
                .undescribed("POST", ALL, write, this::create)
                .undescribed("GET", ONE, read, this::get)
                .undescribed("PATCH", ONE, write, this::update)
                .undescribed("DELETE", ONE, write, this::delete);
    }

    /// A bare array, not pages.
    private Answer list(Call call) {
        Branch branch = call.branch(Engine.POSTGRESQL);
        return Answer.ok(call.world()
                .in(branch, ReadReplica.class)
                .map(replica -> view(call, replica))
                .toList());
    }

    private Answer get(Call call) {
        return Answer.ok(view(call, call.the(ReadReplica.class)));
    }

    private Answer create(Call call) {
        Branch branch = call.readyBranch(Engine.POSTGRESQL);
        String name = call.body().requiredText("name");
        ReadReplicaRules.checkName(call.world(), branch, name);
        Region region = ReadReplicaRules.region(call.body().requiredText("region"));
        String size = size(call, branch, region, branch.cluster().size());
        ReadReplica made = new ReadReplica(
                call.origin(branch),
                name,
                region.slug(),
                size,
                ReadReplicaRules.replicas(call.body(), 1),
                call.world().after(call.now(), Delay.CLUSTER_CHANGE));
        return Answer.ok(view(call, call.world().add(made)));
    }

    private static String size(Call call, Branch branch, Region region, String byDefault) {
        String name = call.body().filled("cluster_size").orElse(byDefault);
        Organization organization = call.world().owner(branch.database(call.world()), Organization.class);
        return organization.usableSize(Engine.POSTGRESQL, name, region).name();
    }

    private Answer update(Call call) {
        ReadReplica replica = call.the(ReadReplica.class);
        ReadReplicaRules.checkReady(replica, call.now());
        String size = size(call, call.branch(), Regions.CATALOG.get(replica.region), replica.size);
        int replicas = ReadReplicaRules.replicas(call.body(), replica.replicas);
        Map<String, Map<String, String>> parameters = ReadReplicaRules.parameters(call.body(), replica);

        replica.size = size;
        replica.replicas = replicas;
        replica.parameters = parameters;
        replica.readyAt = call.world().after(call.now(), Delay.CLUSTER_CHANGE);
        replica.updatedAt = call.now();
        return get(call);
    }

    /// It takes a while until it is gone.
    private Answer delete(Call call) {
        ReadReplica replica = call.the(ReadReplica.class);
        replica.goneAt = call.world().after(call.now(), Delay.CLUSTER_CHANGE);
        replica.updatedAt = call.now();
        return Answer.noContent();
    }

    private static List<View> parameters(ReadReplica replica) {
        return Parameters.CATALOG.all().stream()
                .map(parameter -> new View()
                        .put("namespace", parameter.namespace())
                        .put("name", parameter.name())
                        .put("default_value", parameter.defaultValue())
                        .put(
                                "value",
                                replica.parameters
                                        .getOrDefault(parameter.namespace(), Map.of())
                                        .getOrDefault(parameter.name(), parameter.defaultValue())))
                .toList();
    }

    private static View view(Call call, ReadReplica replica) {
        return View.of("PostgresReadOnlyReplica", replica)
                .put("name", replica.name)
                .put("state", replica.state(call.now()))
                .put("ready", replica.state(call.now()).equals("ready"))
                .put("replicas", replica.replicas)
                .put("cluster_name", replica.size)
                .put("cluster_display_name", replica.size.replace('_', '-'))
                .put("parameters", parameters(replica))
                .put("access_host_url", replica.host())
                .put("private_access_host_url", replica.id() + "-" + replica.region + ".private-pg.psdb.cloud")
                .put(
                        "private_connection_service_name",
                        "com.amazonaws.vpce." + replica.region + ".vpce-svc-" + replica.id())
                .put(
                        "region",
                        new View()
                                .put("slug", replica.region)
                                .put(
                                        "display_name",
                                        Regions.CATALOG.get(replica.region).displayName()))
                .put("actor", Views.actor(replica));
    }
}
