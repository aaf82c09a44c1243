package com.pulumi.planetscale.provider.resources.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.Answer;
import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.assumption.Assumes;
import com.pulumi.planetscale.provider.assumption.Assumption;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Waiter;
import com.pulumi.planetscale.provider.resources.cluster.VitessParameters.Component;
import com.pulumi.planetscale.provider.resources.owner.Actor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Changes of [VitessParameters]: each is drafted, submitted and waited for.
///
/// PlanetScale's OpenAPI description lacks these calls; its documentation describes them, and its official command line
/// makes them.
@Assumes(Assumption.CONFIG_CHANGES)
public record ConfigChanges(Api api) {
    private record Change(
            @Nullable String id,
            @Nullable String state,
            @Nullable String changeType,
            @Nullable String keyspaceName,
            @Nullable Map<String, JsonNode> newOptions,
            @Nullable String errorMessage,
            @Nullable String queuedUntil,
            @Nullable String startedAt,
            @Nullable String completedAt,
            @Nullable Actor actor)
            implements Answer {
        @Override
        public boolean isWhole() {
            return id != null;
        }

        boolean isOpen() {
            return completedAt == null && !"canceled".equals(state) && (errorMessage == null || errorMessage.isBlank());
        }

        boolean isOf(Component component, Optional<String> keyspace) {
            return component.type.equals(changeType)
                    && (component == Component.VTGATE || keyspace.equals(Optional.ofNullable(keyspaceName)));
        }

        /// Whether it was written down and nothing has happened to it since.
        boolean isDraft() {
            return startedAt == null && queuedUntil == null;
        }

        boolean asksFor(Map<String, @Nullable String> options) {
            var asked = new LinkedHashMap<String, @Nullable String>();
            Objects.requireNonNullElse(newOptions, Map.<String, JsonNode>of())
                    .forEach((name, value) -> asked.put(name, value.isNull() ? null : value.asText()));
            return asked.equals(options);
        }
    }

    /// Brings parameters about, and waits until they are in use.
    ///
    /// @param recorded what the program wanted before; what it omits now goes back to the default
    public void change(
            Operation operation,
            ApiPath branch,
            Component component,
            Optional<String> keyspace,
            Map<String, String> recorded,
            Map<String, String> wanted)
            throws IOException, InterruptedException {
        var options = new LinkedHashMap<String, @Nullable String>();
        recorded.keySet().stream().filter(name -> !wanted.containsKey(name)).forEach(name -> options.put(name, null));
        wanted.forEach((name, value) -> {
            if (!value.equals(recorded.get(name))) {
                options.put(name, value);
            }
        });
        if (options.isEmpty()) {
            return;
        }
        ApiPath changes = keyspace.filter(_ -> component != Component.VTGATE)
                .map(name -> branch.then("/keyspaces/{}", name))
                .orElse(branch)
                .then("/config-changes");
        var _ = api.alone(branch.then("/config-changes").toString(), () -> {
            Change change = drafted(operation, changes, component, keyspace, options);
            await(operation, changes, change, component);
            return change;
        });
    }

    /// The change that asks for some options and has been submitted. One that an interrupted run has left is that one.
    private Change drafted(
            Operation operation,
            ApiPath changes,
            Component component,
            Optional<String> keyspace,
            Map<String, @Nullable String> options)
            throws IOException, InterruptedException {
        Optional<Change> open = open(changes, component, keyspace);
        if (open.isPresent() && !open.get().asksFor(options)) {
            if (open.get().isDraft() && isOurs(open.get())) {
                discard(operation, changes, open.get(), component);
            } else if (open.get().isDraft()) {
                throw new OperationException(Finding.refusal(
                        Path.ROOT,
                        "another change of the " + component.type + " parameters, `"
                                + open.get().id()
                                + "`, is drafted and not submitted, and PlanetScale takes one at a time",
                        "Submit or discard it in PlanetScale's web interface, then run `pulumi up` again."));
            } else {
                await(operation, changes, open.get(), component);
            }
            open = Optional.empty();
        }
        Change change = open.isPresent()
                ? open.get()
                : api.post(changes, Map.of("change_type", component.type, "options", options), Change.class);
        if (change.isDraft()) {
            submit(changes, String.valueOf(change.id()));
        }
        return change;
    }

    @Assumes(Assumption.OWN_DRAFTS)
    private boolean isOurs(Change change) {
        return change.actor() != null && api.tokenId().equals(change.actor().id());
    }

    /// Takes back a draft whose run was stopped and whose program wants something else by now.
    private void discard(Operation operation, ApiPath changes, Change draft, Component component)
            throws IOException, InterruptedException {
        var _ = api.delete(changes.then("/{}", String.valueOf(draft.id())));
        operation.say(Finding.info("draft `" + draft.id() + "` of a change of the " + component.type
                + " parameters, which an interrupted run had left, was discarded"));
    }

    private void submit(ApiPath changes, String id) throws IOException, InterruptedException {
        ApiPath branch = changes.segments().contains("keyspaces")
                ? changes.parent().parent().parent()
                : changes.parent();
        try {
            var _ = api.send("POST", branch.then("/config-changes/submit"), Map.of("ids", List.of(id)), JsonNode.class);
        } catch (ApiException refusal) {
            // One that was submitted by an interrupted run is no draft any more.
            boolean begun = !api.get(changes.then("/{}", id), Change.class).isDraft();
            if (!begun) {
                throw refusal;
            }
        }
    }

    private Optional<Change> open(ApiPath changes, Component component, Optional<String> keyspace)
            throws IOException, InterruptedException {
        try (Stream<Change> all = api.list(changes, Change.class)) {
            return all.limit(Ongoing.LOOKED_AT)
                    .filter(change -> change.isOf(component, keyspace) && change.isOpen())
                    .findFirst();
        }
    }

    private void await(Operation operation, ApiPath changes, Change begun, Component component)
            throws IOException, InterruptedException {
        String what = "the change of the " + component.type + " parameters";
        ApiPath path = changes.then("/{}", String.valueOf(begun.id()));
        Change seen = Waiter.<Change>until(
                        change -> change.completedAt() != null || change.queuedUntil() != null,
                        change -> change.state() == null ? "requested" : change.state())
                .failingOn(change -> failure(what, change))
                .ridingOut(ApiException::passes)
                .await(operation, what, () -> api.get(path, Change.class));
        Optional<Finding> failed = failure(what, seen);
        if (failed.isPresent()) {
            throw new OperationException(failed.get());
        }
        if (seen.completedAt() == null) {
            operation.say(Finding.warning(
                    what + " is queued until " + seen.queuedUntil() + ", when the next maintenance window of the"
                            + " database begins, and this run does not wait for it",
                    "PlanetScale makes queued changes then, without another run. " + Maintenance.SOONER));
        }
    }

    private static Optional<Finding> failure(String what, Change change) {
        if (change.errorMessage() != null && !change.errorMessage().isBlank()) {
            return Optional.of(Finding.refusal(
                    Path.ROOT, what + " failed: " + change.errorMessage(), "Correct the values, then run again."));
        }
        return "canceled".equals(change.state())
                ? Optional.of(Finding.refusal(
                        Path.ROOT, what + " was canceled", "Run `pulumi up` again to ask for it again."))
                : Optional.empty();
    }
}
