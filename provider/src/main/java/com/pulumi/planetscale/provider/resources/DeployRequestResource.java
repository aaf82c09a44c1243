package com.pulumi.planetscale.provider.resources;

import static com.pulumi.planetscale.provider.resources.DeployRequestProperties.*;
import static com.pulumi.planetscale.provider.resources.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.Owners.DATABASE_ID;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import com.pulumi.planetscale.provider.resource.Waiter;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A deploy request: opened once, then moved by each run as far as its gates allow.
public final class DeployRequestResource implements Resource.Updatable, Resource.Previewing, Resource.Listed {
    /// How old a request may be that an interrupted run of the same program may have left.
    private static final Duration LATELY = Duration.ofHours(1);

    /// How far back among the requests of two branches one is searched for.
    private static final int SEARCHED = 100;

    private final Api api;
    private final Directory directory;

    private record Branch(@Nullable String parentBranch) {}

    DeployRequestResource(Api api, Directory directory) {
        this.api = api;
        this.directory = directory;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Finding> look(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        return new DeployLook(api, state, inputs).findings();
    }

    @Override
    public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        ApiPath path = Owners.databasePath(inputs, DATABASE);
        Directory.Database database = directory.database(operation, path);
        if (Kinds.POSTGRESQL.equals(database.kind())) {
            throw new OperationException(postgres(inputs));
        }
        ApiPath branch = path.then("/branches/{}", inputs.get(BRANCH));
        String target = target(api, branch, database, inputs);
        Optional<LiveDeployRequest> known = known(operation, path, target, inputs);
        if (known.isEmpty() && stage(inputs) == Stage.REVERTED) {
            throw new OperationException(Finding.refusal(
                    STAGE, "nothing was deployed yet, so there is nothing to revert", "Use another `stage`."));
        }
        LiveDeployRequest request = known.isPresent() ? known.get() : opened(operation, path, target, inputs);
        // The gates are judged by the run that follows, which asks what they depend on.
        return properties(request, DeployFacts.NONE, List.of()).with(DATABASE_ID, database.id());
    }

    /// The request that is there already: the open one of these branches, or one that an interrupted run has
    /// brought to its end.
    private Optional<LiveDeployRequest> known(Operation operation, ApiPath database, String target, PropertyMap inputs)
            throws IOException, InterruptedException {
        String head = inputs.get(BRANCH);
        List<LiveDeployRequest> all = requests(api, database, head, target);
        Optional<LiveDeployRequest> open =
                all.stream().filter(LiveDeployRequest::isOpen).findFirst();
        if (open.isPresent()) {
            operation.say(Finding.info(open.get().label() + " (" + open.get().id() + ") of `" + head + "` into `"
                    + target + "` was open already, and is gone on with"));
            return open;
        }
        Optional<LiveDeployRequest> twin = all.stream()
                .filter(request -> isOursOfLate(operation, request))
                .max(Comparator.comparing(request -> Times.parse(request.createdAt())));
        if (twin.isEmpty() || !sameSchemas(database, head, target)) {
            return Optional.empty();
        }
        operation.say(Finding.warning(
                twin.get().label() + " (" + twin.get().id() + ") of `" + head + "` into `" + target
                        + "` was made by this token less than an hour ago and has done what is asked: it is taken over",
                ""));
        return twin;
    }

    private boolean isOursOfLate(Operation operation, LiveDeployRequest request) {
        return (request.phase() == Phase.PERMANENT || request.phase() == Phase.EMPTY)
                && request.actor() != null
                && api.tokenId().equals(request.actor().id())
                && Times.parse(request.createdAt()).isAfter(operation.now().minus(LATELY))
                && !operation.isRecorded(String.valueOf(request.id()));
    }

    private boolean sameSchemas(ApiPath database, String head, String target) throws IOException, InterruptedException {
        Optional<SchemaText> left = DeployFacts.schema(api, database, target);
        Optional<SchemaText> right = DeployFacts.schema(api, database, head);
        // A branch that is gone was deleted after the deployment, as `autoDeleteBranch` has it.
        return right.isEmpty() || left.equals(right);
    }

