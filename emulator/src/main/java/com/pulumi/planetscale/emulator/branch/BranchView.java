package com.pulumi.planetscale.emulator.branch;

import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.Size;
import com.pulumi.planetscale.emulator.catalog.Sizes;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.http.Views;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.ClusterSettings;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.model.ReadOnlyRegion;
import com.pulumi.planetscale.emulator.model.Role;
import com.pulumi.planetscale.emulator.model.Vitess;
import com.pulumi.planetscale.emulator.model.VtgateSettings;
import com.pulumi.planetscale.emulator.offer.RegionView;
import com.pulumi.planetscale.emulator.postgres.StorageView;
import com.pulumi.planetscale.emulator.world.Reference;
import com.pulumi.planetscale.emulator.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The JSON of a branch. Fields that only Vitess has are null on PostgreSQL, although the description does not
/// allow it (API reference).
public final class BranchView {
    private BranchView() {}

    static View of(Call call, Branch branch) {
        Database database = branch.database(call.world());
        String organization = call.organization().name;
        return View.of("Branch", branch)
                .put("name", branch.name)
                .put("deleted_at", null)
                .put("restore_checklist_completed_at", null)
                .put("schema_last_updated_at", branch.schemaLastUpdatedAt)
                .put("kind", branch.kind)
                .put("state", branch.state(call.now()))
                .put("ready", branch.ready(call.now()))
                .put("schema_ready", branch.ready(call.now()))
                .put("stale_schema", false)
                .put("production", branch.production)
                .put("safe_migrations", branch.safeMigrations)
                .put("deletion_protected", branch.deletionProtected)
                .put("default", branch.id().equals(database.defaultBranch))
                .put("actor", Views.nullableActor(branch))
                .put("parent_branch", parent(call.world(), branch))
                .put("restored_from_branch", restoredFrom(branch))
                .put("region", RegionView.of(call, branch.region))
                .put(
                        "html_url",
                        "https://app.planetscale.com/" + organization + "/" + database.name + "/" + branch.name)
                .put(
                        "url",
                        call.url("/organizations/" + organization + "/databases/" + database.name + "/branches/"
                                + branch.name))
                .putAll(addresses(call.world(), branch))
                .put(
                        "has_read_only_replicas",
                        call.world().in(branch, ReadOnlyRegion.class).findAny().isPresent())
                .putAll(branch.kind == Engine.MYSQL ? vitess(call, branch) : postgres(call.world(), branch));
    }

    private static Optional<String> parent(World world, Branch branch) {
        return Optional.ofNullable(branch.parent)
                .flatMap(id -> world.find(Branch.class, id))
                .map(parent -> parent.name);
    }

    private static Optional<View> restoredFrom(Branch branch) {
        Optional<Reference> source = Optional.ofNullable(branch.restoredFrom);
        return source.map(reference -> Views.reference("Branch", reference));
    }

    private static View addresses(World world, Branch branch) {
        boolean vitess = branch.kind == Engine.MYSQL;
        return new View()
                .put("mysql_address", vitess ? branch.reachedAt(world, branch.region + ".connect.psdb.cloud") : null)
                .put("mysql_edge_address", vitess ? branch.edgeAddress(world) : null)
                .put("direct_vtgate", false)
                .put("private_edge_connectivity", false);
    }

    private static View vitess(Call call, Branch branch) {
        World world = call.world();
        List<Keyspace> keyspaces = world.in(branch, Keyspace.class).toList();
        Size size = Sizes.CATALOG.get(Engine.MYSQL, Vitess.clusterName(world, branch));
        return vtgate(branch.vtgate())
                .put("cluster_name", size.name())
                .put("cluster_display_name", size.displayName())
                .put("cluster_iops", null)
                .put("metal", size.metal())
                .put("sharded", keyspaces.stream().anyMatch(Keyspace::sharded))
                .put(
                        "shard_count",
                        keyspaces.stream().mapToInt(keyspace -> keyspace.shards).sum())
                .put("keyspace_count", keyspaces.size())
                .put("has_replicas", branch.production)
                .put("access_host_url", branch.reachedAt(world, branch.id() + "." + branch.region + ".psdb.cloud"))
                .put("mysql_provider_address", branch.edgeAddress(world))
                .put("initial_restore_id", branch.backup)
                .put("private_connectivity", false)
                .put("multiple_admins_required_for_demotion", branch.database(world).multipleAdminsRequiredForDemotion);
    }

    private static View vtgate(VtgateSettings vtgate) {
        return new View()
                .put("vtgate_name", vtgate.name())
                .put("vtgate_size", Sizes.CATALOG.vtgate(vtgate.name()).internalName())
                .put("vtgate_count", vtgate.count())
                .put("vtgate_autoscaling", vtgate.autoscaling())
                .put("vtgate_max_count", vtgate.maxCount())
                .put("vtgate_target_cpu_utilization", vtgate.targetCpuUtilization())
                .put("vtgate_options", Map.of());
    }

    private static View postgres(World world, Branch branch) {
        ClusterSettings cluster = branch.cluster();
        Size size = Sizes.CATALOG.get(Engine.POSTGRESQL, cluster.size());
        return new View()
                .put("vtgate_name", null)
                .put("vtgate_size", null)
                .put("vtgate_count", null)
                .put("vtgate_autoscaling", null)
                .put("vtgate_max_count", null)
                .put("vtgate_target_cpu_utilization", null)
                .put("vtgate_options", null)
                .put("sharded", false)
                .put("shard_count", null)
                .put("keyspace_count", 0)
                .put("cluster_name", size.name())
                .put("cluster_display_name", size.displayName())
                .put("cluster_iops", null)
                .put("cluster_architecture", "arm64".equals(size.architecture()) ? "aarch64" : "x86_64")
                .put("metal", size.metal())
                .put("has_replicas", cluster.replicas() > 0)
                .put("replicas", cluster.replicas())
                .put("parameters", cluster.parameters())
                .put("has_roles", world.in(branch, Role.class).findAny().isPresent())
                .put("frozen", false)
                .put("read_only_at", null)
                .put("read_only_reason", null)
                .putAll(StorageView.of(cluster.storage()));
    }
}
