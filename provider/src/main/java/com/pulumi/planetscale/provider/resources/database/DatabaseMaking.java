package com.pulumi.planetscale.provider.resources.database;

import static com.pulumi.planetscale.provider.resources.cluster.Clusters.REPLICAS;
import static com.pulumi.planetscale.provider.resources.cluster.Engine.KIND;
import static com.pulumi.planetscale.provider.resources.database.DatabaseProperties.*;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resources.cluster.Clusters;
import com.pulumi.planetscale.provider.resources.making.UniquelyNamed;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a database is made and recognised.
record DatabaseMaking(Api api, PropertyMap inputs) implements UniquelyNamed<LiveDatabase> {
    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public ApiPath collection() {
        return Owners.organizationPath(inputs).then("/databases");
    }

    @Override
    public List<Property<?>> sent() {
        return List.of(NAME, KIND, CLUSTER_SIZE, REGION, REPLICAS, MAJOR_VERSION);
    }

    @Override
    public PropertyMap properties(LiveDatabase database) {
        return database.properties();
    }

    @Override
    public Map<String, ?> body() {
        return Clusters.withStorage(inputs.body(sent()), inputs, Clusters.STORAGE);
    }

    @Override
    public Class<LiveDatabase> type() {
        return LiveDatabase.class;
    }

    @Override
    public String name() {
        return inputs.get(NAME);
    }

    /// A database does not say who made it, but its first branch does.
    @Override
    public boolean isOurs(LiveDatabase database) throws IOException, InterruptedException {
        return cluster(database)
                .map(LiveCluster::actor)
                .filter(actor -> api.tokenId().equals(actor.id()))
                .isPresent();
    }

    @Override
    public boolean matches(LiveDatabase database) throws IOException, InterruptedException {
        PropertyMap there = properties(database).with(LiveCluster.properties(cluster(database)));
        return inputs.differing(
                        there,
                        SCHEMA.inputs().stream()
                                .filter(property -> there.has(property) && !SETTINGS.contains(property))
                                .toList())
                .isEmpty();
    }

    private Optional<LiveCluster> cluster(LiveDatabase database) throws IOException, InterruptedException {
        return LiveCluster.of(api, database, inputs.with(PUBLIC_ID, database.id()));
    }
}
