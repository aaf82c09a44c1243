package com.pulumi.planetscale.provider.resources.database;

import static com.pulumi.planetscale.provider.resources.cluster.Clusters.MAXIMUM_STORAGE_BYTES;
import static com.pulumi.planetscale.provider.resources.cluster.Clusters.MINIMUM_STORAGE_BYTES;
import static com.pulumi.planetscale.provider.resources.cluster.Clusters.REPLICAS;
import static com.pulumi.planetscale.provider.resources.database.DatabaseProperties.*;

import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.NamedAnswer;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resources.owner.Actor;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the API returns for the cluster of a database, which is that of one of its branches; some of it on Postgres
/// only.
record LiveCluster(
        @Nullable String id,
        @Nullable String name,
        @Nullable String clusterName,
        @Nullable Long replicas,
        @Nullable Long minimumStorageBytes,
        @Nullable Long maximumStorageBytes,
        @Nullable Boolean ready,
        @Nullable String state,
        @Nullable Actor actor)
        implements NamedAnswer {
    /// The cluster of a database; empty if its branch does not exist, or the token may not see it.
    static Optional<LiveCluster> of(Reads api, LiveDatabase database, PropertyMap values)
            throws IOException, InterruptedException {
        Optional<ApiPath> branch = branch(database, values);
        if (branch.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(api.get(branch.get(), LiveCluster.class));
        } catch (ApiException e) {
            return switch (e.kind()) {
                case NOT_FOUND, DENIED -> Optional.empty();
                case UNUSABLE_CREDENTIALS, INVALID, CONFLICT, RATE_LIMITED, UNAVAILABLE, MALFORMED -> throw e;
            };
        }
    }

    /// The same for a read, which says what the token may not see: an import would lack it, and a change of it at
    /// PlanetScale would go unnoticed.
    static Optional<LiveCluster> visible(Operation operation, Reads api, LiveDatabase database, PropertyMap values)
            throws IOException, InterruptedException {
        Optional<LiveCluster> cluster = of(api, database, values);
        Optional<ApiPath> branch = branch(database, values);
        if (cluster.isEmpty() && branch.isPresent()) {
            try {
                return api.find(branch.get(), LiveCluster.class);
            } catch (ApiException unseen) {
                operation.say(Finding.warning(
                        CLUSTER_SIZE,
                        "size, replicas and storage of database `" + database.name() + "` are not read: "
                                + unseen.getMessage(),
                        "Give the service token this access, then run again."));
            }
        }
        return cluster;
    }

    private static Optional<ApiPath> branch(LiveDatabase database, PropertyMap values) {
        return DatabaseResource.clusterBranch(values)
                .or(() -> Optional.ofNullable(database.defaultBranch()))
                .map(branch -> DatabaseResource.path(values).then("/branches/{}", branch));
    }

    /// The same under the names of the properties.
    static PropertyMap properties(Optional<LiveCluster> cluster) {
        return cluster.map(known -> PropertyMap.EMPTY
                        .with(CLUSTER_BRANCH_ID, known.id())
                        .with(CLUSTER_SIZE, known.clusterName())
                        .with(REPLICAS, known.replicas())
                        .with(MINIMUM_STORAGE_BYTES, known.minimumStorageBytes())
                        .with(MAXIMUM_STORAGE_BYTES, known.maximumStorageBytes()))
                .orElse(PropertyMap.EMPTY);
    }
}
