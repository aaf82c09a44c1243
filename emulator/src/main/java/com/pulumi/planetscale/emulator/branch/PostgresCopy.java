package com.pulumi.planetscale.emulator.branch;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.Region;
import com.pulumi.planetscale.emulator.catalog.Regions;
import com.pulumi.planetscale.emulator.catalog.Size;
import com.pulumi.planetscale.emulator.catalog.Sizes;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.model.Backup;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.ClusterSettings;
import com.pulumi.planetscale.emulator.postgres.Clusters;
import com.pulumi.planetscale.emulator.world.Refused;
import java.util.Optional;

/// Fills a new PostgreSQL branch: empty, or what a backup or a point in time holds (API reference).
///
/// Development branches are those at development size; a branch of any other size is a production branch (PlanetScale
/// documentation, Postgres branching).
final class PostgresCopy {
    private static final String DEVELOPMENT_SIZE = "PS_DEV";

    private final Call call;
    private final Branch branch;
    private final Branch parent;

    PostgresCopy(Call call, Branch branch, Branch parent) {
        this.call = call;
        this.branch = branch;
        this.parent = parent;
    }

    void fill(Optional<BranchSource> source) {
        Region region = Regions.CATALOG.get(branch.region);
        // The official client says cluster_name where the description says cluster_size (API reference).
        Optional<Size> asked = call.body()
                .filled("cluster_size")
                .or(() -> call.body().filled("cluster_name"))
                .map(name -> usable(name, region));
        if (source.isPresent()) {
            restore(source.get(), asked, region);
        } else {
            Size size = asked.orElseGet(() -> usable(DEVELOPMENT_SIZE, region));
            branch.cluster = Clusters.initial(size, Clusters.fewestReplicas(size), call.body());
            branch.majorVersion = Clusters.majorVersion(call.body())
                    .or(() -> Optional.ofNullable(parent.majorVersion))
                    .orElse(null);
        }
        branch.production = !size(branch.cluster()).development();
        call.world().add(branch);
    }

    @Assumes(Assumption.POSTGRES_RESTORE_NEEDS_SIZE)
    private void restore(BranchSource source, Optional<Size> asked, Region region) {
        Backup.Content content = source.content();
        ClusterSettings old = Optional.ofNullable(content.cluster()).orElseGet(parent::cluster);
        if (source.needsSize() && asked.isEmpty()) {
            // The documentation lets it inherit the parent's; the description requires it. The stricter reading.
            throw Refused.because("cluster_size is required when restoring a backup");
        }
        Size size = asked.orElseGet(() -> usable(old.size(), region));
        // Undescribed for branches; the official client sends it for restores only.
        int replicas = call.body()
                .integer("replicas")
                .orElseGet(() -> Math.max(old.replicas(), Clusters.fewestReplicas(size)));
        branch.cluster = Clusters.initial(size, replicas, call.body()).withParameters(old.parameters());
        branch.majorVersion = content.majorVersion();
        branch.setSchema(content.schema());
        branch.schemaLastUpdatedAt = content.schema().tables().isEmpty() ? null : call.now();
    }

    private Size usable(String name, Region region) {
        return call.organization().usableSize(Engine.POSTGRESQL, name, region);
    }

    private static Size size(ClusterSettings cluster) {
        return Sizes.CATALOG.get(Engine.POSTGRESQL, cluster.size());
    }
}
