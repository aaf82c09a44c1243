package com.pulumi.planetscale.emulator.vitess;

import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.Sizes;
import com.pulumi.planetscale.emulator.catalog.Vtgate;
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
import com.pulumi.planetscale.emulator.model.VtgateResize;
import com.pulumi.planetscale.emulator.model.VtgateSettings;
import com.pulumi.planetscale.emulator.postgres.ClusterChangeKind;
import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.emulator.world.Refused;
import java.time.Instant;
import java.util.Optional;

/// Resizes of the VTGates of a branch (API reference).
public final class VtgateResizeKind implements Kind {
    private static final String ALL = Paths.BRANCH + "/resizes";

    @Override
    public void declare(Declarations declarations) {
        declarations
                .stores("vtgate_resizes", VtgateResize.class)
                .leads("vtgate_resize", VtgateResize.class, PathKey.ID)
                .get(ALL, Access.readingBranches(), this::list)
                .put(ALL, Access.database("write_database"), this::resize)
                .delete(ALL, Access.database("write_database"), this::cancel)
                .get(ALL + "/{vtgate_resize}", Access.readingBranches(), this::get);
    }

    private Answer list(Call call) {
        Branch branch = call.branch(Engine.MYSQL);
        return call.page(Newest.first(call.world().in(branch, VtgateResize.class)), resize -> view(call, resize));
    }

    private Answer get(Call call) {
        return Answer.ok(view(call, call.the(VtgateResize.class)));
    }

    private Answer resize(Call call) {
        Branch branch = call.readyBranch(Engine.MYSQL);
        VtgateSettings from = branch.vtgate();
        VtgateSettings to = new VtgateBody(call.body(), from).settings();
        VtgateBody.checkIdle(unfinished(call, branch));
        if (to.equals(from)) {
            return Answer.noContent();
        }
        Instant end = call.world().after(call.now(), Delay.VTGATE_RESIZE);
        VtgateResize resize = new VtgateResize(call.origin(branch), end, to, from);
        // Only their number changes outside of maintenance windows (PlanetScale documentation, maintenance schedules).
        boolean atOnce = to.name().equals(from.name());
        return Answer.ok(view(call, atOnce ? call.world().add(resize) : Works.begin(call, resize)));
    }

    /// The description names this operation after change requests, so on PostgreSQL it cancels one of those.
    private Answer cancel(Call call) {
        Branch branch = call.branch();
        if (branch.kind == Engine.POSTGRESQL) {
            return ClusterChangeKind.cancel(call);
        }
        unfinished(call, branch).orElseThrow(Refused::absent).cancel(call.now());
        return Answer.noContent();
    }

    private static Optional<VtgateResize> unfinished(Call call, Branch branch) {
        return call.world()
                .in(branch, VtgateResize.class)
                .filter(resize -> resize.unfinished(call.now()))
                .findFirst();
    }

    private static View view(Call call, VtgateResize resize) {
        return Works.view(call, "BranchResizeRequest", resize)
                .putAll(settings("", resize.to))
                .putAll(settings("previous_", resize.from));
    }

    /// Without autoscaling its settings are zero, since the description allows no null.
    private static View settings(String prefix, VtgateSettings settings) {
        Vtgate size = Sizes.CATALOG.vtgate(settings.name());
        return new View()
                .put(prefix + "vtgate_size", size.internalName())
                .put(prefix + "vtgate_name", size.name())
                .put(prefix + "vtgate_display_name", size.displayName())
                .put(prefix + "vtgate_count", settings.count())
                .put(prefix + "vtgate_autoscaling", settings.autoscaling())
                .put(
                        prefix + "vtgate_max_count",
                        Optional.ofNullable(settings.maxCount()).orElse(0))
                .put(
                        prefix + "vtgate_target_cpu_utilization",
                        Optional.ofNullable(settings.targetCpuUtilization()).orElse(0));
    }
}
