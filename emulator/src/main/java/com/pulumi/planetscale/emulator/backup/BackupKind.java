package com.pulumi.planetscale.emulator.backup;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.Newest;
import com.pulumi.planetscale.emulator.http.PathKey;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.TimeRange;
import com.pulumi.planetscale.emulator.model.Backup;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Retention;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Backups (API reference): made here on demand, or by a [BackupPolicyKind].
public final class BackupKind implements Kind {
    private static final String ALL = Paths.BRANCH + "/backups";
    private static final String ONE = ALL + "/{backup}";
    private static final List<String> STATES =
            List.of("pending", "running", "success", "failed", "canceled", "ignored");

    @Override
    public void declare(Declarations declarations) {
        declarations
                .stores("backups", Backup.class)
                .leads("backup", Backup.class, PathKey.ID)
                .shows(Backup.class, BackupView::of)
                .get(ALL, Access.database("read_backups"), this::list)
                .post(ALL, Access.database("write_backups"), this::create)
                .get(ONE, Access.database("read_backups"), this::get)
                .patch(ONE, Access.database("write_backups"), this::update)
                .delete(ONE, Access.database("delete_backups", "delete_production_branch_backups"), this::delete);
    }

    private Answer list(Call call) {
        Predicate<Backup> wanted = filter(call);
        return call.countedPage(
                Newest.first(call.world().in(call.branch(), Backup.class)).filter(wanted),
                backup -> BackupView.of(call, backup));
    }

    /// The filters of the description.
    private static Predicate<Backup> filter(Call call) {
        boolean all = call.query().bool("all").orElse(false);
        Optional<String> state = call.query().oneOf("state", STATES);
        Optional<Instant> from = call.query().text("from").map(text -> TimeRange.instant("from", text));
        Optional<Instant> to = call.query().text("to").map(text -> TimeRange.instant("to", text));
        Optional<TimeRange> running = call.query().text("running_at").map(text -> TimeRange.parse("running_at", text));
        Optional<Boolean> production = call.query().bool("production");
        Optional<String> policy = call.query().text("policy");
        return backup -> (all || !backup.gone())
                && policy.map(id -> id.equals(backup.policy)).orElse(true)
                && state.map(backup.state(call.now())::equals).orElse(true)
                && from.map(time -> !backup.startsAt().isBefore(time)).orElse(true)
                && to.map(time -> !backup.startsAt().isAfter(time)).orElse(true)
                && running.map(range ->
                                !backup.startsAt().isAfter(range.end()) && !backup.endsAt.isBefore(range.start()))
                        .orElse(true)
                && production.map(value -> value == call.branch().production).orElse(true);
    }

    private Answer get(Call call) {
        return Answer.ok(BackupView.of(call, call.the(Backup.class)));
    }

    private Answer create(Call call) {
        Branch branch = call.readyBranch();
        Optional<Boolean> emergency = call.body().bool("emergency");
        BackupRules.checkEmergency(branch, emergency);
        Retention retention = BackupRules.retention(
                call.body().oneOf("retention_unit", Retention.UNITS),
                call.body().integer("retention_value"));
        Backup backup = new Backup(
                call.origin(branch),
                call.body().freeName("name").orElseGet(() -> Backup.defaultName(call.now())),
                call.world().after(call.now(), Delay.BACKUP),
                Backup.Content.of(call.world(), branch));
        backup.expiresAt = retention.end(call.now());
        backup.emergency = emergency.orElse(false);
        return Answer.created(BackupView.of(call, call.world().add(backup)));
    }

    /// The official client sends a word, and says in its source that the service ignores a JSON false. Nothing
    /// else confirms that, and the description has a boolean, so that works here too.
    @Assumes(Assumption.FALSE_UNPROTECTS_BACKUPS)
    private Answer update(Call call) {
        Backup backup = call.the(Backup.class);
        call.body().boolOrWord("protected").ifPresent(value -> backup.isProtected = value);
        backup.updatedAt = call.now();
        return get(call);
    }

    private Answer delete(Call call) {
        Backup backup = call.the(Backup.class);
        call.caller()
                .need(
                        call.branch().production ? "delete_production_branch_backups" : "delete_backups",
                        call.database());
        BackupRules.checkDeletable(backup);
        backup.deletedAt = call.now();
        backup.updatedAt = call.now();
        return Answer.noContent();
    }
}
