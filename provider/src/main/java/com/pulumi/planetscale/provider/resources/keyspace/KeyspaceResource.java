package com.pulumi.planetscale.provider.resources.keyspace;

import static com.pulumi.planetscale.provider.resources.keyspace.KeyspaceProperties.*;
import static com.pulumi.planetscale.provider.resources.owner.Owners.BRANCH_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.DATABASE_ID;

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
import com.pulumi.planetscale.provider.resources.cluster.ConfigChanges;
import com.pulumi.planetscale.provider.resources.cluster.Costs;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.cluster.Offers;
import com.pulumi.planetscale.provider.resources.cluster.SharedSize;
import com.pulumi.planetscale.provider.resources.cluster.Sizing;
import com.pulumi.planetscale.provider.resources.cluster.VitessParameters;
import com.pulumi.planetscale.provider.resources.cluster.VitessParameters.Component;
import com.pulumi.planetscale.provider.resources.making.Making;
import com.pulumi.planetscale.provider.resources.making.Notes;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A keyspace of a Vitess branch. What a creation cannot set is brought about afterwards: settings, size, read-only
/// regions, parameters.
public final class KeyspaceResource
        implements Resource.Updatable,
                Resource.Previewing,
                Resource.Limited,
                Resource.Priced,
                Resource.Unique,
                Resource.Listed {
    private static final Map<Property<Map<String, String>>, Component> PARAMETERS =
            Map.of(VTTABLET_PARAMETERS, Component.VTTABLET, MYSQL_PARAMETERS, Component.MYSQLD);

    private final Api api;
    private final Siblings shared;
    private final Directory directory;
    private final Notes notes;
    private final Sizing sizing;
    private final VitessParameters parameters;
    private final ConfigChanges configChanges;
    private final KeyspaceLook look;

    public KeyspaceResource(
            Api api, Siblings shared, Directory directory, Notes notes, Sizing sizing, Costs costs, Offers offers) {
        this.api = api;
        this.shared = shared;
        this.directory = directory;
        this.notes = notes;
        this.sizing = sizing;
        parameters = new VitessParameters(api);
        configChanges = new ConfigChanges(api);
        look = new KeyspaceLook(api, directory, costs, offers);
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
    public List<Finding> obstacles(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        return look.obstacles(operation, state, inputs);
    }

    @Override
    public Optional<Finding> priceOfDeleted(Operation operation, PropertyMap state)
            throws IOException, InterruptedException {
        return look.ended(state);
    }

    @Override
    public Optional<Finding> contradiction(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        return SharedSize.ofKeyspace(operation, state, inputs);
    }

    /// The keyspace that comes with a branch is called like the database, and is adopted.
    @Override
    public List<Call> creating(PropertyMap inputs) {
        return inputs.find(NAME).equals(inputs.find(DATABASE)) ? List.of() : Resource.Updatable.super.creating(inputs);
    }

    @Override
    public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        Directory.Database database = directory.database(operation, Owners.databasePath(inputs, DATABASE));
        VITESS_ONLY.require(inputs, database);
        Directory.Branch branch = directory.branch(operation, Owners.branchPath(inputs, DATABASE, BRANCH));
        Optional<LiveKeyspace> there = api.peek(full(inputs), LiveKeyspace.class)
                .filter(keyspace -> Boolean.TRUE.equals(keyspace.isDefault()));
        LiveKeyspace live = there.isPresent()
                ? adopted(operation, inputs, there.get())
                : new Making<>(api, shared, notes, new KeyspaceMaking(api, inputs)).run(operation);
        directory.forget(Owners.branchPath(inputs, DATABASE, BRANCH));
        PropertyMap made = PropertyMap.EMPTY
                .with(READ_ONLY_REGIONS, Set.of())
                .with(live.properties())
                .with(DATABASE_ID, database.id())
                .with(BRANCH_ID, branch.id());
        return Boolean.FALSE.equals(branch.production()) ? made.with(inputs.only(List.of(CLUSTER_SIZE))) : made;
    }

    /// The keyspace that came with its branch.
    private static LiveKeyspace adopted(Operation operation, PropertyMap inputs, LiveKeyspace live)
            throws OperationException {
        if (!inputs.differing(live.properties(), List.of(SHARDS)).isEmpty() && inputs.has(SHARDS)) {
            throw new OperationException(Finding.refusal(
                    SHARDS,
                    "keyspace `" + label(inputs) + "` came with its branch and has another number of shards: "
                            + live.shards(),
                    "Remove it, or choose another name for a new keyspace."));
        }
        operation.say(Finding.info("keyspace `" + label(inputs) + "` came with its branch and was adopted"));
        return live;
    }

    @Override
    public Optional<String> claim(PropertyMap inputs) {
        return SCHEMA.path(inputs);
    }

    /// The default keyspace is adopted.
    @Override
    public Optional<Taken> taken(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        Optional<String> path = SCHEMA.path(inputs);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        return look.seen(inputs)
                .filter(there -> !Boolean.TRUE.equals(there.isDefault()))
                .map(there -> new Taken(SCHEMA.name(), path.get(), NAME.name(), String.valueOf(there.id())));
    }

    @Override
    public boolean isReady(PropertyMap state) {
        return state.is(READY);
    }

    @Override
    public PropertyMap awaitReady(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        LiveKeyspace ready = Waiter.<LiveKeyspace>until(LiveKeyspace::isIdle, LiveKeyspace::word)
                .ridingOut(ApiException::passes)
                .await(
                        operation,
                        "keyspace `" + label(state) + "` to become ready",
                        () -> api.get(full(state), LiveKeyspace.class));
        return whole(state, ready);
    }

    @Override
    public Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        Optional<LiveKeyspace> found = api.find(full(state), LiveKeyspace.class);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        PropertyMap read = parameters.read(operation, branch(state), Optional.of(state.get(NAME)), PARAMETERS, state);
        return Optional.of(whole(state, found.get()).with(read));
    }

    /// A keyspace as a read shows it. On a development branch the size that it was given has no effect, so what the
    /// program says of it is kept.
    private PropertyMap whole(PropertyMap state, LiveKeyspace live) throws IOException, InterruptedException {
        // Answers to changes have no read-only regions.
        PropertyMap shown = state.only(List.of(READ_ONLY_REGIONS)).with(live.properties());
        boolean isAnother = state.has(CLUSTER_SIZE)
                && !shown.differing(state, List.of(CLUSTER_SIZE)).isEmpty();
        return isAnother && isOfDevelopment(state) ? shown.with(state.only(List.of(CLUSTER_SIZE))) : shown;
    }

    private boolean isOfDevelopment(PropertyMap state) throws IOException, InterruptedException {
        return api.peek(branch(state), Directory.Branch.class)
                .filter(branch -> Boolean.FALSE.equals(branch.production()))
                .isPresent();
    }

    @Override
    public List<Step> steps() {
        return List.of(
                Step.on(SETTINGS, (operation, state, inputs) -> {
                    LiveKeyspace live =
                            api.patch(path(state), KeyspaceSettings.body(state, inputs), LiveKeyspace.class);
                    // The answer of a call shows what it has begun; the program's own words stay.
                    return whole(state, live).with(inputs.only(List.of(STORAGE_BYTES)));
                }),
                Step.on(SIZE, this::resize).calling("PUT", "/resizes"),
                Step.on(List.of(READ_ONLY_REGIONS), (operation, state, inputs) -> {
                            var _ = api.send(
                                    "PUT",
                                    path(state).then("/read-only-regions"),
                                    KeyspaceSettings.regions(inputs),
                                    LiveKeyspace.ReadOnlyRegion[].class);
                            return inputs.only(List.of(READ_ONLY_REGIONS));
                        })
                        .calling("PUT", "/read-only-regions"),
                parameters(VTTABLET_PARAMETERS, Component.VTTABLET),
                parameters(MYSQL_PARAMETERS, Component.MYSQLD));
    }

    private Step parameters(Property<Map<String, String>> property, Component component) {
        return Step.on(List.of(property), (operation, state, inputs) -> {
                    configChanges.change(
                            operation,
                            branch(state),
                            component,
                            Optional.of(state.get(NAME)),
                            state.find(property).orElse(Map.of()),
                            inputs.find(property).orElse(Map.of()));
                    return inputs.only(List.of(property));
                })
                .calling("POST", "/config-changes");
    }

    private PropertyMap resize(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        sizing.resizeKeyspace(
                operation, path(state), inputs.differing(state, SIZE).body(SIZE));
        LiveKeyspace live = api.get(path(state), LiveKeyspace.class);
        // A resize that is queued, or without effect on a development branch, shows what was before.
        return whole(state, live).with(inputs.only(SIZE));
    }

    @Override
    public Optional<String> lostWith(PropertyMap state) {
        return state.is(IS_DEFAULT) ? Optional.empty() : Optional.of("its tables and their data");
    }

    @Override
    public void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        if (state.is(IS_DEFAULT)) {
            operation.say(Finding.warning(
                    "keyspace `" + label(state) + "` is removed from the state only: it is the default keyspace, which"
                            + " PlanetScale deletes with its branch",
                    "To delete its tables, delete the branch."));
            return;
        }
        operation.say(
                Finding.warning("keyspace `" + label(state) + "` is being deleted with its tables and their data", ""));
        var _ = api.delete(path(state));
        var _ = Waiter.<Optional<LiveKeyspace>>until(Optional::isEmpty, _ -> "still there")
                .ridingOut(ApiException::passes)
                .await(
                        operation,
                        "keyspace `" + label(state) + "` to be gone",
                        () -> api.find(path(state), LiveKeyspace.class));
    }

    @Override
    public Stream<PropertyMap> list(Operation operation, PropertyMap owner) throws IOException, InterruptedException {
        return api.list(branch(owner).then("/keyspaces"), LiveKeyspace.class).map(LiveKeyspace::properties);
    }

    @Override
    public boolean canBelongTo(PropertyMap branch) {
        return Engine.isVitess(branch);
    }

    static ApiPath branch(PropertyMap values) {
        return Owners.branchPath(values, DATABASE, BRANCH);
    }

    /// The API takes names of keyspaces, not ids.
    static ApiPath path(PropertyMap values) {
        return branch(values).then("/keyspaces/{}", values.get(NAME));
    }

    /// Only this call returns the read-only regions (the official Go client).
    private static ApiPath full(PropertyMap values) {
        return path(values).with("full", "true");
    }

    static String label(PropertyMap values) {
        return values.get(DATABASE) + "/" + values.get(BRANCH) + "/" + values.get(NAME);
    }
}
