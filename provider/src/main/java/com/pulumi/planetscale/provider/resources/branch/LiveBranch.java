package com.pulumi.planetscale.provider.resources.branch;

import static com.pulumi.planetscale.provider.resources.branch.BranchProperties.*;
import static com.pulumi.planetscale.provider.resources.cluster.Clusters.MAXIMUM_STORAGE_BYTES;
import static com.pulumi.planetscale.provider.resources.cluster.Clusters.MINIMUM_STORAGE_BYTES;
import static com.pulumi.planetscale.provider.resources.cluster.Clusters.REPLICAS;
import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.NamedAnswer;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.making.Made;
import com.pulumi.planetscale.provider.resources.owner.Actor;
import com.pulumi.planetscale.provider.resources.owner.Facts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the API returns for a branch; the last ones of Vitess branches only.
record LiveBranch(
        @Nullable String id,
        @Nullable String name,
        @Nullable String kind,
        @Nullable String state,
        @Nullable Boolean ready,
        @Nullable Region region,
        @Nullable String parentBranch,
        @Nullable Source restoredFromBranch,
        @Nullable String clusterName,
        @Nullable Boolean production,
        @Nullable Boolean safeMigrations,
        @Nullable Boolean deletionProtected,
        @Nullable Boolean privateEdgeConnectivity,
        @Nullable String htmlUrl,
        @Nullable String createdAt,
        @Nullable Actor actor,
        @Nullable Long replicas,
        @Nullable Long minimumStorageBytes,
        @Nullable Long maximumStorageBytes,
        @Nullable Boolean storageAutoscaling,
        @Nullable Long storageIops,
        @Nullable Long storageThroughputMibs,
        @Nullable String mysqlAddress,
        @Nullable String vtgateName,
        @Nullable Long vtgateCount,
        @Nullable Long vtgateMaxCount,
        @Nullable Boolean vtgateAutoscaling,
        @Nullable Long vtgateTargetCpuUtilization,
        @JsonAnySetter @Nullable Map<String, JsonNode> others)
        implements NamedAnswer, Made.ByActor {
    record Region(@Nullable String slug) {}

    record Source(@Nullable String name) {}

    /// The same under the names of the properties.
    PropertyMap properties() {
        boolean vitess = Engine.isVitess(kind);
        return Facts.of(others, BranchFacts.ALL)
                .with(PUBLIC_ID, id)
                .with(NAME, name)
                .with(KIND, kind)
                .with(READY, ready)
                .with(BranchFacts.STATE, state)
                .with(REGION, region == null ? null : region.slug())
                .with(PARENT_BRANCH, parentBranch)
                .with(RESTORED_FROM_BRANCH, restoredFromBranch == null ? null : restoredFromBranch.name())
                .with(CLUSTER_SIZE, clusterName)
                .with(PRODUCTION, production)
                .with(SAFE_MIGRATIONS, vitess ? safeMigrations : null)
                .with(DELETION_PROTECTED, deletionProtected)
                .with(PRIVATE_EDGE_CONNECTIVITY, privateEdgeConnectivity)
                .with(HTML_URL, htmlUrl)
                .with(CREATED_AT, createdAt)
                .with(REPLICAS, replicas)
                .with(MINIMUM_STORAGE_BYTES, minimumStorageBytes)
                .with(MAXIMUM_STORAGE_BYTES, maximumStorageBytes)
                .with(PostgresCluster.STORAGE_AUTOSCALING, storageAutoscaling)
                .with(PostgresCluster.STORAGE_IOPS, storageIops)
                .with(PostgresCluster.STORAGE_THROUGHPUT_MIBS, storageThroughputMibs)
                .with(MYSQL_ADDRESS, vitess ? mysqlAddress : null)
                .with(Vtgates.SIZE, vitess ? vtgateName : null)
                .with(Vtgates.COUNT, vitess ? vtgateCount : null)
                .with(Vtgates.MAX_COUNT, vitess ? vtgateMaxCount : null)
                .with(Vtgates.AUTOSCALING, vitess ? vtgateAutoscaling : null)
                .with(Vtgates.TARGET_CPU, vitess ? vtgateTargetCpuUtilization : null);
    }
}