    private LiveDeployRequest opened(Operation operation, ApiPath database, String target, PropertyMap inputs)
            throws IOException, InterruptedException {
        var _ = directory.branch(operation, database.then("/branches/{}", inputs.get(BRANCH)));
        Map<String, Object> body = inputs.body(List.of(BRANCH, NOTES, AUTO_DELETE_BRANCH));
        body.put("into_branch", target);
        body.put("auto_cutover", stage(inputs).compareTo(Stage.STAGED) > 0);
        try {
            return api.post(database.then("/deploy-requests"), body, LiveDeployRequest.class);
        } catch (ApiException fault) {
            if (!fault.maybeDone()) {
                throw fault;
            }
            // There is one open request of a branch into another at most, so it is found again.
            return open(api, database, inputs.get(BRANCH), target).orElseThrow(() -> fault);
        }
    }

    /// The branch that gets the schema: the one that the program names, else the parent, else the default
    /// branch.
    static String target(Api api, ApiPath branch, Directory.Database database, PropertyMap inputs)
            throws IOException, InterruptedException {
        Optional<String> named = inputs.find(INTO_BRANCH);
        if (named.isPresent()) {
            return named.get();
        }
        String parent = api.get(branch, Branch.class).parentBranch();
        return parent != null ? parent : String.valueOf(database.defaultBranch());
    }

    private static List<LiveDeployRequest> requests(Api api, ApiPath database, String branch, String target)
            throws IOException, InterruptedException {
        ApiPath query = database.then("/deploy-requests").with("branch", branch).with("into_branch", target);
        try (Stream<LiveDeployRequest> found = api.list(query, LiveDeployRequest.class)) {
            return found.filter(request -> branch.equals(request.branch()) && target.equals(request.intoBranch()))
                    .limit(SEARCHED)
                    .toList();
        }
    }

    /// The open request of one branch into another.
    static Optional<LiveDeployRequest> open(Api api, ApiPath database, String branch, String target)
            throws IOException, InterruptedException {
        return requests(api, database, branch, target).stream()
                .filter(LiveDeployRequest::isOpen)
                .findFirst();
    }

    @Override
    public List<Step> steps() {
        return List.of(
                Step.on(List.of(AUTO_DELETE_BRANCH), (operation, state, inputs) -> {
                    if (phase(state).isFinal()) {
                        return PropertyMap.EMPTY;
                    }
                    LiveDeployRequest live = api.send(
                                    "PUT",
                                    path(state).then("/auto-delete-branch"),
                                    Map.of("enable", inputs.is(AUTO_DELETE_BRANCH)),
                                    LiveDeployRequest.class)
                            .orElseThrow(() -> new IOException("PlanetScale answered nothing"));
                    return PropertyMap.EMPTY.with(AUTO_DELETE_BRANCH, live.deletesBranch());
                }),
                Step.on(List.of(THROTTLER_RATIO), (operation, state, inputs) -> {
                    if (phase(state).isFinal()) {
                        return PropertyMap.EMPTY;
                    }
                    Throttler.set(api, path(state), inputs.get(THROTTLER_RATIO));
                    return PropertyMap.EMPTY.with(THROTTLER_RATIO, inputs.get(THROTTLER_RATIO));
                }),
                new Step(
                        List.of(STAGE),
                        (operation, state, inputs) -> true,
                        (operation, state, inputs) -> new DeployRun(api, operation, state, inputs).run()));
    }

