package com.pulumi.planetscale.provider.resources.network;

import static com.pulumi.planetscale.provider.resources.owner.Owners.BRANCH_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.DATABASE_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Identified;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Naming;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Property.Problem;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import com.pulumi.planetscale.provider.resource.Taken;
import com.pulumi.planetscale.provider.resource.Waiter;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.cluster.EngineBound;
import com.pulumi.planetscale.provider.resources.cluster.ParameterRule;
import com.pulumi.planetscale.provider.resources.making.Making;
import com.pulumi.planetscale.provider.resources.making.Notes;
import com.pulumi.planetscale.provider.resources.making.UniquelyNamed;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.NameRule;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A dedicated PgBouncer of a Postgres branch.
public final class BouncerResource
        implements Resource.Updatable, Resource.Previewing, Resource.Unique, Resource.Listed {
    private static final int LONGEST_NAME = 12;
    private static final NameRule NAMES = new NameRule("PgBouncer", "-", LONGEST_NAME, true);
    private static final List<String> RESERVED = List.of("primary", "replica");
    private static final String NAMESPACE = "pgbouncer";

    private static final Property<String> DATABASE = Owners.database("PgBouncer");
    private static final Property<String> BRANCH = Owners.branch("PgBouncer");
    private static final EngineBound POSTGRES_ONLY = new EngineBound(
            DATABASE, Engine.POSTGRESQL, "dedicated PgBouncers", "Remove it: VTGates pool connections there.");

    static final Property<String> NAME = Property.text(
                    "name",
                    "Name of the PgBouncer, at most 12 lower-case letters, digits and hyphens. Clients append it to their"
                            + " user name, after `|`, and connect to port 6432. If omitted, generated from the"
                            + " resource's name.")
            .optional()
            .checking(BouncerResource::badName)
            .atCreation("PlanetScale cannot rename a PgBouncer");

    static final Property<String> TARGET = Property.oneOf(
                    "target",
                    "Servers that it connects to; `replica_az_affinity` prefers replicas in its own availability zone."
                            + " Changed in place.",
                    "primary",
                    "replica",
                    "replica_az_affinity")
            .defaultsTo("primary")
            .always();

    static final Property<String> SIZE = Property.text(
                    "bouncerSize", "Size, such as `PGB_5`, `PGB_10` or `PGB_160`. Changed in place.")
            .defaultsTo("PGB_5")
            .checking(size -> canonical(size).matches("PGB_[1-9]\\d*")
                    ? Optional.empty()
                    : Optional.of(new Problem(
                            "`" + size + "` does not look like a size of PgBouncers", "Sizes look like `PGB_10`.")))
            // OpenAPI, create_bouncer: no list of the API has them.
            .documentedAs(List.of("PGB_5", "PGB_10", "PGB_20", "PGB_40", "PGB_80", "PGB_160"))
            .sameWhen((one, other) -> canonical(one).equals(canonical(other)))
            .always();

    static final Property<Long> REPLICAS = Property.integer(
                    "replicasPerCell", "Number of servers in each availability zone. Changed in place.")
            .defaultsTo(1L)
            .checking(count -> count >= 1
                    ? Optional.empty()
                    : Optional.of(new Problem(count + " is out of range", "Use 1 or more.")))
            .always();

    static final Property<Map<String, String>> PARAMETERS = Property.map(
                    "parameters",
                    "Parameters of PgBouncer, by name, as strings, such as `default_pool_size`. A removed parameter goes"
                            + " back to its default. Changed in place.",
                    Type.anyText())
            .defaultsTo(Map.of());

    private static final List<Property<?>> CREATION = List.of(NAME, TARGET, SIZE, REPLICAS);
    private static final List<Property<?>> IN_PLACE = List.of(TARGET, SIZE, REPLICAS, PARAMETERS);

    private static final Schema SCHEMA = Schema.of(
                    "Bouncer",
                    "A dedicated PgBouncer of a branch of a Postgres database, which pools connections on servers of its"
                            + " own.",
                    List.of(
                            ORGANIZATION,
                            DATABASE,
                            BRANCH,
                            NAME,
                            TARGET,
                            SIZE,
                            REPLICAS,
                            PARAMETERS,
                            PUBLIC_ID,
                            DATABASE_ID,
                            BRANCH_ID,
                            CREATED_AT))
            .identifiedBy(List.of(ORGANIZATION, DATABASE, BRANCH, NAME))
            .naming(new Naming(NAME, "-", LONGEST_NAME));

    private final Api api;
    private final Siblings shared;
    private final Directory directory;
    private final Notes notes;

    private record Branch(@Nullable Long replicas, @Nullable Boolean hasReplicas) {}

    private record Resize(@Nullable String id, @Nullable String state) implements Identified {}

    public BouncerResource(Api api, Siblings shared, Directory directory, Notes notes) {
        this.api = api;
        this.shared = shared;
        this.directory = directory;
        this.notes = notes;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    private static Optional<Problem> badName(String name) {
        if (RESERVED.contains(name)) {
            return Optional.of(new Problem("`" + name + "` is reserved by PlanetScale", "Choose another name."));
        }
        return NAMES.problem(name);
    }

    private static String canonical(String size) {
        return size.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    @Override
    public List<Finding> look(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        boolean known = Stream.of(ORGANIZATION, DATABASE, BRANCH)
                .allMatch(part -> inputs.find(part).isPresent());
        if (!known) {
            return List.of();
        }
        var findings = new ArrayList<>(POSTGRES_ONLY.look(directory, state, inputs));
        if (!findings.isEmpty()) {
            return findings;
        }
        boolean wantsReplicas =
                inputs.find(TARGET).filter(target -> !target.equals("primary")).isPresent();
        if (wantsReplicas && !inputs.differing(state, List.of(TARGET)).isEmpty() && hasNoReplicas(inputs)) {
            findings.add(Finding.warning(
                    TARGET,
                    "branch `" + inputs.get(DATABASE) + "/" + inputs.get(BRANCH) + "` has no replicas to connect to",
                    "Set `replicas` of the branch to 2 or more."));
        }
        findings.addAll(parameters(state, inputs));
        return findings;
    }

    private boolean hasNoReplicas(PropertyMap inputs) throws IOException, InterruptedException {
        return api.peek(branch(inputs), Branch.class)
                .filter(branch -> Boolean.FALSE.equals(branch.hasReplicas())
                        || Optional.ofNullable(branch.replicas())
                                .filter(count -> count == 0)
                                .isPresent())
                .isPresent();
    }

    private List<Finding> parameters(PropertyMap state, PropertyMap inputs) throws IOException, InterruptedException {
        Map<String, String> wanted =
                inputs.differing(state, List.of(PARAMETERS)).find(PARAMETERS).orElse(Map.of());
        if (wanted.isEmpty()) {
            return List.of();
        }
        Optional<ParameterRule[]> listed = api.peek(branch(inputs).then("/parameters"), ParameterRule[].class);
        List<ParameterRule> rules = listed.stream()
                .flatMap(Stream::of)
                .filter(rule -> NAMESPACE.equals(rule.namespace()))
                .toList();
        var findings = new ArrayList<Finding>();
        if (!rules.isEmpty()) {
            wanted.forEach((name, value) -> ParameterRule.problem(rules, name, value)
                    .map(problem ->
                            Finding.refusal(Path.of(PARAMETERS.name()).then(name), problem.summary(), problem.remedy()))
                    .ifPresent(findings::add));
        }
        return findings;
    }

    @Override
    public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        Directory.Database database = directory.database(operation, Owners.databasePath(inputs, DATABASE));
        POSTGRES_ONLY.require(inputs, database);
        Directory.Branch branch = directory.branch(operation, branch(inputs));
        LiveBouncer live = new Making<>(api, shared, notes, new Traits(api, inputs)).run(operation);
        return live.properties(PropertyMap.EMPTY.with(PARAMETERS, Map.of()))
                .with(DATABASE_ID, database.id())
                .with(BRANCH_ID, branch.id());
    }

    /// How a PgBouncer is made and recognised: by its name. Parameters are set afterwards.
    private record Traits(Api api, PropertyMap inputs) implements UniquelyNamed<LiveBouncer> {
        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public ApiPath collection() {
            return branch(inputs).then("/bouncers");
        }

        @Override
        public List<Property<?>> sent() {
            return CREATION;
        }

        @Override
        public PropertyMap properties(LiveBouncer bouncer) {
            return bouncer.properties(PropertyMap.EMPTY);
        }

        @Override
        public Class<LiveBouncer> type() {
            return LiveBouncer.class;
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
        public boolean matches(LiveBouncer bouncer) {
            return inputs.differing(properties(bouncer), List.of(TARGET, SIZE, REPLICAS))
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
                : api.peek(path(inputs), LiveBouncer.class)
                        .filter(LiveBouncer::isThere)
                        .map(there -> new Taken(SCHEMA.name(), path.get(), NAME.name(), String.valueOf(there.id())));
    }

    @Override
    public Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        return shared.find(path(state), LiveBouncer.class)
                .filter(LiveBouncer::isThere)
                .map(live -> live.properties(state));
    }

    @Override
    public List<Step> steps() {
        return List.of(Step.on(IN_PLACE, this::change).calling("PATCH", "/resizes"));
    }

    /// Asks for the change. Reads show it at once, while the old servers serve their clients for up to a day, so it is
    /// not waited for.
    private PropertyMap change(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        PropertyMap changed = inputs.differing(state, IN_PLACE);
        var body = new LinkedHashMap<>(changed.without(PARAMETERS.name()).body(IN_PLACE));
        if (changed.has(PARAMETERS)) {
            body.put("parameters", Map.of(NAMESPACE, parametersToSend(state, inputs)));
        }
        try {
            var _ = api.send("PATCH", path(state).then("/resizes"), body, Resize.class);
        } catch (ApiException refusal) {
            if (refusal.kind() == ApiException.Kind.INVALID && isDraining(state)) {
                throw new OperationException(draining(state));
            }
            throw refusal;
        }
        return inputs.only(IN_PLACE);
    }

    /// A request leaves alone what it does not name, so those removed are sent with their defaults.
    private Map<String, String> parametersToSend(PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        Map<String, String> recorded = state.find(PARAMETERS).orElse(Map.of());
        Map<String, String> wanted = inputs.find(PARAMETERS).orElse(Map.of());
        var send = new LinkedHashMap<String, String>();
        wanted.forEach((name, value) -> {
            if (!value.equals(recorded.get(name))) {
                send.put(name, value);
            }
        });
        if (!wanted.keySet().containsAll(recorded.keySet())) {
            LiveBouncer live = api.get(path(state), LiveBouncer.class);
            recorded.keySet().stream()
                    .filter(name -> !wanted.containsKey(name))
                    .forEach(name -> live.defaultOf(name).ifPresent(value -> send.put(name, value)));
        }
        return send;
    }

    private boolean isDraining(PropertyMap state) throws IOException, InterruptedException {
        try (Stream<Resize> resizes = api.list(path(state).then("/resizes"), Resize.class)) {
            return resizes.findFirst()
                    .filter(resize -> "pending".equals(resize.state()) || "resizing".equals(resize.state()))
                    .isPresent();
        }
    }

    private static Finding draining(PropertyMap state) {
        return Finding.refusal(
                Path.ROOT,
                "PgBouncer `" + state.get(NAME)
                        + "` is still being changed: its old servers wait up to 24 hours for their"
                        + " clients, and PlanetScale accepts no other change before that",
                "Run `pulumi up` again after that, or cancel the change under way: `DELETE "
                        + path(state).then("/resizes") + "` in PlanetScale's API.");
    }

    @Override
    public void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        var _ = api.delete(path(state));
        var _ = Waiter.<Optional<LiveBouncer>>until(
                        left -> left.filter(LiveBouncer::isThere).isEmpty(), _ -> "still there")
                .ridingOut(ApiException::passes)
                .await(
                        operation,
                        "PgBouncer `" + state.get(NAME) + "` to be gone",
                        () -> api.find(path(state), LiveBouncer.class));
    }

    @Override
    public Stream<PropertyMap> list(Operation operation, PropertyMap owner) throws IOException, InterruptedException {
        return api.list(branch(owner).then("/bouncers"), LiveBouncer.class)
                .filter(LiveBouncer::isThere)
                .map(live -> live.properties(PropertyMap.EMPTY));
    }

    @Override
    public boolean canBelongTo(PropertyMap branch) {
        return Engine.isPostgres(branch);
    }

    private static ApiPath branch(PropertyMap values) {
        return Owners.branchPath(values, DATABASE, BRANCH);
    }

    private static ApiPath path(PropertyMap state) {
        return branch(state).then("/bouncers/{}", state.get(NAME));
    }
}
