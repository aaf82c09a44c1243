package com.pulumi.planetscale.emulator.postgres;

import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.Regions;
import com.pulumi.planetscale.emulator.catalog.Size;
import com.pulumi.planetscale.emulator.catalog.Sizes;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.ClusterSettings;
import com.pulumi.planetscale.emulator.model.StorageSettings;
import com.pulumi.planetscale.emulator.world.Refused;
import java.util.Objects;

/// The settings that the body of a change asks for, and the rules for them. What is omitted stays.
record ClusterChangeBody(Call call, Branch branch) {
    /// The settings with what the body changes.
    ClusterSettings on(ClusterSettings base) {
        Size old = Sizes.CATALOG.get(Engine.POSTGRESQL, base.size());
        Size size = call.body()
                .filled("cluster_size")
                .map(name -> usable(old, name))
                .orElse(old);
        // Metal has the storage of its machines; leaving it, network storage starts from its defaults.
        StorageSettings storage =
                size.metal() == old.metal() && !size.metal() ? base.storage() : Clusters.storage(size);
        return Clusters.checked(
                size,
                base.withSize(size.name())
                        .withReplicas(call.body().integer("replicas").orElse(base.replicas()))
                        .withParameters(ParameterValues.changed(base.parameters(), call.body()))
                        .withStorage(Clusters.changed(size, storage, call.body())));
    }

    /// A full name of the same architecture (API reference); short ones are for creation only.
    private Size usable(Size old, String name) {
        if (Sizes.CATALOG.find(Engine.POSTGRESQL, name).isEmpty()) {
            throw Refused.because("Cluster size " + name + " does not exist");
        }
        Size size = call.organization().usableSize(Engine.POSTGRESQL, name, Regions.CATALOG.get(branch.region));
        if (!Objects.equals(size.architecture(), old.architecture())) {
            throw Refused.because("The CPU architecture of a branch cannot be changed");
        }
        return size;
    }
}
