package com.pulumi.planetscale.emulator.vitess;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.Sizes;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.model.Keyspace.RegionReplicas;
import com.pulumi.planetscale.emulator.model.ReadOnlyRegion;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The read-only regions of a keyspace, which are set as a whole (the official Go client; the description lacks the
/// call).
public final class ReadOnlyRegionKind implements Kind {
    @Override
    @Assumes(Assumption.READ_ONLY_REGION_CALLS)
    public void declare(Declarations declarations) {
        declarations.undescribed(
                "PUT", KeyspaceKind.ONE + "/read-only-regions", Access.database("write_database"), this::replace);
    }

    private Answer replace(Call call) {
        Keyspace keyspace = KeyspaceKind.keyspace(call);
        Branch branch = call.readyBranch(Engine.MYSQL);
        List<RegionReplicas> wanted = ReadOnlyRegionRules.wanted(call, branch);
        Set<String> before =
                keyspace.readOnlyRegions.stream().map(RegionReplicas::region).collect(Collectors.toSet());
        keyspace.readOnlyRegions = List.copyOf(wanted);
        keyspace.updatedAt = call.now();
        follow(call, branch, before);
        return Answer.ok(views(keyspace));
    }

    /// The branch is in all regions that one of its keyspaces is in.
    private static void follow(Call call, Branch branch, Set<String> before) {
        Set<String> used = call.world()
                .in(branch, Keyspace.class)
                .flatMap(keyspace -> keyspace.readOnlyRegions.stream())
                .map(RegionReplicas::region)
                .collect(Collectors.toSet());
        List<ReadOnlyRegion> there =
                call.world().in(branch, ReadOnlyRegion.class).toList();
        there.stream()
                .filter(region -> before.contains(region.region) && !used.contains(region.region))
                .forEach(call.world()::remove);
        used.stream()
                .filter(slug -> there.stream().noneMatch(region -> region.region.equals(slug)))
                .sorted()
                .forEach(slug -> call.world().add(new ReadOnlyRegion(call.origin(branch), slug)));
    }

    static List<View> views(Keyspace keyspace) {
        return keyspace.readOnlyRegions.stream()
                .map(region -> new View()
                        .put("region", region.region())
                        .put("cluster_name", region.clusterSize())
                        .put(
                                "cluster_display_name",
                                Sizes.CATALOG
                                        .get(Engine.MYSQL, region.clusterSize())
                                        .displayName())
                        .put("replicas", region.replicas()))
                .toList();
    }
}
