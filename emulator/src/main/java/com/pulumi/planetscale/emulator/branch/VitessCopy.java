package com.pulumi.planetscale.emulator.branch;

import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.Region;
import com.pulumi.planetscale.emulator.catalog.Regions;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.model.Backup;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.model.Vitess;
import com.pulumi.planetscale.emulator.schema.Schemas;
import com.pulumi.planetscale.emulator.world.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Fills a new Vitess branch: the parent's keyspaces and schema without rows, or what a backup holds (API reference).
///
/// A branch without data runs at development size unless it is made with a size; its keyspaces remember the parent's
/// sizes for the day when it is promoted. A branch made of a production branch's data comes up as production.
final class VitessCopy {
    private final Call call;
    private final Branch branch;
    private final Branch parent;

    VitessCopy(Call call, Branch branch, Branch parent) {
        this.call = call;
        this.branch = branch;
        this.parent = parent;
    }

    void fill(Optional<BranchSource> source) {
        Backup.Content content =
                source.map(BranchSource::content).orElseGet(() -> Backup.Content.of(call.world(), parent));
        Optional<String> size = call.body().filled("cluster_size").map(this::usable);
        Map<String, String> sizes = sizesByKeyspace(content);
        if (source.map(BranchSource::needsSize).orElse(false)) {
            checkAllSized(content, size, sizes);
        }
        branch.production = source.isPresent() && content.production();
        branch.sized = source.isPresent() || size.isPresent();
        branch.setSchema(content.schema());
        branch.schemaLastUpdatedAt = content.schema().tables().isEmpty() ? null : call.now();
        call.world().add(branch);
        content.keyspaces()
                .forEach(copy ->
                        add(copy, Optional.ofNullable(sizes.get(copy.name())).or(() -> size)));
        branch.base = Schemas.of(call.world(), branch);
        Vitess.followClusterSize(call.world(), branch);
    }

    private void add(Backup.KeyspaceCopy copy, Optional<String> size) {
        Keyspace keyspace = new Keyspace(
                call.origin(branch),
                copy.name(),
                copy.shards(),
                copy.isDefault(),
                branch.readyAt,
                size.orElse(copy.size()));
        keyspace.vschema = copy.vschema();
        call.world().add(keyspace);
    }

    /// `keyspace_cluster_sizes`: objects, although the description calls them strings.
    private Map<String, String> sizesByKeyspace(Backup.Content content) {
        List<String> known =
                content.keyspaces().stream().map(Backup.KeyspaceCopy::name).toList();
        Map<String, String> sizes = new HashMap<>();
        for (Values entry : call.body().objects("keyspace_cluster_sizes").orElse(List.of())) {
            String name = entry.requiredText("keyspace_name");
            if (!known.contains(name)) {
                throw Refused.because("Keyspace " + name + " is not part of the backup");
            }
            sizes.put(name, usable(entry.requiredText("cluster_size")));
        }
        return sizes;
    }

    private static void checkAllSized(Backup.Content content, Optional<String> size, Map<String, String> sizes) {
        boolean covered = content.keyspaces().stream().allMatch(copy -> sizes.containsKey(copy.name()));
        if (size.isEmpty() && !covered) {
            throw Refused.because("cluster_size is required when restoring a backup");
        }
    }

    private String usable(String name) {
        Region region = Regions.CATALOG.get(branch.region);
        return call.organization().usableSize(Engine.MYSQL, name, region).name();
    }
}
