package com.pulumi.planetscale.provider.resources.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Identified;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Waiter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Changes the size and the configuration of a branch's cluster, and waits until the change is through.
///
/// PlanetScale runs one change of a branch at a time and refuses or queues others, so changes of one branch
/// wait for each other here, and for those of others outside.
public final class Sizing {
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

    private final Api api;

    /// How answers call what requests call otherwise.
    private static final Map<String, String> READ_BACK =
            Map.of("cluster_size", "cluster_name", "vtgate_size", "vtgate_name");

    /// A change under way: a keyspace's resize, a VTGate resize or a Postgres change request.
    record Change(@Nullable String id, @Nullable String state) implements Identified {
        boolean isQueued() {
            return "queued".equals(state);
        }
    }

    private record Keyspace(
            @Nullable String name,
            @JsonProperty("default") @Nullable Boolean isDefault,
            @Nullable String clusterName,
            @Nullable Boolean resizing,
            @Nullable Boolean resizePending) {
        boolean isAt(ClusterSize size) {
            return size.name().equals(clusterName)
                    && !Boolean.TRUE.equals(resizing)
                    && !Boolean.TRUE.equals(resizePending);
        }
    }

    public Sizing(Api api) {
        this.api = api;
    }

    /// Resizes the cluster of a Vitess branch, which is that of its default keyspace.
    ///
    /// The older call on the branch itself gives no handle to wait for.
    ///
    /// PlanetScale refuses a resize to the size that there is. So each try looks first: an answer that was lost, or
    /// someone else, may have brought the size about.
    public void resizeVitess(Operation operation, ApiPath branch, String size)
            throws IOException, InterruptedException {
        ClusterSize wanted = ClusterSize.of(size);
        ApiPath resizes = branch.then(
                "/keyspaces/{}/resizes", String.valueOf(defaultKeyspace(branch).name()));
        change(
                operation,
                branch,
                resizes,
                () -> defaultKeyspace(branch).isAt(wanted)
                        ? Optional.empty()
                        : request(resizes, Map.of("cluster_size", wanted.name())),
                "the resize to `" + size + "`");
    }

    /// Resizes a keyspace: size, replicas and memory for vectors, in one request.
    ///
    /// PlanetScale refuses a resize without a difference, so each try looks first.
    public void resizeKeyspace(Operation operation, ApiPath keyspace, Map<String, ?> body)
            throws IOException, InterruptedException {
        ApiPath branch = keyspace.parent().parent();
        ApiPath resizes = keyspace.then("/resizes");
        change(
                operation,
                branch,
                resizes,
                () -> isSo(api.get(keyspace, JsonNode.class), body) ? Optional.empty() : request(resizes, body),
                "the resize of keyspace `" + keyspace.segments().getLast() + "`");
    }

    private static boolean isSo(JsonNode keyspace, Map<String, ?> body) {
        return !keyspace.path("resizing").asBoolean()
                && !keyspace.path("resize_pending").asBoolean()
                && body.entrySet().stream().allMatch(entry -> isSame(entry, keyspace));
    }

    /// Percentages come back as fractions. What an answer lacks is not known, and not 0.
    private static boolean isSame(Map.Entry<String, ?> entry, JsonNode answer) {
        JsonNode there = answer.path(READ_BACK.getOrDefault(entry.getKey(), entry.getKey()));
        if (there.isMissingNode() || there.isContainerNode()) {
            return false;
        }
        return entry.getValue() instanceof Number number
                ? there.asDouble() == number.doubleValue()
                : there.asText().equalsIgnoreCase(String.valueOf(entry.getValue()));
    }

    /// Changes the cluster of a Postgres branch: size, replicas, parameters or storage.
    public void changePostgres(Operation operation, ApiPath branch, Map<String, ?> body)
            throws IOException, InterruptedException {
        ApiPath changes = branch.then("/changes");
        change(
                operation,
                branch,
                changes,
                () -> api.send("PATCH", changes, body, Change.class),
                "the change of the cluster");
    }

    /// Changes the VTGates of a Vitess branch.
    public void changeVtgates(Operation operation, ApiPath branch, Map<String, ?> body)
            throws IOException, InterruptedException {
        ApiPath resizes = branch.then("/resizes");
        change(operation, branch, resizes, () -> request(resizes, body), "the resize of the VTGates");
    }

    /// Asks for a resize. One that has been asked for already, such as by an earlier run, is that one.
    private Optional<Change> request(ApiPath resizes, Map<String, ?> body) throws IOException, InterruptedException {
        try {
            return api.send("PUT", resizes, body, Change.class);
        } catch (ApiException refusal) {
            Optional<Change> same = refusal.kind() == Kind.INVALID || refusal.kind() == Kind.CONFLICT
                    ? unfinished(resizes, body)
                    : Optional.empty();
            return Optional.of(same.orElseThrow(() -> refusal));
        }
    }

