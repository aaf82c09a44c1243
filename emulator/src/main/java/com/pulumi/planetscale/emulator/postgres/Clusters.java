package com.pulumi.planetscale.emulator.postgres;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.catalog.Size;
import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.model.ClusterSettings;
import com.pulumi.planetscale.emulator.model.StorageSettings;
import com.pulumi.planetscale.emulator.world.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a PostgreSQL cluster may be like (API reference; PlanetScale documentation, cluster storage).
public final class Clusters {
    public static final String NEWEST_VERSION = "18";
    private static final List<String> VERSIONS = List.of("17", NEWEST_VERSION);
    private static final long GIB = 1L << 30;
    private static final long SMALLEST_STORAGE = 10 * GIB;
    private static final long LARGEST_STORAGE = 16_384 * GIB;
    private static final int BASE_IOPS = 3_000;
    private static final int MOST_IOPS = 16_000;
    private static final long STORAGE_FOR_MORE_IOPS = 32 * GIB;
    private static final int BASE_THROUGHPUT = 125;
    private static final int MOST_THROUGHPUT = 1_000;
    private static final int MOST_THROUGHPUT_ARM = 593;
    private static final int IOPS_FOR_MORE_THROUGHPUT = 4_000;
    private static final int ARM_RANK_WITHOUT_CAP = 2_560;
    /// Highly available means two replicas or more.
    private static final int FEWEST_REPLICAS = 2;

    /// The official Terraform provider 1.21 takes no more.
    private static final int MOST_REPLICAS = 8;

    private Clusters() {}

    /// Fields that only PostgreSQL has.
    public static void refuseOnVitess(Values body) {
        Stream.of("replicas", "major_version", "storage", "restore_point")
                .filter(body::has)
                .findFirst()
                .ifPresent(name -> {
                    throw Refused.because(name + " is only available for PostgreSQL databases");
                });
    }

    public static Optional<String> majorVersion(Values body) {
        return body.filled("major_version").map(version -> {
            if (!VERSIONS.contains(version)) {
                throw Refused.because("major_version must be one of: " + String.join(", ", VERSIONS));
            }
            return version;
        });
    }

    /// The replicas of a new database. If omitted, it is highly available, except at development size.
    public static int replicas(Size size, Values body) {
        return body.integer("replicas").orElse(size.development() ? 0 : FEWEST_REPLICAS);
    }

    /// The replicas of a new branch, which names none: a single node where that is possible (API reference).
    public static int fewestReplicas(Size size) {
        return size.metal() ? FEWEST_REPLICAS : 0;
    }

    public static ClusterSettings initial(Size size, int replicas, Values body) {
        return checked(size, new ClusterSettings(size.name(), replicas, Map.of(), changed(size, storage(size), body)));
    }

    /// The storage that comes with a size.
    static StorageSettings storage(Size size) {
        String type = "AWS".equals(size.provider()) ? "gp3" : "hyperdisk_balanced";
        Long fixed = size.storage();
        return fixed == null
                ? new StorageSettings(SMALLEST_STORAGE, LARGEST_STORAGE, true, false, type, BASE_IOPS, BASE_THROUGHPUT)
                : new StorageSettings(fixed, fixed, false, false, type, BASE_IOPS, BASE_THROUGHPUT);
    }

    /// The storage with what `storage` in the body changes.
    static StorageSettings changed(Size size, StorageSettings old, Values body) {
        Optional<Values> storage =
                body.object("storage").filter(values -> !values.all().isEmpty());
        if (storage.isEmpty()) {
            return old;
        }
        if (size.metal()) {
            throw Refused.because("Storage of Metal clusters follows the cluster size");
        }
        Values values = storage.get();
        return new StorageSettings(
                values.number("minimum_storage_bytes").orElse(old.minimumBytes()),
                values.number("maximum_storage_bytes").orElse(old.maximumBytes()),
                values.bool("storage_autoscaling").orElse(old.autoscaling()),
                old.shrinking(),
                old.type(),
                values.integer("storage_iops").orElse(old.iops()),
                values.integer("storage_throughput_mibs").orElse(old.throughputMibs()));
    }

    /// The settings, if there can be such a cluster.
    ///
    /// @throws Refused if no such cluster can be
    static ClusterSettings checked(Size size, ClusterSettings settings) {
        Refused.when(
                settings.replicas() < 0 || settings.replicas() == 1 || settings.replicas() > MOST_REPLICAS,
                "replicas must be 0 for a single node, or 2 to " + MOST_REPLICAS + " for high availability");
        Refused.when(size.metal() && settings.replicas() == 0, "Metal clusters cannot be single node");
        if (!size.metal()) {
            checkStorage(size, settings.storage());
        }
        return settings;
    }

    private static void checkStorage(Size size, StorageSettings storage) {
        Refused.when(
                storage.minimumBytes() < SMALLEST_STORAGE || storage.minimumBytes() > LARGEST_STORAGE,
                "minimum_storage_bytes must be between " + SMALLEST_STORAGE + " and " + LARGEST_STORAGE);
        Refused.when(
                storage.maximumBytes() < storage.minimumBytes() || storage.maximumBytes() > LARGEST_STORAGE,
                "maximum_storage_bytes must be between minimum_storage_bytes and " + LARGEST_STORAGE);
        boolean gp3 = storage.type().equals("gp3");
        Refused.when(
                !gp3 && (storage.iops() != BASE_IOPS || storage.throughputMibs() != BASE_THROUGHPUT),
                "IOPS and throughput can only be set on AWS");
        Refused.when(
                storage.iops() < BASE_IOPS || storage.iops() > MOST_IOPS,
                "storage_iops must be between " + BASE_IOPS + " and " + MOST_IOPS);
        Refused.when(
                storage.iops() > BASE_IOPS && storage.minimumBytes() < STORAGE_FOR_MORE_IOPS,
                "storage_iops above " + BASE_IOPS + " requires at least 32 GB of storage");
        checkThroughput(size, storage);
    }

    @Assumes(Assumption.POSTGRES_THROUGHPUT_STEPS)
    private static void checkThroughput(Size size, StorageSettings storage) {
        boolean capped = "arm64".equals(size.architecture()) && size.rank() < ARM_RANK_WITHOUT_CAP;
        int most = capped ? MOST_THROUGHPUT_ARM : MOST_THROUGHPUT;
        Refused.when(
                storage.throughputMibs() < BASE_THROUGHPUT || storage.throughputMibs() > most,
                "storage_throughput_mibs must be between " + BASE_THROUGHPUT + " and " + most + " for " + size.name());
        // Where the documentation states the maximum only "at 4,000 IOPS or higher", less gets the baseline.
        Refused.when(
                storage.throughputMibs() > BASE_THROUGHPUT && storage.iops() < IOPS_FOR_MORE_THROUGHPUT,
                "storage_throughput_mibs above " + BASE_THROUGHPUT + " requires at least " + IOPS_FOR_MORE_THROUGHPUT
                        + " IOPS");
    }
}
