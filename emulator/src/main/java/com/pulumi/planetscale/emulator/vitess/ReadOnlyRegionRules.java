package com.pulumi.planetscale.emulator.vitess;

import com.pulumi.planetscale.emulator.catalog.Regions;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Keyspace.RegionReplicas;
import com.pulumi.planetscale.emulator.world.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which read-only regions a keyspace can have.
final class ReadOnlyRegionRules {
    private ReadOnlyRegionRules() {}

    /// The regions that a body asks for.
    static List<RegionReplicas> wanted(Call call, Branch branch) {
        Refused.when(!branch.production, "Development branches have no replicas");
        List<RegionReplicas> wanted = new ArrayList<>();
        Set<String> slugs = new HashSet<>();
        for (Values one : call.body()
                .objects("read_only_regions")
                .orElseThrow(() -> Refused.invalid("Missing required parameter: read_only_regions"))) {
            String slug = one.requiredText("region");
            Refused.when(Regions.CATALOG.find(slug).isEmpty(), "Region " + slug + " was not found");
            Refused.when(slug.equals(branch.region), "The branch is in this region itself");
            Refused.when(!slugs.add(slug), "Region " + slug + " is given twice");
            int replicas = one.integer("replicas").orElse(1);
            Refused.when(replicas < 1, "replicas must be 1 or more");
            String size = KeyspaceRules.of(call, branch)
                    .usableSize(one.requiredText("cluster_size"))
                    .name();
            wanted.add(new RegionReplicas(slug, size, replicas));
        }
        return wanted;
    }
}
