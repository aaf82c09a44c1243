package com.pulumi.planetscale.emulator.vitess;

import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.Size;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.PathKey;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.model.Vitess;
import com.pulumi.planetscale.emulator.time.Delay;
import java.util.List;
import java.util.Optional;

/// Keyspaces of Vitess branches (API reference). Paths have their names, never their ids.
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

    /// With `full`, which the description lacks and official clients send, also the read-only regions.
    private Answer get(Call call) {
        Keyspace keyspace = keyspace(call);
        View view = KeyspaceView.of(call, keyspace);
        return Answer.ok(
                call.query().bool("full").orElse(false)
                        ? view.put("read_only_regions", ReadOnlyRegionKind.views(keyspace))
                        : view);
    }

    /// The keyspace, of a branch that is ready: before that, calls fail (API reference).
    static Keyspace keyspace(Call call) {
        call.readyBranch(Engine.MYSQL);
        return call.the(Keyspace.class);
    }

    private Answer create(Call call) {
        Branch branch = call.readyBranch(Engine.MYSQL);
        String name = call.body().requiredText("name");
        KeyspaceRules rules = KeyspaceRules.of(call, branch);
        rules.checkName(name);
        Size size = rules.usableSize(call.body().requiredText("cluster_size"));
        int shards = call.body().integer("shards").orElse(1);
        rules.checkShards(shards);
        Keyspace keyspace = new Keyspace(
                call.origin(branch), name, shards, false, call.world().after(call.now(), Delay.KEYSPACE), size.name());
        keyspace.extraReplicas = KeyspaceRules.checkExtraReplicas(call.body().integer("extra_replicas"))
                .orElse(0);
        call.world().add(keyspace);
        Vitess.followClusterSize(call.world(), branch);
        return Answer.ok(KeyspaceView.of(call, keyspace));
    }

    /// The flags are replaced as a group: one that is omitted gets its default (API reference; the official command
    /// line sends all of them for that reason).
    private Answer update(Call call) {
        Keyspace keyspace = keyspace(call);
        Optional<String> strategy = call.body()
                .object("replication_durability_constraints")
                .flatMap(values -> values.oneOf("strategy", STRATEGIES));
        Optional<Flags> flags = call.body().object("vreplication_flags").map(Flags::of);

        UndescribedSettings undescribed = UndescribedSettings.of(call.body(), keyspace);

        strategy.ifPresent(value -> keyspace.durabilityStrategy = value);
        undescribed.apply(keyspace);
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

    private Answer delete(Call call) {
        Keyspace keyspace = keyspace(call);
        Branch branch = call.readyBranch();
        call.caller().need(branch.production ? "delete_production_branch" : "delete_branch", call.database());
        KeyspaceRules.of(call, branch).checkDeletable(keyspace);
        call.world().remove(keyspace);
        branch.setSchema(branch.schema().with(keyspace.name, List.of()));
        Vitess.followClusterSize(call.world(), branch);
        return Answer.noContent();
    }

    private Answer rolloutStatus(Call call) {
        return Answer.ok(KeyspaceView.rollout(call, keyspace(call)));
    }
}
