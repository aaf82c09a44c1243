package com.pulumi.planetscale.emulator.network;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.Newest;
import com.pulumi.planetscale.emulator.http.PathKey;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.model.Bouncer;
import com.pulumi.planetscale.emulator.model.Bouncer.Settings;
import com.pulumi.planetscale.emulator.model.BouncerResize;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.emulator.world.Ids;
import java.util.Map;
import java.util.Optional;

/// Dedicated PgBouncers of PostgreSQL branches (API reference; PlanetScale documentation, PgBouncer).
public final class BouncerKind implements Kind {
    private static final String ALL = Paths.BRANCH + "/bouncers";
    private static final String ONE = ALL + "/{bouncer}";

    @Override
    @Assumes(Assumption.BOUNCER_CHANGES)
    public void declare(Declarations declarations) {
        Access read = Access.readingBranches();
        Access write = Access.database("write_database");
        declarations
                .stores("bouncers", Bouncer.class)
                .stores("bouncer_resizes", BouncerResize.class)
                .leads("bouncer", Bouncer.class, PathKey.NAME)
                .get(ALL, read, this::list)
                .post(ALL, write, this::create)
                .get(ONE, read, this::get)
                .delete(ONE, write, this::delete)
                .get(ONE + "/resizes", read, this::resizes)
                .patch(ONE + "/resizes", write, call -> change(call, call.the(Bouncer.class).settings))
                .delete(ONE + "/resizes", write, this::cancel)
                .get(Paths.BRANCH + "/bouncer-resizes", read, this::allResizes)
                // The official Terraform provider's calls: what it omits goes back to the default.
                .undescribed("GET", ONE + "/terraform-state", read, this::state)
                .undescribed(
                        "PUT",
                        ONE + "/terraform-changes",
                        write,
                        call -> change(
                                call,
                                new Settings(
                                        call.the(Bouncer.class).settings.target(), BouncerView.SMALLEST, 1, Map.of())));
    }

    private Answer list(Call call) {
        Branch branch = call.branch(Engine.POSTGRESQL);
        return call.page(call.world().in(branch, Bouncer.class), bouncer -> BouncerView.of(call, bouncer));
    }

    private Answer get(Call call) {
        return Answer.ok(BouncerView.of(call, call.the(Bouncer.class)));
    }

    /// Without a name it gets one. Parameters are not taken here (description).
    private Answer create(Call call) {
        Branch branch = call.readyBranch(Engine.POSTGRESQL);
        String name = call.body()
                .filled("name")
                .orElseGet(() -> "bouncer-" + Ids.publicId().substring(0, 4));
        BouncerRules.checkName(call.world(), branch, name);
        Settings settings =
                BouncerRules.wanted(call.body(), new Settings("primary", BouncerView.SMALLEST, 1, Map.of()));
        return Answer.ok(BouncerView.of(call, call.world().add(new Bouncer(call.origin(branch), name, settings))));
    }

    /// What is asked for shows at once, while the old servers wait for their clients. No other change is taken before
    /// those are gone.
    private Answer change(Call call, Settings base) {
        Bouncer bouncer = call.the(Bouncer.class);
        Settings described = BouncerRules.wanted(call.body(), base);
        Settings to = new Settings(
                described.target(),
                described.size(),
                described.replicasPerCell(),
                BouncerRules.parameters(call.body(), base.parameters()));
        if (to.equals(bouncer.settings)) {
            return Answer.noContent();
        }
        BouncerRules.checkIdle(unfinished(call, bouncer));
        BouncerResize resize = new BouncerResize(
                call.origin(bouncer), call.world().after(call.now(), Delay.BOUNCER_DRAIN), to, bouncer.settings);
        bouncer.settings = to;
        bouncer.updatedAt = call.now();
        return Answer.ok(BouncerView.of(call, call.world().add(resize)));
    }

    private static Optional<BouncerResize> unfinished(Call call, Bouncer bouncer) {
        return call.world()
                .in(bouncer, BouncerResize.class)
                .filter(resize -> resize.unfinished(call.now()))
                .findFirst();
    }

    private Answer resizes(Call call) {
        return call.page(
                Newest.first(call.world().in(call.the(Bouncer.class), BouncerResize.class)),
                resize -> BouncerView.of(call, resize));
    }

    private Answer allResizes(Call call) {
        Branch branch = call.branch(Engine.POSTGRESQL);
        return call.page(
                Newest.first(call.world()
                        .in(branch, Bouncer.class)
                        .flatMap(bouncer -> call.world().in(bouncer, BouncerResize.class))),
                resize -> BouncerView.of(call, resize));
    }

    /// The old servers take over again.
    private Answer cancel(Call call) {
        Bouncer bouncer = call.the(Bouncer.class);
        unfinished(call, bouncer).ifPresent(resize -> {
            resize.cancel(call.now());
            bouncer.settings = resize.from;
        });
        return Answer.noContent();
    }

    private Answer delete(Call call) {
        call.world().remove(call.the(Bouncer.class));
        return Answer.noContent();
    }

    private Answer state(Call call) {
        return Answer.ok(BouncerView.state(call.the(Bouncer.class)));
    }
}
