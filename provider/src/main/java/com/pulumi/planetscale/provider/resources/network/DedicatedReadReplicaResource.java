package com.pulumi.planetscale.provider.resources.network;

import static com.pulumi.planetscale.provider.resources.network.ReplicaParameters.PARAMETERS;
import static com.pulumi.planetscale.provider.resources.owner.Owners.BRANCH_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.DATABASE_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.NamedAnswer;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.assumption.Assumes;
import com.pulumi.planetscale.provider.assumption.Assumption;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Property.Problem;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import com.pulumi.planetscale.provider.resource.Taken;
import com.pulumi.planetscale.provider.resource.Waiter;
import com.pulumi.planetscale.provider.resources.cluster.ClusterSize;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.cluster.EngineBound;
import com.pulumi.planetscale.provider.resources.cluster.Offers;
import com.pulumi.planetscale.provider.resources.cluster.SizeList.Question;
import com.pulumi.planetscale.provider.resources.making.Made;
import com.pulumi.planetscale.provider.resources.making.Making;
import com.pulumi.planetscale.provider.resources.making.Notes;
import com.pulumi.planetscale.provider.resources.making.UniquelyNamed;
import com.pulumi.planetscale.provider.resources.owner.Actor;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.NameRule;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Replicas of a Postgres branch for reading, with hosts and a size of their own. PlanetScale's OpenAPI
/// description lacks the calls; its official command line makes them.
@Assumes(Assumption.READ_REPLICA_CALLS)
public final class DedicatedReadReplicaResource
        implements Resource.Updatable,
                Resource.Previewing,
                Resource.Limited,
                Resource.Priced,
                Resource.Unique,
                Resource.Listed {
    private static final Property<String> DATABASE = Owners.database("read replica");
    private static final Property<String> BRANCH = Owners.branch("read replica");
    private static final EngineBound POSTGRES_ONLY = new EngineBound(
            DATABASE,
            Engine.POSTGRESQL,
            "dedicated read replicas",
            "Use `readOnlyRegions` of `planetscale:index:Keyspace` instead.");

    static final Property<String> NAME = Property.text(
                    "name", "Name of the read replica: lower-case letters, digits and hyphens.")
            .checking(new NameRule("read replica", "-", 63, true)::problem)
            .atCreation("PlanetScale cannot rename a read replica");

    static final Property<String> REGION = Property.text("region", "Slug of the region, such as `eu-west`.")
            .atCreation("a read replica cannot move to another region");

    static final Property<Long> REPLICAS = Property.integer("replicas", "Number of servers. Changed in place.")
            .defaultsTo(1L)
            .checking(count -> count >= 1
                    ? Optional.empty()
                    : Optional.of(new Problem(count + " is out of range", "Use 1 or more.")))
            .always();

    static final Property<String> SIZE = Property.text(
                    "clusterSize",
                    "Size of each server, such as `PS_10_AWS_ARM`. If omitted, that of the branch. Changed in place.")
            .optional()
            .derived()
            .checking(ClusterSize::problem)
            .sameWhen(ClusterSize::same)
            .always();

    static final Property<String> ACCESS_HOST_URL = Property.text(
                    "accessHostUrl", "Host name to connect to, without a scheme.")
            .computed()
            .always();
    static final Property<String> PRIVATE_ACCESS_HOST_URL = Property.text(
                    "privateAccessHostUrl", "Host name for private connections, without a scheme.")
            .computed();
    static final Property<String> PRIVATE_CONNECTION_SERVICE_NAME = Property.text(
                    "privateConnectionServiceName",
                    "Name of the cloud provider's endpoint service for private connections.")
            .computed();
    static final Property<Boolean> READY =
            Property.bool("ready", "Whether it can be connected to.").computed().always();

    /// Parameters are not set at a creation.
    private static final PropertyMap NO_PARAMETERS = PropertyMap.EMPTY.with(PARAMETERS, Map.of());

    private static final List<Property<?>> CREATION = List.of(NAME, REGION, REPLICAS, SIZE);
    private static final List<Property<?>> IN_PLACE = List.of(REPLICAS, SIZE, PARAMETERS);

    private static final Schema SCHEMA = Schema.of(
                    "DedicatedReadReplica",
                    "Replicas of a branch of a Postgres database that serve reads only, with a host and a size of their"
                            + " own, in any region. Roles of the branch connect to them.",
                    List.of(
                            ORGANIZATION,
                            DATABASE,
                            BRANCH,
                            NAME,
                            REGION,
                            REPLICAS,
                            SIZE,
                            PARAMETERS,
                            ACCESS_HOST_URL,
                            PRIVATE_ACCESS_HOST_URL,
                            PRIVATE_CONNECTION_SERVICE_NAME,
                            READY,
                            PUBLIC_ID,
                            DATABASE_ID,
                            BRANCH_ID,
                            CREATED_AT))
            .identifiedBy(List.of(ORGANIZATION, DATABASE, BRANCH, NAME))
            .inApi("read-only-replicas");

    private final Api api;
    private final Siblings shared;
    private final Directory directory;
    private final Notes notes;
    private final Offers offers;

    /// What the API returns for a read replica. The name of the region comes within an object.
    private record Live(
            @Nullable String id,
            @Nullable String name,
            @Nullable String state,
            @Nullable Boolean ready,
            @Nullable Long replicas,
            @Nullable String clusterName,
            @Nullable JsonNode region,
            @Nullable List<ServerParameter> parameters,
            @Nullable String accessHostUrl,
            @Nullable String privateAccessHostUrl,
            @Nullable String privateConnectionServiceName,
            @Nullable String createdAt,
            @Nullable Actor actor)
            implements NamedAnswer, Made.ByActor {
        boolean isReady() {
            return Boolean.TRUE.equals(ready) && "ready".equals(state);
        }

        /// @param state what is recorded of it, which says whose parameters are looked at
        PropertyMap properties(PropertyMap state) {
            return ReplicaParameters.shown(parameters, state)
                    .with(PUBLIC_ID, id)
                    .with(NAME, name)
                    .with(REGION, region == null ? null : region.path("slug").asText(region.asText()))
                    .with(REPLICAS, replicas)
                    .with(SIZE, clusterName)
                    .with(ACCESS_HOST_URL, accessHostUrl)
                    .with(PRIVATE_ACCESS_HOST_URL, privateAccessHostUrl)
                    .with(PRIVATE_CONNECTION_SERVICE_NAME, privateConnectionServiceName)
                    .with(READY, isReady())
                    .with(CREATED_AT, createdAt);
        }
    }

    public DedicatedReadReplicaResource(Api api, Siblings shared, Directory directory, Notes notes, Offers offers) {
        this.api = api;
        this.shared = shared;
        this.directory = directory;
        this.notes = notes;
        this.offers = offers;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Finding> look(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        List<Finding> findings = POSTGRES_ONLY.look(directory, state, inputs);
        boolean isPlaced = Stream.of(ORGANIZATION, DATABASE, BRANCH)
                .allMatch(part -> inputs.find(part).isPresent());
        return findings.isEmpty() && isPlaced
                ? ReplicaParameters.problems(api, branch(inputs), state, inputs)
                : findings;
    }

    @Override
    public List<Finding> obstacles(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        PropertyMap known = state.with(inputs);
        boolean isPlaced = Stream.of(ORGANIZATION, DATABASE, REGION)
                .allMatch(part -> known.find(part).isPresent());
        Optional<Directory.Database> database =
                isPlaced ? directory.seen(Owners.databasePath(known, DATABASE)) : Optional.empty();
        if (database.filter(found -> Engine.POSTGRESQL.equals(found.kind())).isEmpty()) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        if (Offers.wanted(state, inputs, REGION).isPresent()) {
            offers.region(REGION, Owners.databasePath(known, DATABASE), Engine.POSTGRESQL, known.get(REGION))
                    .ifPresent(findings::add);
        }
        Optional<String> size = Offers.wanted(state, inputs, SIZE);
        if (size.isPresent() && findings.isEmpty()) {
            Optional<Directory.Branch> branch = known.find(BRANCH).isPresent()
                    ? directory.seenBranch(Owners.databasePath(known, DATABASE), known.get(BRANCH))
                    : Optional.empty();
            var question = new Question(
                    known.get(ORGANIZATION),
                    Engine.POSTGRESQL,
                    known.find(REGION),
                    Optional.ofNullable(database.get().name()));
            offers.size(SIZE, question, size.get())
                    .or(() -> otherProcessors(branch, size.get()))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    /// A replica runs on processors like those of its branch.
    private static Optional<Finding> otherProcessors(Optional<Directory.Branch> branch, String size) {
        Optional<String> own = branch.map(Directory.Branch::clusterName)
                .flatMap(name -> ClusterSize.of(name).architecture());
        Optional<String> wanted = ClusterSize.of(size).architecture();
        return own.isPresent() && wanted.isPresent() && !own.equals(wanted)
                ? Optional.of(Finding.refusal(
                        SIZE,
                        "size `" + size + "` has " + wanted.get() + " processors, and those of branch `"
                                + branch.map(Directory.Branch::name).orElse("") + "` are " + own.get(),
                        "Choose a size with " + own.get() + " processors, or omit it to have the branch's own size."))
                : Optional.empty();
    }

    /// PlanetScale's price list does not say what a read replica costs by itself.
    @Override
    public Optional<Finding> priceOfDeleted(Operation operation, PropertyMap state) {
        return Optional.empty();
    }

    @Override
    public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        Directory.Database database = directory.database(operation, Owners.databasePath(inputs, DATABASE));
        POSTGRES_ONLY.require(inputs, database);
        Directory.Branch branch = directory.branch(operation, branch(inputs));
        Live live = new Making<>(api, shared, notes, new Traits(api, inputs)).run(operation);
        return live.properties(NO_PARAMETERS).with(DATABASE_ID, database.id()).with(BRANCH_ID, branch.id());
    }

    /// How a read replica is made and recognised: by its name.
    private record Traits(Api api, PropertyMap inputs) implements UniquelyNamed<Live> {
        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public ApiPath collection() {
            return branch(inputs).then("/read-only-replicas");
        }

        @Override
        public List<Property<?>> sent() {
            return CREATION;
        }

        @Override
        public PropertyMap properties(Live replica) {
            return replica.properties(NO_PARAMETERS);
        }

        @Override
        public Class<Live> type() {
            return Live.class;
        }

        @Override
        public boolean isFoundByName() {
            return true;
        }

        @Override
        public String name() {
            return inputs.get(NAME);
        }

        @Override
        public boolean matches(Live replica) {
            return inputs.differing(replica.properties(NO_PARAMETERS), List.of(REGION, SIZE))
                    .isEmpty();
        }
    }

    @Override
    public Optional<String> claim(PropertyMap inputs) {
        return SCHEMA.path(inputs);
    }

    @Override
    public Optional<Taken> taken(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        Optional<String> path = SCHEMA.path(inputs);
        return path.isEmpty()
                ? Optional.empty()
                : api.peek(path(inputs), Live.class)
                        .map(there -> new Taken(SCHEMA.name(), path.get(), NAME.name(), String.valueOf(there.id())));
    }

    @Override
    public boolean isReady(PropertyMap state) {
        return state.is(READY);
    }

    @Override
    public PropertyMap awaitReady(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        return Waiter.<Live>until(Live::isReady, live -> live.state() == null ? "not ready" : live.state())
                .ridingOut(ApiException::passes)
                .await(operation, label(state) + " to become ready", shared.polling(path(state), Live.class)::ask)
                .properties(state);
    }

    @Override
    public Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        return shared.find(path(state), Live.class).map(live -> live.properties(state));
    }

    @Override
    public List<Step> steps() {
        return List.of(Step.on(IN_PLACE, (operation, state, inputs) -> {
            PropertyMap changed = inputs.differing(state, IN_PLACE);
            Map<String, Object> body = changed.without(PARAMETERS.name()).body(IN_PLACE);
            if (changed.has(PARAMETERS)) {
                Live now = api.get(path(state), Live.class);
                body.put(PARAMETERS.apiName(), ReplicaParameters.toSend(now.parameters(), state, inputs));
            }
            var _ = api.patch(path(state), body, Live.class);
            return awaitReady(operation, state.with(inputs.only(List.of(PARAMETERS))));
        }));
    }

    @Override
    public void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        var _ = api.delete(path(state));
        var _ = Waiter.<Optional<Live>>until(Optional::isEmpty, _ -> "still there")
                .ridingOut(ApiException::passes)
                .await(operation, label(state) + " to be gone", () -> api.find(path(state), Live.class));
    }

    @Override
    public Stream<PropertyMap> list(Operation operation, PropertyMap owner) throws IOException, InterruptedException {
        return api.list(branch(owner).then("/read-only-replicas"), Live.class)
                .map(live -> live.properties(PropertyMap.EMPTY));
    }

    @Override
    public boolean canBelongTo(PropertyMap branch) {
        return Engine.isPostgres(branch);
    }

    private static String label(PropertyMap state) {
        return "read replica `" + state.get(DATABASE) + "/" + state.get(BRANCH) + "/" + state.get(NAME) + "`";
    }

    private static ApiPath branch(PropertyMap values) {
        return Owners.branchPath(values, DATABASE, BRANCH);
    }

    private static ApiPath path(PropertyMap state) {
        return branch(state).then("/read-only-replicas/{}", state.get(NAME));
    }
}
