package com.pulumi.planetscale.emulator.vitess;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.catalog.Engine;
import com.pulumi.planetscale.emulator.catalog.VitessParameter;
import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.Newest;
import com.pulumi.planetscale.emulator.http.PathKey;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.http.Views;
import com.pulumi.planetscale.emulator.model.Branch;
import com.pulumi.planetscale.emulator.model.ConfigChange;
import com.pulumi.planetscale.emulator.model.Keyspace;
import com.pulumi.planetscale.emulator.model.MaintenanceSchedule;
import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.emulator.world.Entity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The parameters of VTGates, VTTablets and MySQL servers, which drafts change that are submitted (PlanetScale
/// documentation, parameters; the description lacks these calls, the official command line makes them).
public final class ConfigChangeKind implements Kind {
    private static final String OF_BRANCH = Paths.BRANCH + "/config-changes";
    private static final String OF_KEYSPACE = KeyspaceKind.ONE + "/config-changes";
    private static final List<String> FOR_KEYSPACES = List.of("vttablet", "mysqld");

    @Override
    @Assumes(Assumption.CONFIG_CHANGES)
    public void declare(Declarations declarations) {
        Access read = Access.readingBranches();
        Access write = Access.database("write_database");
        declarations
                .stores("config_changes", ConfigChange.class)
                .leads("config_change", ConfigChange.class, PathKey.ID)
                .leads("keyspace_config_change", ConfigChange.class, PathKey.ID)
                .undescribed("GET", Paths.BRANCH + "/vitess-parameters", read, this::parameters)
                .undescribed("GET", OF_BRANCH, read, this::listOfBranch)
                .undescribed("POST", OF_BRANCH, write, call -> draft(call, call.branch(), List.of("vtgate")))
                .undescribed("POST", OF_BRANCH + "/submit", write, this::submit)
                .undescribed("GET", OF_BRANCH + "/{config_change}", read, this::get)
                .undescribed("DELETE", OF_BRANCH + "/{config_change}", write, this::cancel)
                .undescribed("GET", OF_KEYSPACE, read, this::listOfKeyspace)
                .undescribed(
                        "POST", OF_KEYSPACE, write, call -> draft(call, KeyspaceKind.keyspace(call), FOR_KEYSPACES))
                .undescribed("GET", OF_KEYSPACE + "/{keyspace_config_change}", read, this::get)
                .undescribed("DELETE", OF_KEYSPACE + "/{keyspace_config_change}", write, this::cancel);
    }

    private Answer parameters(Call call) {
        Branch branch = call.readyBranch(Engine.MYSQL);
        View keyspaces = new View();
        call.world()
                .in(branch, Keyspace.class)
                .forEach(keyspace -> keyspaces.put(
                        keyspace.name,
                        new View()
                                .put("vttablet", views("vttablet", keyspace.vttabletParameters))
                                .put("mysqld", views("mysqld", keyspace.mysqldParameters))));
        return Answer.ok(new View()
                .put("vtgate", views("vtgate", branch.vtgateParameters))
                .put("keyspaces", keyspaces));
    }

    private static List<View> views(String component, Map<String, String> set) {
        return VitessParameter.of(component).stream()
                .map(parameter -> new View()
                        .put("name", parameter.name())
                        .put("title", parameter.title())
                        .put("component", component)
                        .put("description", "")
                        .put("category", parameter.category())
                        .put("parameter_type", parameter.parameterType())
                        .put("default_value", parameter.defaultValue())
                        .put("value", set.getOrDefault(parameter.name(), parameter.defaultValue()))
                        .put("override", set.containsKey(parameter.name()))
                        .put("min", parameter.min())
                        .put("max", parameter.max())
                        .put("options", parameter.options()))
                .toList();
    }

    /// Those of its keyspaces are among those of a branch.
    private Answer listOfBranch(Call call) {
        Branch branch = call.readyBranch(Engine.MYSQL);
        Optional<String> type = call.query().text("change_type");
        return list(
                call,
                all(call, branch).filter(change -> type.isEmpty() || type.get().equals(change.changeType)));
    }

    private Answer listOfKeyspace(Call call) {
        return list(call, call.world().in(KeyspaceKind.keyspace(call), ConfigChange.class));
    }

    private static Answer list(Call call, Stream<ConfigChange> changes) {
        return call.page(Newest.first(changes), change -> view(call, change));
    }

    private static Stream<ConfigChange> all(Call call, Branch branch) {
        return Stream.concat(
                call.world().in(branch, ConfigChange.class),
                call.world()
                        .in(branch, Keyspace.class)
                        .flatMap(keyspace -> call.world().in(keyspace, ConfigChange.class)));
    }

    private Answer get(Call call) {
        return Answer.ok(view(call, call.the(ConfigChange.class)));
    }

    /// One change of a component at a time, drafts included.
    private Answer draft(Call call, Entity owner, List<String> types) {
        call.readyBranch(Engine.MYSQL);
        String type = call.body().requiredOneOf("change_type", types);
        Map<String, @Nullable String> options = ConfigChangeRules.options(call.body(), type);
        Predicate<ConfigChange> open = change -> change.changeType.equals(type) && change.unfinished(call.now());
        ConfigChangeRules.checkFree(call.world().in(owner, ConfigChange.class).anyMatch(open), type);
        Map<String, String> set = set(owner, type);
        Map<String, @Nullable String> previous = new LinkedHashMap<>();
        options.keySet().forEach(name -> previous.put(name, set.get(name)));
        return Answer.ok(view(call, call.world().add(new ConfigChange(call.origin(owner), type, options, previous))));
    }

    private static Map<String, String> set(Entity owner, String type) {
        if (owner instanceof Branch branch) {
            return branch.vtgateParameters;
        }
        Keyspace keyspace = (Keyspace) owner;
        return type.equals("vttablet") ? keyspace.vttabletParameters : keyspace.mysqldParameters;
    }

    /// Several drafts of a branch can be submitted at once. They wait for a maintenance window if the database has one.
    private Answer submit(Call call) {
        Branch branch = call.readyBranch(Engine.MYSQL);
        List<String> ids = call.body().texts("ids").orElse(List.of());
        List<ConfigChange> drafts = all(call, branch)
                .filter(change -> ids.contains(change.id()) && change.draft())
                .toList();
        ConfigChangeRules.checkDrafts(ids, drafts);
        Instant begin = MaintenanceSchedule.next(call.world(), call.database()).orElse(call.now());
        Duration delay = Duration.between(call.now(), call.world().after(call.now(), Delay.CONFIG_CHANGE));
        drafts.forEach(change -> {
            change.startsAt = begin;
            change.endsAt = begin.plus(delay);
            change.queuedUntil = begin.isAfter(call.now()) ? begin : null;
            change.updatedAt = call.now();
        });
        return Answer.ok(new View()
                .put("data", drafts.stream().map(change -> view(call, change)).toList()));
    }

    /// Only what has not started can be cancelled.
    private Answer cancel(Call call) {
        ConfigChange change = call.the(ConfigChange.class);
        ConfigChangeRules.checkCancelable(change, call.now());
        change.canceledAt = call.now();
        change.updatedAt = call.now();
        return Answer.noContent();
    }

    private static View view(Call call, ConfigChange change) {
        return View.of("ConfigChange", change)
                .put("state", state(change, call.now()))
                .put("change_type", change.changeType)
                .put(
                        "keyspace_name",
                        change.changeType.equals("vtgate") ? null : call.world().owner(change, Keyspace.class).name)
                .put("previous_options", change.previous)
                .put("new_options", change.options)
                .put("error_message", null)
                .put("queued_until", change.queued(call.now()) ? change.queuedUntil : null)
                .put("started_at", change.started(call.now()))
                .put("completed_at", change.completed(call.now()))
                .put("actor", Views.actor(change));
    }

    private static String state(ConfigChange change, Instant now) {
        if (change.canceledAt != null) {
            return "canceled";
        }
        if (change.draft()) {
            return "draft";
        }
        if (change.completed(now).isPresent()) {
            return "completed";
        }
        return change.queued(now) ? "queued" : "in_progress";
    }
}
