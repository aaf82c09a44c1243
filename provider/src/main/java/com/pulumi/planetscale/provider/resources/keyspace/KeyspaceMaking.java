package com.pulumi.planetscale.provider.resources.keyspace;

import static com.pulumi.planetscale.provider.resources.keyspace.KeyspaceProperties.*;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resources.making.UniquelyNamed;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;

/// How a keyspace is made and recognised: by its name. What a creation cannot set is brought about afterwards.
record KeyspaceMaking(Api api, PropertyMap inputs) implements UniquelyNamed<LiveKeyspace> {
    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public ApiPath collection() {
        return Owners.branchPath(inputs, DATABASE, BRANCH).then("/keyspaces");
    }

    @Override
    public List<Property<?>> sent() {
        return List.of(NAME, CLUSTER_SIZE, EXTRA_REPLICAS, SHARDS);
    }

    @Override
    public PropertyMap properties(LiveKeyspace keyspace) {
        return keyspace.properties();
    }

    @Override
    public Class<LiveKeyspace> type() {
        return LiveKeyspace.class;
    }

    @Override
    public boolean isFoundByName() {
        return true;
    }

    @Override
    public String name() {
        return inputs.get(NAME);
    }

    @Override
    public boolean matches(LiveKeyspace keyspace) {
        return inputs.differing(keyspace.properties(), List.of(SHARDS)).isEmpty();
    }
}
