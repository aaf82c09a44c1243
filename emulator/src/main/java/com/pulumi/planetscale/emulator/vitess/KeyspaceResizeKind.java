package com.pulumi.planetscale.emulator.vitess;

import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.Size;
import com.pulumi.planetscale.emulator.catalog.Sizes;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.Newest;
import com.pulumi.planetscale.emulator.http.PathKey;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.TimeRange;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.http.Works;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.model.KeyspaceResize;
import com.pulumi.planetscale.emulator.model.KeyspaceResize.Target;
import com.pulumi.planetscale.emulator.model.Vitess;
import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.emulator.world.Refused;
import java.time.Instant;
import java.util.Optional;

/// Resizes of keyspaces, and the older call that resizes a branch's default keyspace (API reference).
public final class KeyspaceResizeKind implements Kind {
    private static final String ALL = KeyspaceKind.ONE + "/resizes";

    @Override
    public void declare(Declarations declarations) {
        declarations
                .stores("keyspace_resizes", KeyspaceResize.class)
                .leads("keyspace_resize", KeyspaceResize.class, PathKey.ID)
                .get(ALL, Access.database("read_branch"), this::list)
                .put(ALL, Access.database("write_database"), this::resize)
                .delete(ALL, Access.database("write_database"), this::cancel)
                .get(ALL + "/{keyspace_resize}", Access.database("read_branch"), this::get)
                .patch(Paths.BRANCH + "/cluster", Access.database("write_database"), this::resizeDefault);
    }

    /// Newest first: the Go client takes the first one for the current one.
    private Answer list(Call call) {
        Keyspace keyspace = KeyspaceKind.keyspace(call);
        Optional<TimeRange> range =
                call.query().text("completed_at").map(text -> TimeRange.parse("completed_at", text));
        return call.page(
                Newest.first(call.world().in(keyspace, KeyspaceResize.class))
                        .filter(resize -> range.isEmpty()
                                || resize.completed(call.now())
                                        .filter(range.get()::contains)
                                        .isPresent()),
                resize -> view(call, resize));
    }

    private Answer get(Call call) {
        return Answer.ok(view(call, call.the(KeyspaceResize.class)));
    }

    private Answer resize(Call call) {
        Keyspace keyspace = KeyspaceKind.keyspace(call);
        return Answer.ok(view(call, start(call, keyspace, call.body().filled("cluster_size"))));
    }

    private Answer resizeDefault(Call call) {
        Branch branch = call.readyBranch(Engine.MYSQL);
        Keyspace keyspace = Vitess.defaultKeyspace(call.world(), branch);
        start(call, keyspace, Optional.of(call.body().requiredText("cluster_size")));
        return Answer.noContent();
    }

    /// One resize at a time, and none without a difference (API reference). What is not given stays.
    private static KeyspaceResize start(Call call, Keyspace keyspace, Optional<String> size) {
        Branch branch = call.readyBranch(Engine.MYSQL);
        KeyspaceRules rules = KeyspaceRules.of(call, branch);
        rules.checkResizable(keyspace);
        int extraReplicas = KeyspaceRules.checkExtraReplicas(call.body().integer("extra_replicas"))
                .orElse(keyspace.extraReplicas);
        Target from = new Target(
                keyspace.size,
                keyspace.extraReplicas,
                Keyspace.replicas(branch, keyspace.extraReplicas),
                keyspace.vectorPoolAllocation);
        Target to = new Target(
                size.map(name -> rules.usableSize(name).name()).orElse(keyspace.size),
                extraReplicas,
                Keyspace.replicas(branch, extraReplicas),
                KeyspaceRules.checkVectorPool(call.body().integer("vector_pool_allocation"))
                        .orElse(keyspace.vectorPoolAllocation));
        to.checkDiffersFrom(from);
        Instant end = call.world().after(call.now(), Delay.KEYSPACE_RESIZE);
        return Works.begin(call, new KeyspaceResize(call.origin(keyspace), end, to, from));
    }

    private Answer cancel(Call call) {
        KeyspaceRules.unfinished(call.world(), KeyspaceKind.keyspace(call))
                .orElseThrow(Refused::absent)
                .cancel(call.now());
        return Answer.noContent();
    }

    private static View view(Call call, KeyspaceResize resize) {
        Size to = Sizes.CATALOG.get(Engine.MYSQL, resize.to.size());
        Size from = Sizes.CATALOG.get(Engine.MYSQL, resize.from.size());
        return Works.view(call, "KeyspaceResizeRequest", resize)
                .put("extra_replicas", resize.to.extraReplicas())
                .put("replicas", resize.to.replicas())
                .put("previous_replicas", resize.from.replicas())
                .put(
                        "vector_pool_allocation",
                        Optional.ofNullable(resize.to.vectorPoolAllocation()).orElse(0))
                .put(
                        "previous_vector_pool_allocation",
                        Optional.ofNullable(resize.from.vectorPoolAllocation()).orElse(0))
                .put("cluster_name", to.name())
                .put("cluster_display_name", to.displayName())
                .put("previous_cluster_name", from.name())
                .put("previous_cluster_display_name", from.displayName());
    }
}
