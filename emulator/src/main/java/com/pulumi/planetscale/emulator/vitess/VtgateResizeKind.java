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
import com.pulumi.planetscale.emulator.http.Refusal;
import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.http.Works;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.VtgateResize;
import com.pulumi.planetscale.emulator.model.VtgateSettings;
import com.pulumi.planetscale.emulator.postgres.ClusterChangeKind;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Resizes of the VTGates of a branch (reference §2.5).
public final class VtgateResizeKind implements Kind {
    private static final String ALL = Paths.BRANCH + "/resizes";
    private static final List<Integer> TARGETS = List.of(40, 50, 60, 70);

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
        VtgateSettings to = changed(from, call.body());
        if (unfinished(call, branch).isPresent()) {
            throw Refusal.unprocessable("VTGates are already being resized");
        }
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
        unfinished(call, branch).orElseThrow(Refusal::notFound).cancel(call.now());
        return Answer.noContent();
    }

    private static Optional<VtgateResize> unfinished(Call call, Branch branch) {
        return call.world()
                .in(branch, VtgateResize.class)
                .filter(resize -> resize.unfinished(call.now()))
                .findFirst();
    }

    private static VtgateSettings changed(VtgateSettings old, Values body) {
        Vtgate size = body.filled("vtgate_size")
                .map(name -> Sizes.CATALOG
                        .findVtgate(name)
                        .orElseThrow(() -> Refusal.unprocessable("VTGate size " + name + " does not exist")))
                .orElseGet(() -> Sizes.CATALOG.vtgate(old.name()));
        boolean scalable = size.maxAutoscaled() > 0;
        boolean autoscaling = body.bool("vtgate_autoscaling").orElse(old.autoscaling() && scalable);
        Refusal.unprocessableIf(autoscaling && !scalable, "Autoscaling requires VTG_320 or larger");
        int count = body.integer("vtgate_count").orElse(Math.min(old.count(), size.maxCount()));
        Refusal.unprocessableIf(
                count < 1 || count > size.maxCount(),
                size.maxCount() == 1
                        ? "vtgate_count can only be set for VTG_320 and larger"
                        : "vtgate_count must be between 1 and " + size.maxCount());
        return new VtgateSettings(
                size.name(),
                count,
                maxCount(old, body, autoscaling, size, count),
                autoscaling,
                target(old, body, autoscaling));
    }

    private static @Nullable Integer maxCount(
            VtgateSettings old, Values body, boolean autoscaling, Vtgate size, int count) {
        Optional<Integer> given = body.integer("vtgate_max_count");
        Refusal.unprocessableIf(given.isPresent() && !autoscaling, "vtgate_max_count requires vtgate_autoscaling");
        if (!autoscaling) {
            return null;
        }
        int most = given.or(() -> Optional.ofNullable(old.maxCount())).orElse(Math.max(count, size.maxAutoscaled()));
        Refusal.unprocessableIf(
                most < count || most > Math.max(count, size.maxAutoscaled()),
                "vtgate_max_count must be between vtgate_count and " + size.maxAutoscaled());
        return most;
    }

    private static @Nullable Integer target(VtgateSettings old, Values body, boolean autoscaling) {
        Optional<Integer> given = body.integer("vtgate_target_cpu_utilization");
        Refusal.unprocessableIf(
                given.isPresent() && !autoscaling, "vtgate_target_cpu_utilization requires vtgate_autoscaling");
        given.ifPresent(percent -> Refusal.unprocessableIf(
                !TARGETS.contains(percent), "vtgate_target_cpu_utilization must be one of " + TARGETS));
        return autoscaling
                ? given.or(() -> Optional.ofNullable(old.targetCpuUtilization()))
                        .orElse(TARGETS.get(1))
                : null;
    }

    private static View view(Call call, VtgateResize resize) {
        return Works.view(call, "BranchResizeRequest", resize)
                .putAll(settings("", resize.to))
                .putAll(settings("previous_", resize.from));
    }

    /// Without autoscaling its settings are zero, where the description has no null.
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
