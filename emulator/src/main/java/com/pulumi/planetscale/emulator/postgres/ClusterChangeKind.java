package com.pulumi.planetscale.emulator.postgres;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
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
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.http.Works;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.ClusterChange;
import com.pulumi.planetscale.emulator.model.ClusterSettings;
import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.emulator.world.Refused;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Changes of PostgreSQL clusters (API reference).
public final class ClusterChangeKind implements Kind {
    private static final String ALL = Paths.BRANCH + "/changes";

    @Override
    @Assumes(Assumption.UNDESCRIBED_CHANGE_ACCESS)
    public void declare(Declarations declarations) {
        declarations
                .stores("cluster_changes", ClusterChange.class)
                .leads("cluster_change", ClusterChange.class, PathKey.ID)
                .get(ALL, Access.readingBranches(), this::list)
                .patch(ALL, Access.database("write_database"), this::change)
                .get(ALL + "/{cluster_change}", Access.readingBranches(), this::get)
                // The Go client's way of cancelling; the access is not stated.
                .undescribed("DELETE", ALL, Access.database("write_database"), ClusterChangeKind::cancel)
                .undescribed(
                        "PUT", Paths.BRANCH + "/terraform-changes", Access.database("write_database"), this::replace);
    }

    private Answer list(Call call) {
        Branch branch = call.branch(Engine.POSTGRESQL);
        return call.page(Newest.first(call.world().in(branch, ClusterChange.class)), change -> view(call, change));
    }

    private Answer get(Call call) {
        return Answer.ok(view(call, call.the(ClusterChange.class)));
    }

    private Answer change(Call call) {
        return request(call, UnaryOperator.identity());
    }

    /// The official Terraform provider's way: parameters that it leaves out return to their defaults
    /// (API reference). The access is not stated.
    private Answer replace(Call call) {
        return request(call, base -> base.withParameters(Map.of()));
    }

    /// One request waits at a time: until it starts, what is sent goes into it; while it runs, more is
    /// refused.
    ///
    /// @param kept what is left of the settings before those in the body are put on top
    @Assumes(Assumption.CHANGE_JOINS_WAITING_ONE)
    private Answer request(Call call, UnaryOperator<ClusterSettings> kept) {
        Branch branch = call.readyBranch(Engine.POSTGRESQL);
        Optional<ClusterChange> current = unfinished(call, branch);
        ClusterSettings base = current.map(change -> change.to).orElse(branch.cluster());
        ClusterSettings wanted = new ClusterChangeBody(call, branch).on(kept.apply(base));
        if (current.isPresent()) {
            current.get().replace(wanted, call.now());
            return Answer.ok(view(call, current.get()));
        }
        if (wanted.equals(base)) {
            return Answer.noContent();
        }
        Instant end = call.world().after(call.now(), Delay.CLUSTER_CHANGE);
        return Answer.ok(view(call, Works.begin(call, new ClusterChange(call.origin(branch), end, wanted, base))));
    }

    public static Answer cancel(Call call) {
        Branch branch = call.branch(Engine.POSTGRESQL);
        unfinished(call, branch).orElseThrow(Refused::absent).cancel(call.now());
        return Answer.noContent();
    }

    private static Optional<ClusterChange> unfinished(Call call, Branch branch) {
        return call.world()
                .in(branch, ClusterChange.class)
                .filter(change -> change.unfinished(call.now()))
                .findFirst();
    }

    private static Size size(ClusterSettings settings) {
        return Sizes.CATALOG.get(Engine.POSTGRESQL, settings.size());
    }

    private static View view(Call call, ClusterChange change) {
        // The description of 22 August 2026 has the versions; no call here changes them.
        String version = call.branch(Engine.POSTGRESQL).majorVersion;
        return Works.view(call, "BranchChangeRequest", change)
                .optional("version", version)
                .optional("previous_version", version)
                .putAll(settings("", change.to))
                .putAll(settings("previous_", change.from));
    }

    private static View settings(String prefix, ClusterSettings settings) {
        Size size = size(settings);
        View view = new View()
                .put(prefix + "cluster_name", size.name())
                .put(prefix + "cluster_display_name", size.displayName())
                .put(prefix + "cluster_metal", size.metal())
                .put(prefix + "replicas", settings.replicas())
                .put(prefix + "parameters", settings.parameters());
        StorageView.of(settings.storage()).fields().forEach((name, value) -> view.put(prefix + name, value));
        return view;
    }
}
