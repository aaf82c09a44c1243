package com.pulumi.planetscale.emulator.kinds;

import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.PathKey;
import com.pulumi.planetscale.emulator.http.Refusal;
import com.pulumi.planetscale.emulator.http.Values;
import com.pulumi.planetscale.emulator.model.Backup;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.Engine;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.model.World;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Backups made on demand (reference §2.12).
public final class BackupKind implements Kind {
    private static final String ALL = Paths.BRANCH + "/backups";
    private static final String ONE = ALL + "/{backup}";
    private static final List<String> STATES =
            List.of("pending", "running", "success", "failed", "canceled", "ignored");
    private static final List<String> UNITS = List.of("hour", "day", "week", "month", "year");
    private static final int LONGEST = 1000;
    /// How long the included backups are kept (PlanetScale documentation, point-in-time recovery).
    private static final Period DEFAULT_RETENTION = Period.ofDays(2);

    @Override
    public void declare(Declarations declarations) {
        declarations
                .stores("backups", Backup.class)
                .leads("backup", Backup.class, PathKey.ID)
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

    /// The filters of the description. There are no policies yet, so none has made any backup.
    private static Predicate<Backup> filter(Call call) {
        boolean all = call.query().bool("all").orElse(false);
        Optional<String> state = call.query().oneOf("state", STATES);
        Optional<Instant> from = call.query().text("from").map(text -> TimeRange.instant("from", text));
        Optional<Instant> to = call.query().text("to").map(text -> TimeRange.instant("to", text));
        Optional<TimeRange> running = call.query().text("running_at").map(text -> TimeRange.parse("running_at", text));
        Optional<Boolean> production = call.query().bool("production");
        boolean ofPolicy = call.query().text("policy").isPresent();
        return backup -> !ofPolicy
                && (all || !backup.gone())
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
        if (branch.kind == Engine.MYSQL && call.body().has("emergency")) {
            throw Refusal.unprocessable("emergency is only available for PostgreSQL databases");
        }
        Instant expires = expires(call);
        Backup backup = new Backup(
                call.origin(branch),
                call.body()
                        .filled("name")
                        .orElseGet(
                                () -> call.now().truncatedTo(ChronoUnit.SECONDS).toString()),
                call.world().after(call.now(), Delay.BACKUP),
                content(call.world(), branch));
        backup.expiresAt = expires;
        return Answer.created(BackupView.of(call, call.world().add(backup)));
    }

    /// Unit and value make sense together only.
    private static Instant expires(Call call) {
        Values body = call.body();
        Optional<String> unit = body.oneOf("retention_unit", UNITS);
        Optional<Integer> value = body.integer("retention_value");
        if (unit.isPresent() != value.isPresent()) {
            throw Refusal.unprocessable("retention_unit and retention_value must be given together");
        }
        int amount = value.orElse(1);
        if (amount < 1 || amount > LONGEST) {
            throw Refusal.unprocessable("retention_value must be between 1 and " + LONGEST);
        }
        return call.now()
                .atOffset(ZoneOffset.UTC)
                .plus(unit.map(name -> switch (name) {
                            case "hour" -> Duration.ofHours(amount);
                            case "day" -> Period.ofDays(amount);
                            case "week" -> Period.ofWeeks(amount);
                            case "month" -> Period.ofMonths(amount);
                            default -> Period.ofYears(amount);
                        })
                        .orElse(DEFAULT_RETENTION))
                .toInstant();
    }

    private Answer update(Call call) {
        Backup backup = call.the(Backup.class);
        call.body().bool("protected").ifPresent(value -> backup.isProtected = value);
        backup.updatedAt = call.now();
        return get(call);
    }

    private Answer delete(Call call) {
        Backup backup = call.the(Backup.class);
        call.caller()
                .need(
                        call.branch().production ? "delete_production_branch_backups" : "delete_backups",
                        call.database());
        if (backup.isProtected) {
            throw Refusal.unprocessable("Backup is protected from deletion");
        }
        if (backup.required) {
            throw Refusal.unprocessable("Required backups cannot be deleted");
        }
        backup.deletedAt = call.now();
        backup.updatedAt = call.now();
        return Answer.noContent();
    }

    /// What a branch holds at this moment.
    static Backup.Content content(World world, Branch branch) {
        List<Backup.KeyspaceCopy> keyspaces = world.in(branch, Keyspace.class)
                .map(keyspace -> new Backup.KeyspaceCopy(
                        keyspace.name, keyspace.shards, keyspace.isDefault, keyspace.size, keyspace.vschema))
                .toList();
        return new Backup.Content(branch.production, branch.schema, keyspaces, branch.cluster, branch.majorVersion);
    }
}
