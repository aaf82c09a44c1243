package com.pulumi.planetscale.provider.resources.cluster;

import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Property.Problem;
import com.pulumi.planetscale.provider.property.PropertyMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What a database and a branch have in common: the cluster behind them.
public final class Clusters {
    public static final Property<Long> REPLICAS = Property.integer(
                    "replicas",
                    "Number of replicas, Postgres only: 0 for a single node, 2 to 8 for high availability. Changed in"
                            + " place.")
            .optional()
            .checking(Clusters::badReplicas);

    public static final Property<Long> MINIMUM_STORAGE_BYTES = Property.bytes(
                    "minimumStorageBytes", "Smallest size of the disk in bytes, Postgres on network storage only.")
            .optional();

    public static final Property<Long> MAXIMUM_STORAGE_BYTES = Property.bytes(
                    "maximumStorageBytes",
                    "Size in bytes up to which the disk grows automatically, Postgres on network storage only.")
            .optional();

    public static final List<Property<?>> STORAGE = List.of(MINIMUM_STORAGE_BYTES, MAXIMUM_STORAGE_BYTES);

    /// The official Terraform provider 1.21 takes none, or 2 to 8.
    private static final long MOST_REPLICAS = 8;

    private Clusters() {}

    /// What a change of size means in place: everything but another processor.
    public static OnChange<String> sizeChange(Optional<String> from, Optional<String> to) {
        Optional<String> old = from.flatMap(size -> ClusterSize.of(size).architecture());
        Optional<String> wanted = to.flatMap(size -> ClusterSize.of(size).architecture());
        return old.isPresent() && wanted.isPresent() && !old.equals(wanted)
                ? OnChange.refuse(
                        "the processor architecture of an existing branch cannot change from " + old.get() + " to "
                                + wanted.get(),
                        "Choose a size of the same architecture, or make a new branch and move there.")
                : OnChange.update();
    }

    /// Refuses combinations of size, replicas and storage that no cluster has.
    public static void badCluster(PropertyMap inputs, Property<String> size, Consumer<Finding> findings) {
        Optional<Long> least = inputs.find(MINIMUM_STORAGE_BYTES);
        Optional<Long> most = inputs.find(MAXIMUM_STORAGE_BYTES);
        if (least.isPresent() && most.isPresent() && least.get() > most.get()) {
            findings.accept(Finding.refusal(
                    MINIMUM_STORAGE_BYTES,
                    least.get() + " is more than `maximumStorageBytes`, which is " + most.get(),
                    "Make it smaller, or the other larger."));
        }
        if (inputs.find(size).map(ClusterSize::of).filter(ClusterSize::isMetal).isEmpty()) {
            return;
        }
        if (inputs.find(REPLICAS).filter(replicas -> replicas == 0).isPresent()) {
            findings.accept(Finding.refusal(
                    REPLICAS, "a Metal cluster always has replicas", "Use 2 to 8, or a size on network storage."));
        }
        for (Property<?> property : STORAGE) {
            if (inputs.has(property)) {
                findings.accept(
                        Finding.refusal(property, "the storage of a Metal cluster follows its size", "Remove it."));
            }
        }
    }

    /// A body with the storage settings in the place where the API wants them.
    public static Map<String, Object> withStorage(
            Map<String, Object> body, PropertyMap values, List<Property<?>> storage) {
        Map<String, Object> settings = values.body(storage);
        if (!settings.isEmpty()) {
            body.put("storage", settings);
        }
        return body;
    }

    private static Optional<Problem> badReplicas(long replicas) {
        return replicas == 0 || (replicas >= 2 && replicas <= MOST_REPLICAS)
                ? Optional.empty()
                : Optional.of(new Problem(
                        replicas + " is not a supported number of replicas", "Use 0 for a single node, or 2 to 8."));
    }
}
