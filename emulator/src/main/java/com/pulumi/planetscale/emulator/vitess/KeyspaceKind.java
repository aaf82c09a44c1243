package com.pulumi.planetscale.emulator.vitess;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.Region;
import com.pulumi.planetscale.emulator.catalog.Regions;
import com.pulumi.planetscale.emulator.catalog.Size;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.PathKey;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.Refusal;
import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.model.NameRules;
import com.pulumi.planetscale.emulator.model.Vitess;
import com.pulumi.planetscale.emulator.offer.SizeKind;
import com.pulumi.planetscale.emulator.schema.SchemaMutations;
import com.pulumi.planetscale.emulator.time.Delay;
import java.util.List;
import java.util.Optional;

/// Keyspaces of Vitess branches (reference §2.7). Paths have their names, never their ids.
public final class KeyspaceKind implements Kind {
    static final String ONE = Paths.BRANCH + "/keyspaces/{keyspace}";
    private static final List<String> STRATEGIES = List.of("available", "lag", "always");

    @Override
    public void declare(Declarations declarations) {
        declarations
                .stores("keyspaces", Keyspace.class)
                .leads("keyspace", Keyspace.class, PathKey.NAME)
                .get(Paths.BRANCH + "/keyspaces", Access.database("read_branch"), this::list)
                .post(Paths.BRANCH + "/keyspaces", Access.database("create_branch"), this::create)
                .get(ONE, Access.database("read_branch"), this::get)
                .patch(ONE, Access.database("create_branch"), this::update)
                .delete(ONE, Access.database("delete_branch", "delete_production_branch"), this::delete)
                .get(ONE + "/rollout-status", Access.database("read_branch"), this::rolloutStatus);
    }

    private Answer list(Call call) {
        Branch branch = call.readyBranch(Engine.MYSQL);
        return call.page(call.world().in(branch, Keyspace.class), keyspace -> KeyspaceView.of(call, keyspace));
    }

    private Answer get(Call call) {
        return Answer.ok(KeyspaceView.of(call, keyspace(call)));
    }

    /// The keyspace, of a branch that is ready: before that, calls fail (reference §2.2).
    static Keyspace keyspace(Call call) {
        call.readyBranch(Engine.MYSQL);
        return call.the(Keyspace.class);
    }

    private Answer create(Call call) {
        Branch branch = call.readyBranch(Engine.MYSQL);
        String name = call.body().requiredText("name");
        checkName(call, branch, name);
        Size size = usable(call, branch, call.body().requiredText("cluster_size"));
        int shards = call.body().integer("shards").orElse(1);
        checkShards(call, shards);
        Keyspace keyspace = new Keyspace(
                call.origin(branch), name, shards, false, call.world().after(call.now(), Delay.KEYSPACE), size.name());
        keyspace.extraReplicas = extraReplicas(call.body()).orElse(0);
        call.world().add(keyspace);
        Vitess.followClusterSize(call.world(), branch);
        return Answer.ok(KeyspaceView.of(call, keyspace));
    }

    private static void checkName(Call call, Branch branch, String name) {
        NameRules.faultOfDatabaseName(name).ifPresent(fault -> {
            throw Refusal.unprocessable(fault);
        });
        if (call.world().in(branch, Keyspace.class).anyMatch(keyspace -> keyspace.name.equals(name))) {
            throw Refusal.unprocessable("Name has already been taken");
        }
    }

    private static void checkShards(Call call, int shards) {
        int most = call.organization().keyspaceShardLimit;
        if (shards < 1 || shards > most) {
            throw Refusal.unprocessable("shards must be between 1 and " + most);
        }
        if (shards > 1 && call.database().foreignKeysEnabled) {
            throw Refusal.unprocessable("Sharded keyspaces are not supported with foreign key constraints");
        }
    }

    static Size usable(Call call, Branch branch, String name) {
        Region region = Regions.CATALOG.get(branch.region);
        return SizeKind.usable(call.organization(), Engine.MYSQL, name, region);
    }

    static Optional<Integer> extraReplicas(Values body) {
        return body.integer("extra_replicas").map(count -> {
            if (count < 0) {
                throw Refusal.unprocessable("extra_replicas must be 0 or more");
            }
            return count;
        });
    }

    /// The flags are replaced as a group: one that is left out gets its default (reference §0.1; the official command
    /// line sends all of them for that reason).
    private Answer update(Call call) {
        Keyspace keyspace = keyspace(call);
        Optional<String> strategy = call.body()
                .object("replication_durability_constraints")
                .flatMap(values -> values.oneOf("strategy", STRATEGIES));
        Optional<Flags> flags = call.body().object("vreplication_flags").map(Flags::of);

        strategy.ifPresent(value -> keyspace.durabilityStrategy = value);
        flags.ifPresent(given -> {
            keyspace.optimizeInserts = given.optimizeInserts();
            keyspace.allowNoBlobBinlogRowImage = given.noBlob();
            keyspace.vplayerBatching = given.batching();
        });
        keyspace.updatedAt = call.now();
        return get(call);
    }

    private record Flags(boolean optimizeInserts, boolean noBlob, boolean batching) {
        static Flags of(Values values) {
            return new Flags(
                    values.bool("optimize_inserts").orElse(true),
                    values.bool("allow_no_blob_binlog_row_image").orElse(true),
                    values.bool("vplayer_batching").orElse(false));
        }
    }

    @Assumes(Assumption.DEFAULT_KEYSPACE_STAYS)
    private Answer delete(Call call) {
        Keyspace keyspace = keyspace(call);
        Branch branch = call.readyBranch();
        call.caller().need(branch.production ? "delete_production_branch" : "delete_branch", call.database());
        if (call.world().in(branch, Keyspace.class).count() == 1) {
            throw Refusal.unprocessable("The last keyspace of a branch cannot be deleted");
        }
        SchemaMutations.refuse(call.world(), branch);
        // Not documented, but without it the branch would have no size of its own: the stricter reading.
        if (keyspace.isDefault) {
            throw Refusal.unprocessable("The default keyspace cannot be deleted");
        }
        call.world().remove(keyspace);
        branch.schema = branch.schema.with(keyspace.name, List.of());
        Vitess.followClusterSize(call.world(), branch);
        return Answer.noContent();
    }

    private Answer rolloutStatus(Call call) {
        return Answer.ok(KeyspaceView.rollout(call, keyspace(call)));
    }
}