    /// The resize under way, if it is to what a body asks for.
    private Optional<Change> unfinished(ApiPath resizes, Map<String, ?> body) throws IOException, InterruptedException {
        try (Stream<JsonNode> all = api.list(resizes, JsonNode.class)) {
            return all.limit(Ongoing.LOOKED_AT)
                    .filter(resize -> Ongoing.isUnderWay(resize.path("state").asText(null)))
                    .filter(resize -> body.entrySet().stream().allMatch(entry -> isSame(entry, resize)))
                    .findFirst()
                    .map(resize -> new Change(
                            resize.path("id").asText(null), resize.path("state").asText(null)));
        }
    }

    /// Makes one change at a time.
    ///
    /// @param request empty where nothing has to change
    private void change(
            Operation operation, ApiPath branch, ApiPath path, Waiter.Question<Optional<Change>> request, String what)
            throws IOException, InterruptedException {
        api.alone(path.toString(), () -> {
            Optional<Change> begun = whenFree(operation, new Ongoing(api, branch), request);
            if (begun.isPresent() && begun.get().id() != null) {
                await(operation, branch, path.then("/{}", begun.get().id()), begun.get(), what);
            }
            return begun;
        });
    }

    /// Waits for a change. One that is queued until a maintenance window may be so for days: it is waited for only if
    /// the window begins in time, and PlanetScale makes it without another run.
    private void await(Operation operation, ApiPath branch, ApiPath path, Change begun, String what)
            throws IOException, InterruptedException {
        Optional<Instant> window =
                begun.isQueued() ? Maintenance.of(api, branch).nextWindow() : Optional.empty();
        if (begun.isQueued() && window.filter(operation.deadline()::isAfter).isEmpty()) {
            operation.say(Finding.warning(
                    what + " is queued " + Maintenance.until(window) + ", and this run does not wait for it",
                    "PlanetScale makes queued changes then, without another run. " + Maintenance.SOONER));
            return;
        }
        var waiter = Waiter.<Change>until(change -> "completed".equals(change.state()), change -> word(change.state()))
                .detailing(change -> change.isQueued() ? Maintenance.until(window) : "")
                .failingOn(change -> "canceled".equals(change.state()) ? Optional.of(canceled(what)) : Optional.empty())
                .ridingOut(ApiException::passes);
        boolean[] first = {true};
        var _ = waiter.await(operation, what, () -> {
            if (first[0]) {
                first[0] = false;
                return begun;
            }
            return api.get(path, Change.class);
        });
    }

    /// Asks again while something else is under way on the branch.
    public static <T> T whenFree(Operation operation, Ongoing ongoing, Waiter.Question<T> question)
            throws IOException, InterruptedException {
        // What was under way may have ended between the refusal and the look, so none means one more try.
        for (boolean mayBeBusy = true; ; ) {
            try {
                return question.ask();
            } catch (ApiException e) {
                boolean timeLeft = operation.now().plus(BETWEEN_TRIES).isBefore(operation.deadline());
                boolean busy = e.kind() == Kind.CONFLICT || (e.kind() == Kind.INVALID && ongoing.any());
                boolean again = busy || (e.kind() == Kind.INVALID && mayBeBusy);
                if (!timeLeft || !again) {
                    throw e;
                }
                mayBeBusy = busy;
                if (busy) {
                    refuseIfQueued(operation, ongoing);
                    operation.status("waiting until PlanetScale has finished another operation on the branch");
                    operation.pause(BETWEEN_TRIES);
                }
            }
        }
    }

    /// Refuses to wait for another change that is queued beyond the end of the operation.
    private static void refuseIfQueued(Operation operation, Ongoing ongoing) throws IOException, InterruptedException {
        Maintenance maintenance = Maintenance.of(ongoing.api(), ongoing.branch());
        if (!maintenance.holdsChanges()) {
            return;
        }
        Optional<Instant> window = maintenance.nextWindow();
        if (window.filter(operation.deadline()::isAfter).isEmpty()) {
            throw new OperationException(Finding.refusal(
                    Path.ROOT,
                    "another change of the branch is queued " + Maintenance.until(window)
                            + ", and PlanetScale takes no further one before",
                    "Cancel that one in PlanetScale, or run `pulumi up` again after it. " + Maintenance.SOONER));
        }
    }

    private Keyspace defaultKeyspace(ApiPath branch) throws IOException, InterruptedException {
        try (var keyspaces = api.list(branch.then("/keyspaces"), Keyspace.class)) {
            return keyspaces
                    .filter(keyspace -> Boolean.TRUE.equals(keyspace.isDefault()) && keyspace.name() != null)
                    .findFirst()
                    .orElseThrow(() -> new OperationException(Finding.refusal(
                            Path.ROOT,
                            "the branch has no default keyspace to resize",
                            "Make one the default in PlanetScale, then run again.")));
        }
    }

    private static Finding canceled(String what) {
        return Finding.refusal(Path.ROOT, what + " was canceled", "Run `pulumi up` again to ask for it again.");
    }

    private static String word(@Nullable String state) {
        return state == null ? "requested" : state;
    }
}
