package com.pulumi.planetscale.provider.resources.database;

import static com.pulumi.planetscale.provider.resources.cluster.Clusters.REPLICAS;
import static com.pulumi.planetscale.provider.resources.cluster.Engine.KIND;
import static com.pulumi.planetscale.provider.resources.database.DatabaseProperties.*;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiPath;
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
    public Map<String, ?> body() {
        Map<String, Object> body = inputs.body(List.of(NAME, KIND, CLUSTER_SIZE, REGION, REPLICAS, MAJOR_VERSION));
        return Clusters.withStorage(body, inputs, Clusters.STORAGE);
    }

    @Override
    public Class<LiveDatabase> type() {
        return LiveDatabase.class;
    }

    @Override
    public String name() {
        return inputs.get(NAME);
    }

    @Override
    public String path(LiveDatabase database) {
        return inputs.get(ORGANIZATION) + "/" + database.name();
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
        PropertyMap there = database.properties().with(LiveCluster.properties(cluster(database)));
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
