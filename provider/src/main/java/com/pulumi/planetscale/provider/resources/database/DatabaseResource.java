package com.pulumi.planetscale.provider.resources.database;

import static com.pulumi.planetscale.provider.resources.cluster.Clusters.REPLICAS;
import static com.pulumi.planetscale.provider.resources.cluster.Engine.KIND;
import static com.pulumi.planetscale.provider.resources.database.DatabaseProperties.*;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Call;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import com.pulumi.planetscale.provider.resource.Taken;
import com.pulumi.planetscale.provider.resource.Waiter;
import com.pulumi.planetscale.provider.resources.cluster.Clusters;
import com.pulumi.planetscale.provider.resources.cluster.Costs;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.cluster.Offers;
import com.pulumi.planetscale.provider.resources.cluster.Sizing;
import com.pulumi.planetscale.provider.resources.deploy.Throttler;
import com.pulumi.planetscale.provider.resources.making.Making;
import com.pulumi.planetscale.provider.resources.making.Notes;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A database, with its settings and the size of its default branch.
public final class DatabaseResource
        implements Resource.Updatable,
                Resource.Previewing,
                Resource.Priced,
                Resource.Limited,
                Resource.Unique,
                Resource.Filtered {
    private final Api api;
    private final Siblings shared;
    private final Directory directory;
    private final Notes notes;
    private final Sizing sizing;
    private final OpenRequests openRequests;
    private final DatabaseLook look;
    private final DatabaseLimits limits;

    public DatabaseResource(
            Api api, Siblings shared, Directory directory, Notes notes, Sizing sizing, Costs costs, Offers offers) {
        this.api = api;
        this.shared = shared;
        this.directory = directory;
        this.notes = notes;
        this.sizing = sizing;
        openRequests = new OpenRequests(api);
        look = new DatabaseLook(costs, openRequests);
        limits = new DatabaseLimits(api, offers, directory);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Finding> look(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        var findings = new ArrayList<>(look.look(state, inputs));
        if (state.is(DELETION_PROTECTED) && !inputs.is(DELETION_PROTECTED)) {
            // The step before a deletion, which engines do not ask about.
            delayedDeletion(state).ifPresent(findings::add);
        }
        return findings;
    }

    @Override
    public Optional<Finding> priceOfDeleted(Operation operation, PropertyMap state)
            throws IOException, InterruptedException {
        return look.ended(state);
    }

    @Override
    public List<Finding> obstacles(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        return limits.obstacles(operation, state, inputs);
    }

    @Override
    public Optional<Finding> contradiction(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        return DatabaseLimits.contradiction(api, operation, state, inputs);
    }

    @Override
    public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        Optional<Finding> noBranch = DatabaseLimits.absentInNew(inputs);
        if (noBranch.isPresent()) {
            throw new OperationException(noBranch.get());
        }
        directory.forget(path(inputs));
        LiveDatabase live = new Making<>(api, shared, notes, new DatabaseMaking(api, inputs)).run(operation);
        return inputs.only(CLUSTER).with(live.properties());
    }

    @Override
    public Optional<String> claim(PropertyMap inputs) {
        return SCHEMA.path(inputs);
    }

    @Override
    public Optional<Taken> taken(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        return SCHEMA.path(inputs).isEmpty()
                ? Optional.empty()
                : directory
                        .seen(Owners.organizationPath(inputs).then("/databases/{}", inputs.get(NAME)))
                        .map(there -> new Taken(SCHEMA.name(), label(inputs), NAME.name(), String.valueOf(there.id())));
    }

    @Override
    public boolean isReady(PropertyMap state) {
        return state.is(READY);
    }

    @Override
    public PropertyMap awaitReady(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        String name = state.get(NAME);
        LiveDatabase database = Waiter.<LiveDatabase>until(
                        live -> Boolean.TRUE.equals(live.ready()), live -> word(live.state()))
                .ridingOut(ApiException::passes)
                .await(
                        operation,
                        "database `" + name + "` to become ready",
                        shared.polling(path(state), LiveDatabase.class)::ask);
        Optional<LiveCluster> branch = Waiter.<Optional<LiveCluster>>until(
                        cluster -> cluster.map(LiveCluster::ready).orElse(true),
                        cluster -> word(cluster.map(LiveCluster::state).orElse(null)))
                .ridingOut(ApiException::passes)
                .await(
                        operation,
                        "branch `" + name + "/" + database.defaultBranch() + "` to become ready",
                        () -> LiveCluster.of(api, database, state));
        return database.properties().with(LiveCluster.properties(branch));
    }

    @Override
    public Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        ApiPath path = path(state);
        Optional<LiveDatabase> database = shared.find(path, LiveDatabase.class);
        if (database.isEmpty()) {
            return Optional.empty();
        }
        Optional<LiveCluster> cluster = LiveCluster.visible(operation, shared, database.get(), state);
        PropertyMap live = database.get().properties().with(LiveCluster.properties(cluster));
        // A call of its own, for programs that manage it.
        return Optional.of(
                state.has(THROTTLER_RATIO)
                        ? live.with(THROTTLER_RATIO, Throttler.ratio(api, path).orElse(null))
                        : live);
    }

    @Override
    public List<Step> steps() {
        return List.of(
                Step.on(SETTINGS, this::changeSettings),
                Step.on(CLUSTER, this::changeCluster)
                        .calling((state, inputs) -> Engine.isVitess(state)
                                ? new Call("PUT", "/branches/{}/keyspaces/{}/resizes")
                                : Engine.isPostgres(state) ? new Call("PATCH", "/branches/{}/changes") : Call.CHANGE),
                new Step(
                                List.of(THROTTLER_RATIO),
                                (operation, state, inputs) -> isThrottled(state, inputs),
                                this::throttle)
                        .calling("PATCH", "/throttler"));
    }

    /// Whether the throttler has to be set: to what the program says, or back where it says nothing any more.
    private static boolean isThrottled(PropertyMap state, PropertyMap inputs) {
        return inputs.has(THROTTLER_RATIO)
                ? !inputs.differing(state, List.of(THROTTLER_RATIO)).isEmpty()
                : state.find(THROTTLER_RATIO).filter(ratio -> ratio != 0).isPresent();
    }

    private PropertyMap throttle(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        long ratio = inputs.find(THROTTLER_RATIO).orElse(0L);
        Throttler.set(api, path(state), ratio);
        return PropertyMap.EMPTY.with(THROTTLER_RATIO, ratio);
    }

    private PropertyMap changeSettings(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        Optional<Finding> refusal = openRequests.refusal(path(state), state, inputs);
        if (refusal.isPresent()) {
            throw new OperationException(refusal.get());
        }
        PropertyMap changed = inputs.differing(state, SETTINGS);
        var body = new LinkedHashMap<>(changed.without(NAME.name()).body(SETTINGS));
        changed.find(NAME).ifPresent(name -> body.put("new_name", name));
        LiveDatabase live = api.patch(path(state), body, LiveDatabase.class);
        if (changed.has(NAME)) {
            directory.forget(Owners.organizationPath(state).then("/databases/{}", state.get(NAME)));
        }
        return live.properties();
    }

    private PropertyMap changeCluster(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        PropertyMap changed = inputs.differing(state, CLUSTER);
        if (!Engine.isKnown(state.find(KIND).orElse(null))) {
            throw new OperationException(Engine.unchangeable(CLUSTER_SIZE, state.get(KIND)));
        }
        ApiPath branch = path(state).then("/branches/{}", clusterBranch(state).orElse("main"));
        if (api.peek(branch, LiveCluster.class).isEmpty()) {
            throw new OperationException(Finding.refusal(
                    CLUSTER_SIZE,
                    "the branch that database `" + label(state)
                            + "` was made with no longer exists, or the"
                            + " service token cannot see it, and the size belongs to that branch",
                    "Declare a `Branch` for the default branch and set its size there; leave `clusterSize`"
                            + " as it was."));
        }
        if (Engine.isPostgres(state)) {
            Map<String, Object> body = changed.body(List.of(CLUSTER_SIZE, REPLICAS));
            sizing.changePostgres(operation, branch, Clusters.withStorage(body, changed, Clusters.STORAGE));
        } else {
            sizing.resizeVitess(operation, branch, inputs.get(CLUSTER_SIZE));
        }
        return changed;
    }

    @Override
    public Optional<Finding> undeletable(PropertyMap state) {
        return state.is(DELETION_PROTECTED) ? Optional.of(isProtected(state)) : Optional.empty();
    }

    @Override
    public Optional<Finding> delayedDeletion(PropertyMap state) {
        return state.is(MULTIPLE_ADMINS_REQUIRED_FOR_DELETION)
                ? Optional.of(Finding.warning(
                        MULTIPLE_ADMINS_REQUIRED_FOR_DELETION,
                        "PlanetScale deletes database `" + label(state)
                                + "` only after a second administrator has confirmed that",
                        "Have a second administrator ready: the first `pulumi up` or `pulumi destroy` requests the"
                                + " deletion and fails; run it again after the confirmation."))
                : Optional.empty();
    }

    @Override
    public Optional<String> lostWith(PropertyMap state) {
        return Optional.of("all its branches with their data, backups and credentials");
    }

    @Override
    public void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        ApiPath path = path(state);
        Optional<LiveDatabase> live = api.find(path, LiveDatabase.class);
        if (live.isEmpty()) {
            return;
        }
        if (Boolean.TRUE.equals(live.get().deletionProtected())) {
            throw new OperationException(isProtected(state));
        }
        operation.say(Finding.warning(
                "database `" + label(state) + "` is being deleted with "
                        + lostWith(state).orElseThrow(),
                ""));
        if (api.delete(path).isPresent()) {
            throw new OperationException(Finding.refusal(
                    Path.ROOT,
                    "database `" + label(state) + "` is not deleted yet: its deletion was requested, and PlanetScale"
                            + " waits for a second administrator to confirm it",
                    "Have it confirmed in PlanetScale's web interface, then run the same command again."));
        }
        var _ = Waiter.<Optional<LiveDatabase>>until(Optional::isEmpty, _ -> "still there")
                .ridingOut(ApiException::passes)
                .await(
                        operation,
                        "database `" + label(state) + "` to be gone",
                        () -> api.find(path, LiveDatabase.class));
        directory.forget(Owners.organizationPath(state).then("/databases/{}", state.get(NAME)));
    }

    @Override
    public List<Property<?>> filters() {
        return DatabaseFacts.FILTERS;
    }

    @Override
    public Stream<PropertyMap> list(Operation operation, PropertyMap owner, PropertyMap filters)
            throws IOException, InterruptedException {
        ApiPath databases = Owners.organizationPath(owner).then("/databases");
        return api.list(Owners.narrowed(databases, filters, filters()), LiveDatabase.class)
                .map(LiveDatabase::properties);
    }

    /// The branch that the size belongs to: its id, or in a state of before that was recorded, the default branch of
    /// then.
    static Optional<String> clusterBranch(PropertyMap state) {
        return Stream.of(CLUSTER_BRANCH_ID, DEFAULT_BRANCH)
                .flatMap(branch -> state.find(branch).stream())
                .filter(branch -> !branch.isBlank())
                .findFirst();
    }

    static ApiPath path(PropertyMap values) {
        return Owners.organizationPath(values)
                .then("/databases/{}", values.find(PUBLIC_ID).orElseGet(() -> values.get(NAME)));
    }

    private static String label(PropertyMap state) {
        return state.get(ORGANIZATION) + "/" + state.get(NAME);
    }

    private static Finding isProtected(PropertyMap state) {
        return Finding.refusal(
                DELETION_PROTECTED,
                "database `" + label(state) + "` was not deleted: deletionProtected is true",
                "Set it to false, run `pulumi up`, then delete it.");
    }

    private static String word(@Nullable String state) {
        return state == null ? "not ready" : state;
    }
}
