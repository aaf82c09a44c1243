package com.pulumi.planetscale.emulator.backup;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.PathKey;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.model.BackupPolicy;
import com.pulumi.planetscale.emulator.model.Retention;
import com.pulumi.planetscale.emulator.model.Schedule;
import java.util.Optional;

/// Backup policies (API reference). They run by themselves, see [BackupPolicy].
public final class BackupPolicyKind implements Kind {
    private static final String ALL = Paths.DATABASE + "/backup-policies";
    private static final String ONE = ALL + "/{backup_policy}";

    @Override
    public void declare(Declarations declarations) {
        Access read = Access.database("read_backups");
        Access write = Access.database("write_backups");
        declarations
                .stores("backup_policies", BackupPolicy.class)
                .leads("backup_policy", BackupPolicy.class, PathKey.ID)
                .get(ALL, read, this::list)
                .post(ALL, write, this::create)
                .get(ONE, read, this::get)
                .patch(ONE, write, this::update)
                .delete(ONE, write, this::delete);
    }

    private Answer list(Call call) {
        return call.page(call.world().in(call.database(), BackupPolicy.class), BackupPolicyView::of);
    }

    private Answer get(Call call) {
        return Answer.ok(BackupPolicyView.of(call.the(BackupPolicy.class)));
    }

    private Answer create(Call call) {
        BackupPolicyBody body = new BackupPolicyBody(call.body(), Optional.empty());
        String target = body.target();
        Schedule schedule = body.schedule();
        BackupPolicy policy = new BackupPolicy(
                call.origin(call.database()),
                false,
                call.body().freeName("name").orElseGet(() -> name(schedule)),
                target,
                body.retention(),
                schedule);
        return Answer.created(BackupPolicyView.of(call.world().add(policy)));
    }

    /// A name is made where none is given (PlanetScale documentation, backups); how is not said.
    private static String name(Schedule schedule) {
        return schedule.every() == 1
                ? "Every " + schedule.unit()
                : "Every " + schedule.every() + " " + schedule.unit() + "s";
    }

    /// That the included policy cannot be changed is the stricter reading: the documentation describes choices for
    /// further ones only.
    @Assumes(Assumption.INCLUDED_POLICY_IS_FIXED)
    private Answer update(Call call) {
        BackupPolicy policy = call.the(BackupPolicy.class);
        BackupRules.checkChangeable(policy);
        BackupPolicyBody body = new BackupPolicyBody(call.body(), Optional.of(policy));
        String target = body.target();
        Retention retention = body.retention();
        Schedule schedule = body.schedule();

        call.body().freeName("name").ifPresent(value -> policy.name = value);
        policy.target = target;
        policy.retention = retention;
        if (!schedule.equals(policy.schedule)) {
            policy.reschedule(schedule, call.now());
        }
        policy.updatedAt = call.now();
        return get(call);
    }

    /// The backups it has made stay until they expire.
    private Answer delete(Call call) {
        BackupPolicy policy = call.the(BackupPolicy.class);
        BackupRules.checkDeletable(policy);
        call.world().remove(policy);
        return Answer.noContent();
    }
}
