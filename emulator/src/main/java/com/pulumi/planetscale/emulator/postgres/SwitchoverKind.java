package com.pulumi.planetscale.emulator.postgres;

import com.pulumi.planetscale.emulator.catalog.Engine;
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
import com.pulumi.planetscale.emulator.model.Switchover;
import com.pulumi.planetscale.emulator.time.Delay;

/// Switchovers and maintenance of PostgreSQL branches, which only the description of 22 August 2026 has.
public final class SwitchoverKind implements Kind {
    private static final String ALL = Paths.BRANCH + "/switchovers";

    @Override
    public void declare(Declarations declarations) {
        declarations
                .stores("switchovers", Switchover.class)
                .leads("switchover", Switchover.class, PathKey.ID)
                .undescribed("GET", ALL, Access.readingBranches(), this::list)
                .undescribed("GET", ALL + "/{switchover}", Access.readingBranches(), this::get)
                .undescribed("POST", ALL, Access.database("write_database"), this::create)
                .undescribed(
                        "POST",
                        Paths.BRANCH + "/maintenance",
                        Access.database("write_database"),
                        SwitchoverKind::maintain);
    }

    private Answer list(Call call) {
        Branch branch = call.branch(Engine.POSTGRESQL);
        return call.page(Newest.first(call.world().in(branch, Switchover.class)), one -> view(call, one));
    }

    private Answer get(Call call) {
        return Answer.ok(view(call, call.the(Switchover.class)));
    }

    /// Which server becomes the primary makes no difference here: a branch has no list of its servers.
    private Answer create(Call call) {
        Branch branch = call.readyBranch(Engine.POSTGRESQL);
        call.body().text("candidate");
        Switchover.checkFree(call.world(), branch, call.now());
        String method = branch.cluster().replicas() == 0 ? "restart" : "switchover";
        return Answer.created(view(
                call,
                call.world()
                        .add(new Switchover(
                                call.origin(branch), call.world().after(call.now(), Delay.SWITCHOVER), method))));
    }

    /// Nothing of a branch shows what is done to its servers.
    private static Answer maintain(Call call) {
        call.readyBranch(Engine.POSTGRESQL);
        call.body().bool("update_postgres_minor_version");
        return Answer.noContent();
    }

    private static View view(Call call, Switchover switchover) {
        return Works.view(call, "PostgresSwitchover", switchover)
                .optional("method", switchover.method)
                .optional("error", null);
    }
}
