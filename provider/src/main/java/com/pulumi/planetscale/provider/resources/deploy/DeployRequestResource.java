package com.pulumi.planetscale.provider.resources.deploy;

import static com.pulumi.planetscale.provider.resources.deploy.DeployRequestProperties.*;
import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.DATABASE_ID;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import com.pulumi.planetscale.provider.resource.Waiter;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.making.Notes;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import com.pulumi.planetscale.provider.resources.schema.Lint;
import com.pulumi.planetscale.provider.resources.schema.SchemaText;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A deploy request: opened once, then moved by each run as far as its gates allow.
public final class DeployRequestResource
        implements Resource.Updatable, Resource.Previewing, Resource.Watching, Resource.Listed {
    private final Api api;
    private final Siblings shared;
    private final Directory directory;
    private final Notes notes;

    public DeployRequestResource(Api api, Siblings shared, Directory directory, Notes notes) {
        this.api = api;
        this.shared = shared;
        this.directory = directory;
        this.notes = notes;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Finding> look(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        return new Look(api, operation, state, inputs).findings();
    }

    @Override
    public Seen watch(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        return new Watch(api, state, inputs).seen();
    }

    @Override
    public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        ApiPath path = Owners.databasePath(inputs, DATABASE);
        Directory.Database database = directory.database(operation, path);
        String kind = database.kind();
        if (kind != null && !Engine.isVitess(kind)) {
            throw new OperationException(notVitess(inputs, kind));
        }
        var search = new Search(api, notes, operation, path, inputs);
        String target = search.target(database.defaultBranch());
        Optional<LiveDeployRequest> known = search.known(target);
        if (known.isEmpty() && stage(inputs) == Stage.REVERTED) {
            throw new OperationException(Finding.refusal(
                    STAGE, "nothing was deployed yet, so there is nothing to revert", "Use another `stage`."));
        }
        LiveDeployRequest request = known.isPresent() ? known.get() : opened(operation, search, path, target, inputs);
        // The gates are judged by the run that follows, which asks what they depend on.
        return properties(request, Facts.NONE, List.of())
                .with(ADOPTED, known.isPresent() && adopted(operation, request, inputs))
                .with(DATABASE_ID, database.id());
    }

    /// Whether someone else has opened a request that the program continues with. Its notes cannot be edited.
    private boolean adopted(Operation operation, LiveDeployRequest request, PropertyMap inputs) {
        String own = request.notes() == null ? "" : request.notes().strip();
        boolean noted =
                inputs.find(NOTES).filter(notes -> !notes.strip().equals(own)).isPresent();
        if (noted) {
            operation.say(Finding.warning(
                    NOTES,
                    request.label() + " (" + request.htmlUrl() + ") was opened by " + request.opener()
                            + " with notes of its own, and PlanetScale cannot edit them: they stay, and those of the"
                            + " program are not written",
                    "To have them on the page, add them there as a comment."));
        }
        return noted || !isOurs(request);
    }

    private boolean isOurs(LiveDeployRequest request) {
        return request.actor() != null && api.tokenId().equals(request.actor().id());
    }

    private LiveDeployRequest opened(
            Operation operation, Search search, ApiPath database, String target, PropertyMap inputs)
            throws IOException, InterruptedException {
        var _ = directory.branch(operation, database.then("/branches/{}", inputs.get(BRANCH)));
        Map<String, Object> body = inputs.body(List.of(BRANCH, NOTES, AUTO_DELETE_BRANCH));
        body.put("into_branch", target);
        body.put("auto_cutover", stage(inputs).compareTo(Stage.STAGED) > 0);
        return search.opened(target, body);
    }

    @Override
    public List<Step> steps() {
        return List.of(
                Step.on(List.of(AUTO_DELETE_BRANCH), (operation, state, inputs) -> {
                            if (phase(state).isFinal()) {
                                return state.only(List.of(AUTO_DELETE_BRANCH));
                            }
                            boolean wanted = inputs.is(AUTO_DELETE_BRANCH);
                            Optional<LiveDeployRequest> live = api.send(
                                    "PUT",
                                    path(state).then("/auto-delete-branch"),
                                    Map.of("enable", wanted),
                                    LiveDeployRequest.class);
                            return PropertyMap.EMPTY.with(
                                    AUTO_DELETE_BRANCH,
                                    live.map(LiveDeployRequest::deletesBranch).orElse(wanted));
                        })
                        .calling("PUT", "/auto-delete-branch"),
                Step.on(List.of(THROTTLER_RATIO), (operation, state, inputs) -> {
                            if (phase(state).isFinal()) {
                                return state.only(List.of(THROTTLER_RATIO));
                            }
                            Throttler.set(api, path(state), inputs.get(THROTTLER_RATIO));
                            return PropertyMap.EMPTY.with(THROTTLER_RATIO, inputs.get(THROTTLER_RATIO));
                        })
                        .calling("PATCH", "/throttler"),
                new Step(
                                List.of(STAGE),
                                (operation, state, inputs) -> true,
                                (operation, state, inputs) -> new Run(api, operation, state, inputs).run())
                        .calling("POST", "/deploy"));
    }

    @Override
    public Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        Optional<LiveDeployRequest> found = shared.find(path(state), LiveDeployRequest.class);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        LiveDeployRequest live = found.get();
        Facts facts = Facts.of(api, path(state), state, live);
        PropertyMap properties = properties(live, facts, Gates.of(live, facts, state));
        if (!state.has(SCHEMA_REVISION)) {
            // An imported one. Later deployments of others must not look like a change of a recorded one.
            PropertyMap revisions = revision(api, state, live);
            sayWhatIsNotSeen(operation, state, live, revisions);
            properties = properties.with(revisions).with(ADOPTED, !isOurs(live));
        }
        if (state.has(THROTTLER_RATIO) && !live.phase().isFinal()) {
            properties = properties.with(
                    THROTTLER_RATIO, Throttler.ratio(api, path(state)).orElse(null));
        }
        return Optional.of(properties);
    }

    /// Cancels what runs and closes what is open; what was deployed stays, since schemas have no memory. It is
    /// too late to cancel a cutover, and that is soon over, so it is waited for.
    @Override
    public void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        ApiPath path = path(state);
        Optional<LiveDeployRequest> found = api.find(path, LiveDeployRequest.class);
        if (found.isEmpty()) {
            return;
        }
        if (state.is(ADOPTED) && found.get().isOpen() && !found.get().phase().isLive()) {
            operation.say(Finding.warning(
                    found.get().label() + " (" + found.get().htmlUrl() + ") was opened by "
                            + found.get().opener() + ", not by this program; closing it",
                    "To keep such a request open, set the resource option `retainOnDelete` before you remove it."));
        }
        LiveDeployRequest stopped = canceled(path, found.get());
        if (stopped.isCuttingOver()) {
            operation.say(Finding.warning(
                    stopped.label() + " (" + stopped.htmlUrl()
                            + ") is being cut over, which cannot be canceled: waiting for it"
                            + " to finish; the new schema stays in `" + stopped.intoBranch() + "`",
                    ""));
        }
        LiveDeployRequest settled = Waiter.<LiveDeployRequest>until(
                        live -> isSettled(live.phase()), LiveDeployRequest::phaseWord)
                .detailing(LiveDeployRequest::words)
                .ridingOut(ApiException::passes)
                .await(
                        operation,
                        "deploy request #" + state.get(NUMBER) + " to come to an end",
                        () -> api.get(path, LiveDeployRequest.class));
        if (settled.isOpen() && !settled.phase().isLive()) {
            var _ = api.patch(path, Map.of("state", "closed"), LiveDeployRequest.class);
        }
        operation.say(Finding.info(
                settled.phase().isLive()
                        ? settled.label() + " is removed from the state only: the schema that it brought to"
                                + " `" + settled.intoBranch()
                                + "` stays"
                        : settled.label() + " is closed and removed from the state only: PlanetScale keeps a record of"
                                + " it"));
    }

    /// Cancels it if it can be.
    ///
    /// @return what was seen last
    private LiveDeployRequest canceled(ApiPath path, LiveDeployRequest live) throws IOException, InterruptedException {
        if (!live.canBeCanceled()) {
            return live;
        }
        try {
            return api.send("POST", path.then("/cancel"), Map.of(), LiveDeployRequest.class)
                    .orElse(live);
        } catch (ApiException refusal) {
            // It goes on meanwhile: to its cutover, or to where someone else has sent it.
            LiveDeployRequest now = api.get(path, LiveDeployRequest.class);
            if (now.canBeCanceled()) {
                throw refusal;
            }
            return now;
        }
    }

    private static boolean isSettled(Phase phase) {
        return switch (phase) {
            case QUEUED, RUNNING, STAGED, CANCELING, REVERTING -> false;
            default -> true;
        };
    }

    @Override
    public Stream<PropertyMap> list(Operation operation, PropertyMap owner) throws IOException, InterruptedException {
        return api.list(Owners.databasePath(owner, DATABASE).then("/deploy-requests"), LiveDeployRequest.class)
                .map(live -> properties(live, Facts.NONE, List.of()));
    }

    /// There is nothing left to manage about the others.
    @Override
    public boolean isAdoptable(PropertyMap object) {
        return object.find(STATE).filter("open"::equals).isPresent();
    }

    @Override
    public boolean canBelongTo(PropertyMap database) {
        return database.find(Engine.KIND).filter(kind -> !Engine.isVitess(kind)).isEmpty();
    }

    static ApiPath path(PropertyMap state) {
        return Owners.databasePath(state, DATABASE).then("/deploy-requests/{}", state.get(NUMBER));
    }

    static Finding notVitess(PropertyMap inputs, String kind) {
        return Finding.refusal(
                DATABASE,
                "`" + inputs.get(DATABASE) + "` is a " + Engine.product(kind) + " database, and "
                        + (Engine.isKnown(kind)
                                ? "those have no deploy requests"
                                : "this version of the provider knows deploy requests of Vitess databases only"),
                "Change its schema with SQL.");
    }

    /// The revisions of the target's schema and of the branch's, once the request has done with them; nothing before.
    static PropertyMap revision(Api api, PropertyMap state, LiveDeployRequest live)
            throws IOException, InterruptedException {
        if (!isDone(live.phase())) {
            return PropertyMap.EMPTY;
        }
        ApiPath database = Owners.databasePath(state, DATABASE);
        PropertyMap revisions = PropertyMap.EMPTY.with(
                SCHEMA_REVISION,
                Facts.schema(api, database, live.intoBranch())
                        .map(SchemaText::revision)
                        .orElse(null));
        return state.has(BRANCH_REVISION)
                ? revisions
                : revisions.with(
                        BRANCH_REVISION,
                        Facts.schema(api, database, live.branch())
                                .map(SchemaText::revision)
                                .orElse(null));
    }

    /// A branch that is gone has no revision; one that the token may not read has, and an import lacks it.
    private void sayWhatIsNotSeen(Operation operation, PropertyMap state, LiveDeployRequest live, PropertyMap revisions)
            throws IOException, InterruptedException {
        if (!isDone(live.phase())) {
            return;
        }
        if (!revisions.has(SCHEMA_REVISION)) {
            sayUnlessGone(operation, state, SCHEMA_REVISION, live.intoBranch());
        }
        if (!revisions.has(BRANCH_REVISION) && !state.has(BRANCH_REVISION)) {
            sayUnlessGone(operation, state, BRANCH_REVISION, live.branch());
        }
    }

    private void sayUnlessGone(Operation operation, PropertyMap state, Property<?> revision, @Nullable String branch)
            throws IOException, InterruptedException {
        ApiPath path = Owners.databasePath(state, DATABASE).then("/branches/{}", String.valueOf(branch));
        String reason = "";
        try {
            if (api.find(path, Object.class).isEmpty()) {
                return;
            }
        } catch (ApiException unseen) {
            reason = ": " + unseen.getMessage();
        }
        operation.say(Finding.warning(
                revision,
                "the schema of branch `" + branch + "` may not be read, so its revision is not known" + reason,
                "Give the service token the access `read_branch`, then run again."));
    }

    /// Whether what the branch had is in the target, or there was nothing.
    static boolean isDone(Phase phase) {
        return phase.isLive() || phase == Phase.EMPTY || phase == Phase.REVERTED;
    }

    /// What is recorded of a request.
    static PropertyMap properties(LiveDeployRequest live, Facts facts, List<Gate> gates) {
        return PropertyMap.EMPTY
                .with(NUMBER, live.number() == null ? null : live.number().toString())
                .with(Owners.PUBLIC_ID, live.id())
                .with(BRANCH, live.branch())
                .with(INTO_BRANCH, live.intoBranch())
                .with(NOTES, live.notes() == null || live.notes().isEmpty() ? null : live.notes())
                .with(AUTO_DELETE_BRANCH, live.deletesBranch())
                .with(HTML_URL, live.htmlUrl())
                .with(VERDICT, Gates.verdict(live, gates))
                .with(STATE, live.state())
                .with(DEPLOYMENT_STATE, live.phase() == Phase.STAGED ? "pending_cutover" : live.deploymentState())
                .with(GATES, gates.stream().map(Gate::properties).toList())
                .with(
                        OPERATIONS,
                        live.changes().stream()
                                .map(change -> operation(change, facts))
                                .toList())
                .with(LINT_ERRORS, live.lintErrors().stream().map(Lint::words).toList())
                .with(APPROVED, Boolean.TRUE.equals(live.approved()))
                .with(REVIEWERS, facts.reviewers())
                .with(FINGERPRINT, facts.fingerprint().orElse(null))
                .with(REVERTIBLE_UNTIL, live.revertibleUntil().orElse(null))
                .with(DEPLOYED_AT, live.deployedAt())
                .with(CREATED_AT, live.createdAt());
    }

    private static PropertyMap operation(LiveDeployRequest.Change change, Facts facts) {
        return PropertyMap.EMPTY
                .with(KEYSPACE, change.name().keyspace())
                .with(TABLE, Objects.requireNonNullElse(change.tableName(), ""))
                .with(OPERATION, Objects.requireNonNullElse(change.operationName(), ""))
                .with(STATEMENT, change.statement())
                .with(DANGERS, facts.dangers(change))
                .with(CAN_DROP_DATA, Boolean.TRUE.equals(change.canDropData()))
                .with(RECENTLY_USED, Boolean.TRUE.equals(change.tableRecentlyUsed()))
                .with(REMOVED_FOREIGN_KEYS, Objects.requireNonNullElse(change.removedForeignKeyNames(), List.of()));
    }
}
