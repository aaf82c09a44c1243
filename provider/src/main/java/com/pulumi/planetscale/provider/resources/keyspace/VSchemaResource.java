package com.pulumi.planetscale.provider.resources.keyspace;

import static com.pulumi.planetscale.provider.resources.owner.Owners.BRANCH_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.DATABASE_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;

import com.pulumi.planetscale.provider.api.Answer;
import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Nearest;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Call;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import com.pulumi.planetscale.provider.resource.Taken;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.cluster.EngineBound;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The VSchema of a keyspace: how its tables are sharded. Every keyspace has one from the beginning, so it is set and
/// never made or deleted.
public final class VSchemaResource
        implements Resource.Updatable, Resource.Previewing, Resource.Unique, Resource.Listed {
    private static final Property<String> DATABASE = Owners.database("VSchema");
    private static final Property<String> BRANCH = Owners.branch("VSchema");
    private static final EngineBound VITESS_ONLY =
            new EngineBound(DATABASE, Engine.MYSQL, "VSchemas", "Remove it: Postgres databases are not sharded.");

    static final Property<String> KEYSPACE = Property.text("keyspace", "Name of the keyspace that it describes.")
            .atCreation("the VSchema of another keyspace is another object");

    static final Property<String> VSCHEMA = Property.text(
                    "vschema",
                    "The VSchema as JSON, such as the result of `JSON.stringify`. Compared as JSON, in which an absent"
                            + " member is as good as one that is false or empty. Changed in place, unless the branch"
                            + " has safe migrations: then change it on another branch and deploy that with a"
                            + " `DeployRequest`.")
            .checking(VSchemaText::problem)
            .sameWhen(VSchemaText::same)
            .always();

    static final Property<String> RAW = Property.text("raw", "The VSchema as PlanetScale returned it, in JSON.")
            .computedFrom(VSCHEMA)
            .always();

    private static final Schema SCHEMA = Schema.of(
                    "VSchema",
                    "The VSchema of a keyspace of a Vitess database: how its tables are sharded and routed. Deleting the"
                            + " resource leaves the VSchema as it is, since queries depend on it. SQL (`ALTER VSCHEMA`),"
                            + " deploy requests and workflows change it, too.",
                    List.of(ORGANIZATION, DATABASE, BRANCH, KEYSPACE, VSCHEMA, RAW, DATABASE_ID, BRANCH_ID))
            .identifiedBy(List.of(ORGANIZATION, DATABASE, BRANCH, KEYSPACE))
            // It has the path of its keyspace, and a name of its own below that.
            .inApi("keyspaces");

    private final Api api;
    private final Directory directory;

    private record Live(@Nullable String raw) implements Answer {
        @Override
        public boolean isWhole() {
            return raw != null;
        }
    }

    private record Keyspace(@Nullable String name) {}

    private record Branch(@Nullable Boolean safeMigrations) {}

    public VSchemaResource(Api api, Directory directory) {
        this.api = api;
        this.directory = directory;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Call> creating(PropertyMap inputs) {
        return List.of(new Call("PATCH", "/vschema").below(SCHEMA.member()));
    }

    @Override
    public List<Finding> look(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        boolean known = Stream.of(ORGANIZATION, DATABASE, BRANCH, KEYSPACE)
                .allMatch(part -> inputs.find(part).isPresent());
        if (!known) {
            return List.of();
        }
        var findings = new ArrayList<>(VITESS_ONLY.look(directory, state, inputs));
        if (findings.isEmpty() && state.isEmpty()) {
            noKeyspace(operation, inputs).ifPresent(findings::add);
        }
        if (findings.isEmpty() && !inputs.differing(state, List.of(VSCHEMA)).isEmpty()) {
            locked(inputs).ifPresent(findings::add);
            inputs.find(VSCHEMA)
                    .flatMap(VSchemaText::doubt)
                    .map(doubt -> Finding.warning(VSCHEMA, doubt.summary(), doubt.remedy()))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    /// Why there is nothing to describe: the branch has no such keyspace, and no resource before this one makes it. A
    /// branch that is not there yet, or whose keyspaces the token may not list, proves nothing.
    private Optional<Finding> noKeyspace(Operation operation, PropertyMap inputs)
            throws IOException, InterruptedException {
        String keyspace = inputs.get(KEYSPACE);
        boolean comes = SCHEMA.path(inputs)
                .flatMap(path -> operation.wanted("Keyspace " + path))
                .isPresent();
        List<String> names = comes ? List.of() : keyspaces(inputs);
        if (names.isEmpty() || names.contains(keyspace)) {
            return Optional.empty();
        }
        String near = Nearest.to(keyspace, names)
                .map(other -> "Did you mean `" + other + "`? ")
                .orElse("");
        return Optional.of(Finding.refusal(
                KEYSPACE,
                "branch `" + inputs.get(DATABASE) + "/" + inputs.get(BRANCH) + "` has no keyspace `" + keyspace
                        + "`, and no resource before this one makes it",
                near + "If the program makes it, refer to that resource instead of writing its name."));
    }

    private List<String> keyspaces(PropertyMap owner) throws IOException, InterruptedException {
        try {
            return names(owner);
        } catch (ApiException hidden) {
            if (hidden.kind() != ApiException.Kind.NOT_FOUND && hidden.kind() != ApiException.Kind.DENIED) {
                throw hidden;
            }
            return List.of();
        }
    }

    private List<String> names(PropertyMap owner) throws IOException, InterruptedException {
        ApiPath keyspaces = Owners.branchPath(owner, DATABASE, BRANCH).then("/keyspaces");
        try (Stream<Keyspace> found = api.list(keyspaces, Keyspace.class)) {
            return found.map(Keyspace::name).filter(Objects::nonNull).toList();
        }
    }

    /// A branch with safe migrations takes changes of the VSchema by deploy requests only (PlanetScale documentation,
    /// VSchema).
    private Optional<Finding> locked(PropertyMap inputs) throws IOException, InterruptedException {
        boolean isSafe = api.peek(Owners.branchPath(inputs, DATABASE, BRANCH), Branch.class)
                .filter(branch -> Boolean.TRUE.equals(branch.safeMigrations()))
                .isPresent();
        boolean isThere = isSafe
                && api.peek(path(inputs), Live.class)
                        .filter(live -> inputs.find(VSCHEMA)
                                .filter(wanted -> VSchemaText.same(wanted, text(live)))
                                .isPresent())
                        .isPresent();
        return isSafe && !isThere
                ? Optional.of(Finding.refusal(
                        VSCHEMA,
                        "branch `" + inputs.get(DATABASE) + "/" + inputs.get(BRANCH)
                                + "` has safe migrations turned on,"
                                + " so its VSchema changes by deploy requests only",
                        "Declare the VSchema on a development branch, and deploy that with a `DeployRequest`."))
                : Optional.empty();
    }

    @Override
    public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        Directory.Database database = directory.database(operation, Owners.databasePath(inputs, DATABASE));
        VITESS_ONLY.require(inputs, database);
        Directory.Branch branch = directory.branch(operation, Owners.branchPath(inputs, DATABASE, BRANCH));
        Live live = api.get(path(inputs), Live.class);
        boolean isSame = VSchemaText.same(inputs.get(VSCHEMA), text(live));
        if (!isSame && !VSchemaText.isEmpty(text(live))) {
            throw new OperationException(taken(inputs).refusal(operation.label()));
        }
        if (isSame) {
            operation.say(Finding.info(
                    "the VSchema of keyspace `" + label(inputs) + "` was as the program wants it, and was adopted"));
        }
        PropertyMap made = isSame ? properties(live) : set(inputs, inputs.get(VSCHEMA));
        return made.with(DATABASE_ID, database.id()).with(BRANCH_ID, branch.id());
    }

    /// Sets it. The answer is what a read returns from now on; it means what was sent.
    private PropertyMap set(PropertyMap values, String vschema) throws IOException, InterruptedException {
        Live live = api.patch(path(values), Map.of(VSCHEMA.apiName(), vschema), Live.class);
        return properties(live).with(VSCHEMA, vschema);
    }

    @Override
    public Optional<String> claim(PropertyMap inputs) {
        return SCHEMA.path(inputs);
    }

    @Override
    public Optional<Taken> taken(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        if (SCHEMA.path(inputs).isEmpty() || inputs.find(VSCHEMA).isEmpty()) {
            return Optional.empty();
        }
        try {
            return api.peek(path(inputs), Live.class)
                    .filter(live ->
                            !VSchemaText.isEmpty(text(live)) && !VSchemaText.same(inputs.get(VSCHEMA), text(live)))
                    .map(_ -> taken(inputs));
        } catch (ApiException notReady) {
            if (notReady.kind() == ApiException.Kind.INVALID) {
                return Optional.empty();
            }
            throw notReady;
        }
    }

    private static Taken taken(PropertyMap inputs) {
        return new Taken(SCHEMA.name(), SCHEMA.path(inputs).orElseThrow(), VSCHEMA.name(), "");
    }

    /// What PlanetScale made of the text that was sent is no drift.
    @Override
    public Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        Optional<Live> found = api.peek(path(state), Live.class);
        if (found.isEmpty() && api.find(path(state).parent(), Keyspace.class).isPresent()) {
            // The keyspace is there, so the token may not see its VSchema: this says so.
            found = Optional.of(api.get(path(state), Live.class));
        }
        Optional<Live> seen = found;
        boolean isUnchanged = state.has(VSCHEMA)
                && state.find(RAW)
                        .filter(raw -> seen.filter(live -> VSchemaText.same(raw, text(live)))
                                .isPresent())
                        .isPresent();
        return seen.map(
                live -> isUnchanged ? properties(live).with(state.only(List.of(VSCHEMA, RAW))) : properties(live));
    }

    @Override
    public List<Step> steps() {
        return List.of(Step.on(List.of(VSCHEMA), (operation, state, inputs) -> set(state, inputs.get(VSCHEMA)))
                .calling("PATCH", "/vschema"));
    }

    @Override
    public void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        operation.say(Finding.warning(
                "the VSchema of keyspace `" + label(state)
                        + "` is removed from the state only: PlanetScale keeps it, and queries depend on it",
                ""));
    }

    /// The VSchemas of all keyspaces of a branch.
    @Override
    public Stream<PropertyMap> list(Operation operation, PropertyMap owner) throws IOException, InterruptedException {
        var all = new ArrayList<PropertyMap>();
        for (String keyspace : names(owner)) {
            api.peek(path(owner.with(KEYSPACE, keyspace)), Live.class)
                    .ifPresent(live -> all.add(properties(live).with(KEYSPACE, keyspace)));
        }
        return all.stream();
    }

    @Override
    public boolean canBelongTo(PropertyMap branch) {
        return Engine.isVitess(branch);
    }

    /// An empty VSchema says nothing that a program would write down.
    @Override
    public boolean isAdoptable(PropertyMap object) {
        return object.find(RAW).filter(raw -> !VSchemaText.isEmpty(raw)).isPresent();
    }

    private static String label(PropertyMap values) {
        return values.get(DATABASE) + "/" + values.get(BRANCH) + "/" + values.get(KEYSPACE);
    }

    private static ApiPath path(PropertyMap values) {
        return Owners.branchPath(values, DATABASE, BRANCH).then("/keyspaces/{}/vschema", values.get(KEYSPACE));
    }

    private static String text(Live live) {
        return live.raw() == null || live.raw().isBlank() ? "{}" : live.raw();
    }

    private static PropertyMap properties(Live live) {
        return PropertyMap.EMPTY.with(VSCHEMA, text(live)).with(RAW, text(live));
    }
}
