package com.pulumi.planetscale.provider.resources.keyspace;

import static com.pulumi.planetscale.provider.resources.keyspace.KeyspaceProperties.*;
import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.NamedAnswer;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.making.Made;
import com.pulumi.planetscale.provider.resources.owner.Facts;
import com.pulumi.planetscale.provider.resources.owner.Told;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the API returns for a keyspace. PlanetScale's OpenAPI description lacks `max_rollout`, `throttler`, `storage`
/// and `read_only_regions`, which its official clients read. A field that an answer lacks is unknown, not at its
/// default.
record LiveKeyspace(
        @Nullable String id,
        @Nullable String name,
        @Nullable String clusterName,
        @Nullable Long shards,
        @Nullable Boolean sharded,
        @Nullable Long replicas,
        @Nullable Long extraReplicas,
        @Nullable Told<Double> vectorPoolAllocation,
        @JsonProperty("default") @Nullable Boolean isDefault,
        @Nullable Boolean ready,
        @Nullable Boolean metal,
        @Nullable Boolean imported,
        @Nullable String nodeTtlStrategy,
        @Nullable Durability replicationDurabilityConstraints,
        @Nullable Map<String, Boolean> vreplicationFlags,
        @Nullable Told<Long> maxRollout,
        @Nullable Throttler throttler,
        @Nullable Storage storage,
        @Nullable List<ReadOnlyRegion> readOnlyRegions,
        @Nullable String createdAt,
        @JsonAnySetter @Nullable Map<String, JsonNode> others)
        implements NamedAnswer, Made {
    record Durability(@Nullable Told<String> strategy) {}

    record Throttler(@Nullable Boolean enabled, @Nullable BigDecimal threshold) {}

    record Storage(
            @Nullable String diskScalingStrategy, @Nullable Told<Long> maxStorageBytes) {}

    /// Replicas in another region. The name of the region comes alone or within an object.
    record ReadOnlyRegion(
            @Nullable JsonNode region,
            @Nullable String clusterName,
            @Nullable Long replicas) {
        PropertyMap properties() {
            String slug = region == null ? null : region.path("slug").asText(region.asText());
            return PropertyMap.EMPTY
                    .with(REGION, slug)
                    .with(REGION_SIZE, clusterName)
                    .with(REGION_REPLICAS, replicas);
        }
    }

    /// Whether nothing is under way. `resize_in_progress` is not looked at: it may stay true for half an hour after a
    /// resize has ended (the official Terraform provider leaves it out).
    boolean isIdle() {
        return Boolean.TRUE.equals(ready)
                && !is("resizing")
                && !is("resize_pending")
                && !is("config_change_in_progress");
    }

    private boolean is(String flag) {
        return others != null && others.containsKey(flag) && others.get(flag).asBoolean();
    }

    /// What is under way, in a word.
    String word() {
        return !Boolean.TRUE.equals(ready) ? "not ready" : "being changed";
    }

    /// The same under the names of the properties.
    PropertyMap properties() {
        PropertyMap properties = Facts.of(others, FACTS)
                .with(PUBLIC_ID, id)
                .with(NAME, name)
                .with(CLUSTER_SIZE, clusterName)
                .with(SHARDS, shards)
                .with(SHARDED, sharded)
                .with(REPLICAS, replicas)
                .with(EXTRA_REPLICAS, extraReplicas)
                .with(IS_DEFAULT, isDefault)
                .with(READY, ready)
                .with(METAL, metal)
                .with(IMPORTED, imported)
                .with(NODE_TTL_STRATEGY, nodeTtlStrategy)
                .with(OPTIMIZE_INSERTS, flag("optimize_inserts"))
                .with(NO_BLOB_BINLOG, flag("allow_no_blob_binlog_row_image"))
                .with(VPLAYER_BATCHING, flag("vplayer_batching"))
                .with(THROTTLER_ENABLED, throttler == null ? null : throttler.enabled())
                .with(
                        THROTTLER_THRESHOLD,
                        throttler == null || throttler.threshold() == null
                                ? null
                                : Long.valueOf(throttler.threshold().longValue()))
                .with(DISK_SCALING_STRATEGY, storage == null ? null : storage.diskScalingStrategy())
                .with(
                        READ_ONLY_REGIONS,
                        readOnlyRegions == null
                                ? null
                                : readOnlyRegions.stream()
                                        .map(ReadOnlyRegion::properties)
                                        .collect(Collectors.toSet()))
                .with(CREATED_AT, createdAt);
        // Null in JSON if nothing is allocated.
        properties = Told.put(
                properties,
                VECTOR_POOL_ALLOCATION,
                Told.map(vectorPoolAllocation, percent -> Optional.of(percent.longValue())));
        properties = Told.put(
                properties,
                REPLICATION_DURABILITY,
                replicationDurabilityConstraints == null ? null : replicationDurabilityConstraints.strategy());
        properties = Told.put(properties, MAX_ROLLOUT, maxRollout);
        return Told.put(properties, MAX_STORAGE_BYTES, storage == null ? null : storage.maxStorageBytes());
    }

    private @Nullable Boolean flag(String name) {
        return vreplicationFlags == null ? null : vreplicationFlags.get(name);
    }
}