    @Override
    public Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        Optional<LiveDeployRequest> found = api.find(path(state), LiveDeployRequest.class);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        LiveDeployRequest live = found.get();
        DeployFacts facts = DeployFacts.of(api, path(state), state, live);
        PropertyMap properties = properties(live, facts, Gates.of(live, facts, state));
        if (!state.has(SCHEMA_REVISION)) {
            // An imported one. Later deployments of others must not look like a change of a recorded one.
            properties = properties.with(revision(api, state, live));
        }
        if (state.has(THROTTLER_RATIO) && !live.phase().isFinal()) {
            properties = properties.with(
                    THROTTLER_RATIO, Throttler.ratio(api, path(state)).orElse(null));
        }
        return Optional.of(properties);
    }

    /// Cancels what runs and closes what is open; what was deployed stays, since schemas have no memory. A cutover
    /// is too late to be canceled and soon over, so it is waited for.
    @Override
    public void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        ApiPath path = path(state);
        Optional<LiveDeployRequest> found = api.find(path, LiveDeployRequest.class);
        if (found.isEmpty()) {
            return;
        }
        LiveDeployRequest stopped = canceled(path, found.get());
        if (stopped.isCuttingOver()) {
            operation.say(Finding.warning(
                    stopped.label() + " (" + stopped.htmlUrl()
                            + ") is being cut over, which cannot be canceled: its end is"
                            + " waited for, and the new schema stays in `" + stopped.intoBranch() + "`",
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
                        ? settled.label() + " is only forgotten: the schema that it brought to `" + settled.intoBranch()
                                + "` stays"
                        : settled.label() + " is closed and only forgotten: PlanetScale keeps a record of it"));
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
            // It goes on meanwhile: to its cutover, or to where somebody else has sent it.
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
                .map(live -> properties(live, DeployFacts.NONE, List.of()));
    }

    /// There is nothing left to manage about the others.
    @Override
    public boolean isAdoptable(PropertyMap object) {
        return object.find(STATE).filter("open"::equals).isPresent();
    }

    @Override
    public boolean canBelongTo(PropertyMap database) {
        return database.find(DatabaseProperties.KIND)
                .filter(Kinds.POSTGRESQL::equals)
                .isEmpty();
    }

    @Override
    public Optional<String> ownerId(Operation operation, Property<?> owner, PropertyMap inputs)
            throws IOException, InterruptedException {
        return directory.idOf(owner, inputs);
    }

    static ApiPath path(PropertyMap state) {
        return Owners.databasePath(state, DATABASE).then("/deploy-requests/{}", state.get(NUMBER));
    }

    static Finding postgres(PropertyMap inputs) {
        return Finding.refusal(
                DATABASE,
                "`" + inputs.get(DATABASE) + "` is a Postgres database, and those have no deploy requests",
                "Change its schema with SQL.");
    }

    /// The revision of the target's schema, once the request has done with it; nothing before.
    static PropertyMap revision(Api api, PropertyMap state, LiveDeployRequest live)
            throws IOException, InterruptedException {
        Phase phase = live.phase();
        boolean settled = phase.isLive() || phase == Phase.EMPTY || phase == Phase.REVERTED;
        return settled
                ? PropertyMap.EMPTY.with(
                        SCHEMA_REVISION,
                        DeployFacts.schema(api, Owners.databasePath(state, DATABASE), live.intoBranch())
                                .map(SchemaText::revision)
                                .orElse(null))
                : PropertyMap.EMPTY;
    }

    /// What is recorded of a request.
    static PropertyMap properties(LiveDeployRequest live, DeployFacts facts, List<Gate> gates) {
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
                .with(
                        GATES,
                        gates.isEmpty()
                                ? null
                                : gates.stream().map(Gate::properties).toList())
                .with(
                        OPERATIONS,
                        live.changes().stream()
                                .map(DeployRequestResource::operation)
                                .toList())
                .with(LINT_ERRORS, live.lintErrors().stream().map(Lint::words).toList())
                .with(APPROVED, Boolean.TRUE.equals(live.approved()))
                .with(REVIEWERS, facts.reviewers().isEmpty() ? null : facts.reviewers())
                .with(FINGERPRINT, facts.fingerprint().orElse(null))
                .with(REVERTIBLE_UNTIL, live.revertibleUntil().orElse(null))
                .with(DEPLOYED_AT, live.deployedAt())
                .with(CREATED_AT, live.createdAt());
    }

    private static PropertyMap operation(LiveDeployRequest.Change change) {
        return PropertyMap.EMPTY
                .with(KEYSPACE, change.keyspaceName())
                .with(TABLE, change.tableName())
                .with(OPERATION, change.operationName())
                .with(STATEMENT, change.ddlStatement())
                .with(CAN_DROP_DATA, Boolean.TRUE.equals(change.canDropData()))
                .with(RECENTLY_USED, Boolean.TRUE.equals(change.tableRecentlyUsed()))
                .with(REMOVED_FOREIGN_KEYS, change.removedForeignKeyNames());
    }
}
