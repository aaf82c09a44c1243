package com.pulumi.planetscale.provider.resources.branch;

import static com.pulumi.planetscale.provider.resources.branch.BranchProperties.*;
import static com.pulumi.planetscale.provider.resources.owner.Owners.DATABASE_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.property.Finding;
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
import com.pulumi.planetscale.provider.resources.backup.BackupResource;
import com.pulumi.planetscale.provider.resources.cluster.ConfigChanges;
import com.pulumi.planetscale.provider.resources.cluster.Costs;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.cluster.Offers;
import com.pulumi.planetscale.provider.resources.cluster.Ongoing;
import com.pulumi.planetscale.provider.resources.cluster.Sizing;
import com.pulumi.planetscale.provider.resources.cluster.VitessParameters;
import com.pulumi.planetscale.provider.resources.cluster.VitessParameters.Component;
import com.pulumi.planetscale.provider.resources.making.Making;
import com.pulumi.planetscale.provider.resources.making.Notes;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A branch: on Vitess a copy of its parent's schema, on Postgres a cluster of its own.
///
/// What a creation cannot set is brought about afterwards, in the order that the API needs: the Postgres
/// cluster, then promotion, then the Vitess cluster (development branches have no size of their own), safe
/// migrations, protection.
public final class BranchResource
        implements Resource.Updatable,
                Resource.Previewing,
                Resource.Priced,
                Resource.Limited,
                Resource.Unique,
                Resource.Filtered,
                Resource.Descended {
    private static final Duration RESTORING = Duration.ofHours(12);

    private final Api api;
    private final Siblings shared;
    private final Directory directory;
    private final Notes notes;
    private final Sizing sizing;
    private final PostgresCluster postgres;
    private final VitessParameters parameters;
    private final ConfigChanges configChanges;
    private final BranchDeletion deletion;
    private final BranchLook look;
    private final BranchLimits limits;

    public BranchResource(
            Api api, Siblings shared, Directory directory, Notes notes, Sizing sizing, Costs costs, Offers offers) {
        this.api = api;
        this.shared = shared;
        this.directory = directory;
        this.notes = notes;
        this.sizing = sizing;
        postgres = new PostgresCluster(api, sizing);
        parameters = new VitessParameters(api);
        configChanges = new ConfigChanges(api);
        deletion = new BranchDeletion(api, directory);
        look = new BranchLook(api, directory, costs);
        limits = new BranchLimits(api, directory, offers);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Finding> look(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        return look.look(state, inputs);
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
        return BranchLimits.contradiction(api, operation, state, inputs);
    }

    @Override
    public Optional<Finding> irreplaceable(Operation operation, PropertyMap state)
            throws IOException, InterruptedException {
        return deletion.irreplaceable(state);
    }

    /// The branch `main` comes with its database, and is adopted.
    @Override
    public List<Call> creating(PropertyMap inputs) {
        return inputs.find(NAME).filter("main"::equals).isPresent()
                ? List.of()
                : Resource.Updatable.super.creating(inputs);
    }

    @Override
    public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        Directory.Database database = directory.database(operation, Owners.databasePath(inputs, DATABASE));
        var refusals = new ArrayList<Finding>();
        refuseForeign(inputs, database.kind(), refusals::add);
        if (!refusals.isEmpty()) {
            throw new OperationException(refusals.getFirst());
        }
        directory.forget(namePath(inputs));
        LiveBranch live = inputs.get(NAME).equals(database.defaultBranch())
                ? adopted(operation, inputs)
                : new Making<>(api, shared, notes, new BranchMaking(api, inputs)).run(operation);
        return live.properties().with(DATABASE_ID, database.id());
    }

    /// The branch that came with the database.
    private LiveBranch adopted(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        Optional<Finding> refusal = BranchLimits.origin(inputs);
        if (refusal.isPresent()) {
            throw new OperationException(refusal.get());
        }
        LiveBranch live = api.get(namePath(inputs), LiveBranch.class);
        operation.say(Finding.info("branch `" + label(inputs) + "` came with its database and was adopted"));
        return live;
    }

    @Override
    public Optional<String> claim(PropertyMap inputs) {
        return SCHEMA.path(inputs);
    }

    /// The default branch is adopted.
    @Override
    public Optional<Taken> taken(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        Optional<String> path = SCHEMA.path(inputs);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        ApiPath database = Owners.organizationPath(inputs).then("/databases/{}", inputs.get(DATABASE));
        Optional<Directory.Database> owner = directory.seen(database);
        if (owner.isEmpty() || inputs.get(NAME).equals(owner.get().defaultBranch())) {
            return Optional.empty();
        }
        return directory
                .seenBranch(database, inputs.get(NAME))
                .map(there -> new Taken(SCHEMA.name(), path.get(), NAME.name(), String.valueOf(there.id())));
    }

    /// A restore copies all data, which may take hours: the official Terraform provider waits twelve.
    @Override
    public Duration patience(PropertyMap inputs) {
        boolean restores = Stream.of(BACKUP_ID, RESTORE_POINT, SEED_DATA).anyMatch(inputs::has);
        return restores ? RESTORING : Resource.Updatable.super.patience(inputs);
    }

    @Override
    public boolean isReady(PropertyMap state) {
        return state.is(READY);
    }

    @Override
    public PropertyMap awaitReady(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        LiveBranch ready = Waiter.<LiveBranch>until(
                        branch -> Boolean.TRUE.equals(branch.ready()),
                        branch -> branch.state() == null ? "not ready" : branch.state())
                .ridingOut(ApiException::passes)
                .await(
                        operation,
                        "branch `" + label(state) + "` to become ready",
                        shared.polling(path(state), LiveBranch.class)::ask);
        return ready.properties();
    }

    @Override
    public Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        Optional<LiveBranch> branch = shared.find(path(state), LiveBranch.class);
        if (branch.isEmpty()) {
            return Optional.empty();
        }
        PropertyMap live = branch.get().properties();
        if (state.has(READY)) {
            return Optional.of(live.with(postgres.recordedParameters(path(state), state))
                    .with(vtgateParameters(operation, state, live)));
        }
        PropertyMap changed = Engine.isPostgres(live) ? postgres.changedParameters(path(state)) : PropertyMap.EMPTY;
        return Optional.of(live.with(changed).with(vtgateParameters(operation, state, live)));
    }

    private PropertyMap vtgateParameters(Operation operation, PropertyMap state, PropertyMap live)
            throws IOException, InterruptedException {
        return Engine.isVitess(live)
                ? parameters.read(
                        operation, path(state), Optional.empty(), Map.of(Vtgates.PARAMETERS, Component.VTGATE), state)
                : PropertyMap.EMPTY;
    }

    @Override
    public List<Property<?>> origins() {
        return List.of(PARENT_BRANCH, BACKUP_ID);
    }

    @Override
    public boolean isLost(Operation operation, Property<?> origin, PropertyMap state, PropertyMap oldInputs)
            throws IOException, InterruptedException {
        ApiPath branches = Owners.databasePath(state, DATABASE).then("/branches");
        Optional<String> from =
                origin == PARENT_BRANCH ? oldInputs.find(PARENT_BRANCH) : state.find(RESTORED_FROM_BRANCH);
        if (from.isEmpty()) {
            return false;
        }
        ApiPath branch = branches.then("/{}", from.get());
        return origin == PARENT_BRANCH
                ? api.find(branch, LiveBranch.class).isEmpty()
                : !BackupResource.isThere(api, branch, oldInputs.get(BACKUP_ID));
    }

    @Override
    public List<Step> steps() {
        return List.of(
                Step.on(List.of(NAME), (operation, state, inputs) -> rename(state, inputs)),
                new Step(
                                POSTGRES_CLUSTER,
                                (operation, state, inputs) -> Engine.isPostgres(state)
                                        && !inputs.differing(state, POSTGRES_CLUSTER)
                                                .isEmpty(),
                                (operation, state, inputs) -> postgres.change(
                                        operation, path(state), state, inputs.differing(state, POSTGRES_CLUSTER)))
                        .calling("PATCH", "/changes"),
                Step.on(List.of(PRODUCTION), this::promoteOrDemote)
                        .calling((state, inputs) -> new Call("POST", state.is(PRODUCTION) ? "/demote" : "/promote")),
                new Step(
                                List.of(CLUSTER_SIZE),
                                (operation, state, inputs) -> Engine.isVitess(state)
                                        && state.is(PRODUCTION)
                                        && !inputs.differing(state, List.of(CLUSTER_SIZE))
                                                .isEmpty(),
                                this::resizeVitess)
                        .calling("PUT", "/keyspaces/{}/resizes"),
                Step.on(Vtgates.ALL, (operation, state, inputs) -> {
                            sizing.changeVtgates(operation, path(state), inputs.body(Vtgates.ALL));
                            return inputs.only(Vtgates.ALL);
                        })
                        .calling("PUT", "/resizes"),
                Step.on(List.of(Vtgates.PARAMETERS), this::changeParameters).calling("POST", "/config-changes"),
                Step.on(List.of(SAFE_MIGRATIONS), (operation, state, inputs) -> SafeMigrations.set(api, state, inputs))
                        .calling("PUT", "/safe-migrations"),
                Step.on(
                        List.of(DELETION_PROTECTED),
                        (operation, state, inputs) -> api.patch(
                                        path(state), inputs.body(List.of(DELETION_PROTECTED)), LiveBranch.class)
                                .properties()));
    }

    private PropertyMap rename(PropertyMap state, PropertyMap inputs) throws IOException, InterruptedException {
        LiveBranch live = api.patch(path(state), Map.of("new_name", inputs.get(NAME)), LiveBranch.class);
        directory.forget(namePath(state));
        return live.properties();
    }

    private PropertyMap promoteOrDemote(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        boolean wanted = inputs.get(PRODUCTION);
        ApiPath path = path(state);
        LiveBranch before = api.get(path, LiveBranch.class);
        if (before.production() != null && before.production() == wanted) {
            return before.properties();
        }
        LiveBranch answer = Sizing.whenFree(
                operation,
                new Ongoing(api, path),
                () -> api.post(path.then(wanted ? "/promote" : "/demote"), Map.of(), LiveBranch.class));
        LiveBranch after = answer.production() == null ? api.get(path, LiveBranch.class) : answer;
        if (after.production() == null || after.production() != wanted) {
            throw new OperationException(Finding.refusal(
                    PRODUCTION,
                    "branch `" + label(state) + "` is still " + (wanted ? "a development" : "a production")
                            + " branch: the change was requested, and PlanetScale waits for a second administrator to"
                            + " confirm it",
                    "Have it confirmed in PlanetScale's web interface, then run `pulumi up` again."));
        }
        return awaitReady(operation, state.with(after.properties()));
    }

    private PropertyMap resizeVitess(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        sizing.resizeVitess(operation, path(state), inputs.get(CLUSTER_SIZE));
        return inputs.only(List.of(CLUSTER_SIZE));
    }

    private PropertyMap changeParameters(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        configChanges.change(
                operation,
                path(state),
                Component.VTGATE,
                Optional.empty(),
                state.find(Vtgates.PARAMETERS).orElse(Map.of()),
                inputs.get(Vtgates.PARAMETERS));
        return inputs.only(List.of(Vtgates.PARAMETERS));
    }

    @Override
    public Optional<Finding> undeletable(PropertyMap state) {
        return deletion.undeletable(state);
    }

    @Override
    public Optional<String> lostWith(PropertyMap state) {
        return Optional.of(
                "its data, backups and credentials" + (state.is(PRODUCTION) ? "; it is a production branch" : ""));
    }

    @Override
    public void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        deletion.run(operation, state);
    }

    @Override
    public List<Property<?>> filters() {
        return BranchFacts.FILTERS;
    }

    @Override
    public Stream<PropertyMap> list(Operation operation, PropertyMap owner, PropertyMap filters)
            throws IOException, InterruptedException {
        ApiPath branches = Owners.databasePath(owner, DATABASE).then("/branches");
        return api.list(Owners.narrowed(branches, filters, filters()), LiveBranch.class)
                .map(LiveBranch::properties);
    }

    /// The path by public ids, where they are recorded.
    static ApiPath path(PropertyMap values) {
        return Owners.databasePath(values, DATABASE)
                .then("/branches/{}", values.find(PUBLIC_ID).orElseGet(() -> values.get(NAME)));
    }

    /// The path by names, under which the directory knows it.
    static ApiPath namePath(PropertyMap values) {
        return Owners.organizationPath(values)
                .then("/databases/{}/branches/{}", values.get(DATABASE), values.get(NAME));
    }

    static String label(PropertyMap values) {
        return values.get(DATABASE) + "/" + values.get(NAME);
    }
}
