package com.pulumi.planetscale.emulator.vitess;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.Regions;
import com.pulumi.planetscale.emulator.catalog.Size;
import com.pulumi.planetscale.emulator.deploy.SchemaMutations;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.model.KeyspaceResize;
import com.pulumi.planetscale.emulator.model.NameRules;
import com.pulumi.planetscale.emulator.model.Organization;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;
import java.util.Optional;

/// Which keyspaces a Vitess branch can have, and what may happen to them.
record KeyspaceRules(World world, Branch branch) {
    private static final int WHOLE = 100;

    static KeyspaceRules of(Call call, Branch branch) {
        return new KeyspaceRules(call.world(), branch);
    }

    void checkName(String name) {
        NameRules.faultOfDatabaseName(name).ifPresent(fault -> {
            throw Refused.because(fault);
        });
        Refused.when(
                world.in(branch, Keyspace.class).anyMatch(keyspace -> keyspace.name.equals(name)),
                "Name has already been taken");
    }

    void checkShards(int shards) {
        int most = organization().keyspaceShardLimit;
        Refused.when(shards < 1 || shards > most, "shards must be between 1 and " + most);
        Refused.when(
                shards > 1 && branch.database(world).foreignKeysEnabled,
                "Sharded keyspaces are not supported with foreign key constraints");
    }

    Size usableSize(String name) {
        return organization().usableSize(Engine.MYSQL, name, Regions.CATALOG.get(branch.region));
    }

    static Optional<Integer> checkExtraReplicas(Optional<Integer> count) {
        Refused.when(count.filter(value -> value < 0).isPresent(), "extra_replicas must be 0 or more");
        return count;
    }

    static Optional<Integer> checkVectorPool(Optional<Integer> percent) {
        Refused.when(
                percent.filter(value -> value < 0 || value > WHOLE).isPresent(),
                "vector_pool_allocation must be between 0 and " + WHOLE);
        return percent;
    }

    /// Refuses while something else happens to the keyspace: one resize at a time (API reference).
    void checkResizable(Keyspace keyspace) {
        Refused.when(world.now().isBefore(keyspace.readyAt), "Keyspace is not ready");
        Refused.when(unfinished(world, keyspace).isPresent(), "Keyspace is already being resized");
    }

    static Optional<KeyspaceResize> unfinished(World world, Keyspace keyspace) {
        return world.in(keyspace, KeyspaceResize.class)
                .filter(resize -> resize.unfinished(world.now()))
                .findFirst();
    }

    /// That the default keyspace stays is not documented, but without it the branch would have no size of its own: the
    /// stricter reading.
    @Assumes(Assumption.DEFAULT_KEYSPACE_STAYS)
    void checkDeletable(Keyspace keyspace) {
        Refused.when(world.in(branch, Keyspace.class).count() == 1, "The last keyspace of a branch cannot be deleted");
        SchemaMutations.refuse(world, branch);
        Refused.when(keyspace.isDefault, "The default keyspace cannot be deleted");
    }

    private Organization organization() {
        Database database = branch.database(world);
        return world.owner(database, Organization.class);
    }
}
