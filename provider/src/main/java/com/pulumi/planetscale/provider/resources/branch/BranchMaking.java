package com.pulumi.planetscale.provider.resources.branch;

import static com.pulumi.planetscale.provider.resources.branch.BranchProperties.*;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resources.cluster.Clusters;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.making.UniquelyNamed;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.Map;

/// How a branch is made and recognised.
record BranchMaking(Api api, PropertyMap inputs) implements UniquelyNamed<LiveBranch> {
    private static final List<Property<?>> CREATION =
            List.of(NAME, PARENT_BRANCH, REGION, BACKUP_ID, RESTORE_POINT, SEED_DATA, CLUSTER_SIZE, MAJOR_VERSION);

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public ApiPath collection() {
        return Owners.databasePath(inputs, DATABASE).then("/branches");
    }

    @Override
    public List<Property<?>> sent() {
        return CREATION;
    }

    @Override
    public PropertyMap properties(LiveBranch branch) {
        return branch.properties();
    }

    @Override
    public Map<String, ?> body() {
        Map<String, Object> body = Clusters.withStorage(inputs.body(sent()), inputs, Clusters.STORAGE);
        inputs.find(KEYSPACE_CLUSTER_SIZES)
                .ifPresent(sizes -> body.put(
                        "keyspace_cluster_sizes",
                        sizes.entrySet().stream()
                                .map(size -> Map.of("keyspace_name", size.getKey(), "cluster_size", size.getValue()))
                                .toList()));
        return body;
    }

    @Override
    public Class<LiveBranch> type() {
        return LiveBranch.class;
    }

    @Override
    public String name() {
        return inputs.get(NAME);
    }

    @Override
    public boolean matches(LiveBranch branch) {
        PropertyMap there = properties(branch);
        List<Property<?>> fixed = Engine.isPostgres(there)
                ? List.of(PARENT_BRANCH, REGION)
                : List.of(PARENT_BRANCH, REGION, CLUSTER_SIZE);
        return inputs.differing(there, fixed).isEmpty();
    }
}
