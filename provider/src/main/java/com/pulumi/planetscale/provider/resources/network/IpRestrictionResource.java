package com.pulumi.planetscale.provider.resources.network;

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
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Property.Problem;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.cluster.EngineBound;
import com.pulumi.planetscale.provider.resources.making.FoundInList;
import com.pulumi.planetscale.provider.resources.making.Made;
import com.pulumi.planetscale.provider.resources.making.Making;
import com.pulumi.planetscale.provider.resources.making.Note;
import com.pulumi.planetscale.provider.resources.making.Notes;
import com.pulumi.planetscale.provider.resources.owner.Actor;
import com.pulumi.planetscale.provider.resources.owner.Cidrs;
import com.pulumi.planetscale.provider.resources.owner.Clearable;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import com.pulumi.planetscale.provider.resources.owner.Told;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A rule that lets some addresses connect to a Postgres database. Without any, all of them may.
public final class IpRestrictionResource implements Resource.Updatable, Resource.Previewing, Resource.Listed {
    private static final Property<String> DATABASE = Owners.database("IP restriction");
    private static final EngineBound POSTGRES_ONLY = new EngineBound(
            DATABASE, Engine.POSTGRESQL, "IP restrictions", "Use `cidrs` of `planetscale:index:Password` instead.");

    static final Property<Set<String>> CIDRS = Property.set(
                    "cidrs",
                    "IPv4 addresses and CIDR ranges that may connect, such as `203.0.113.0/24`. For private connections"
                            + " only: `10.0.0.0/8`, `172.16.0.0/12` and `192.168.0.0/16`. Changed in place, for new"
                            + " connections.",
                    Type.text())
            .checking(cidrs -> cidrs.isEmpty()
                    ? Optional.of(new Problem(
                            "it is empty, so the rule would allow nothing", "List addresses, or remove the resource."))
                    : Optional.empty())
            .checkingEach(Cidrs::problemOfVersion4)
            .sameWhen(Cidrs::same);

    static final Property<String> SCHEMA_NAME =
            scope("schema", "Schema of the database that the rule is for. If omitted, all schemas. Changed in place.");
    static final Property<String> ROLE = scope(
                    "role",
                    "Role that the rule is for, as PostgreSQL calls it: `baseUsername` of a `Role`, or a name from"
                            + " `CREATE ROLE`. If omitted, all roles. Changed in place.")
            .checking(role -> role.matches("pscale_api_[^.]+\\..+")
                    ? Optional.of(new Problem(
                            "`" + role + "` is a user name with the suffix for its branch",
                            "Use `baseUsername` of the `Role`."))
                    : Optional.empty());
    static final Property<String> DESCRIPTION = scope("description", "What the rule is for. Changed in place.");

    private static final List<Property<?>> IN_PLACE = List.of(CIDRS, SCHEMA_NAME, ROLE, DESCRIPTION);
    private static final Clearable SENT = new Clearable(IN_PLACE, List.of(SCHEMA_NAME, ROLE, DESCRIPTION));

    private static final Schema SCHEMA = Schema.of(
                    "IpRestriction",
                    "A rule that lets some addresses connect to a Postgres database, on all its branches. The first rule"
                            + " closes the database to all others, and deleting the last one opens it to all.",
                    List.of(
                            ORGANIZATION,
                            DATABASE,
                            CIDRS,
                            SCHEMA_NAME,
                            ROLE,
                            DESCRIPTION,
                            PUBLIC_ID,
                            DATABASE_ID,
                            CREATED_AT))
            .identifiedBy(List.of(ORGANIZATION, DATABASE, PUBLIC_ID))
            .inApi("cidrs");

    private final Api api;
    private final Siblings shared;
    private final Directory directory;
    private final Notes notes;

    /// What the API returns for a rule.
    private record Live(
            @Nullable String id,
            @Nullable List<String> cidrs,
            @Nullable Told<String> schema,
            @Nullable Told<String> role,
            @Nullable Told<String> description,
            @Nullable String deletedAt,
            @Nullable String createdAt,
            @Nullable Actor actor)
            implements Identified, Made.ByActor {}

    public IpRestrictionResource(Api api, Siblings shared, Directory directory, Notes notes) {
        this.api = api;
        this.shared = shared;
        this.directory = directory;
        this.notes = notes;
    }

    /// The API keeps what is omitted, and takes an empty string for nothing.
    private static Property<String> scope(String name, String doc) {
        return Property.text(name, doc).optional().dropping(OnChange.update());
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Finding> look(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        if (inputs.find(ORGANIZATION).isEmpty() || inputs.find(DATABASE).isEmpty()) {
            return List.of();
        }
        var findings = new ArrayList<>(POSTGRES_ONLY.look(directory, state, inputs));
        if (!findings.isEmpty()) {
            return findings;
        }
        displayName(operation, inputs).ifPresent(findings::add);
        if (state.isEmpty() && others(inputs, Optional.empty()).isEmpty()) {
            findings.add(Finding.warning(
                    "this is the first IP restriction of database `" + inputs.get(DATABASE)
                            + "`, so new connections from all other addresses are refused",
                    "Make sure that every client is listed, in this rule or in others."));
        }
        if (!inputs.differing(state, List.of(CIDRS)).isEmpty()) {
            Cidrs.repeated(inputs.find(CIDRS).orElse(Set.of()))
                    .ifPresent(cidr -> findings.add(Finding.warning(
                            CIDRS, "`" + cidr + "` is listed twice, in two spellings", "Remove one of them.")));
            inputs.find(CIDRS).orElse(Set.of()).stream()
                    .sorted()
                    .forEach(cidr -> Cidrs.meant(cidr)
                            .ifPresent(meant -> findings.add(Finding.warning(
                                    CIDRS,
                                    "`" + cidr + "` has bits set beyond its length, so it means `" + meant + "`",
                                    "Write that, or the single address."))));
        }
        return findings;
    }

    /// A role of the program that is called so in PlanetScale, but not in PostgreSQL.
    private static Optional<Finding> displayName(Operation operation, PropertyMap inputs) {
        Optional<String> role = inputs.find(ROLE);
        boolean isDisplayName = role.isPresent()
                && operation.allWanted("Role").stream()
                        .anyMatch(other -> Stream.of(ORGANIZATION, DATABASE)
                                        .allMatch(owner -> other.find(owner).equals(inputs.find(owner)))
                                && other.value("name").equals(new Value.Text(role.get())));
        return isDisplayName
                ? Optional.of(Finding.warning(
                        ROLE,
                        "`" + role.get() + "` is the name of a `Role` of this program in PlanetScale, and PostgreSQL"
                                + " calls that role by another name",
                        "Use `baseUsername` of the `Role`."))
                : Optional.empty();
    }

    private List<Live> others(PropertyMap values, Optional<String> own) throws IOException, InterruptedException {
        try (Stream<Live> all = api.list(collection(values), Live.class)) {
            return all.filter(rule -> isThere(rule) && !own.equals(Optional.ofNullable(rule.id)))
                    .toList();
        } catch (ApiException e) {
            if (e.kind() == ApiException.Kind.NOT_FOUND) {
                // The database is very likely made by the same program.
                return List.of();
            }
            throw e;
        }
    }

    private static boolean isThere(Live rule) {
        return rule.deletedAt == null;
    }

    @Override
    public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        Directory.Database database = directory.database(operation, Owners.databasePath(inputs, DATABASE));
        POSTGRES_ONLY.require(inputs, database);
        Live live = new Making<>(api, shared, notes, new Traits(api, inputs)).run(operation);
        return properties(live).with(DATABASE_ID, database.id());
    }

    /// How a rule is made and recognised: it has no name, so the notes have a digest of its content.
    private record Traits(Api api, PropertyMap inputs) implements FoundInList<Live> {
        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public ApiPath collection() {
            return IpRestrictionResource.collection(inputs);
        }

        @Override
        public List<Property<?>> sent() {
            return IN_PLACE;
        }

        @Override
        public PropertyMap properties(Live rule) {
            return IpRestrictionResource.properties(rule);
        }

        @Override
        public Class<Live> type() {
            return Live.class;
        }

        @Override
        public String name() {
            return content(inputs);
        }

        @Override
        public boolean isNamed(Live rule, String name) {
            return isThere(rule) && content(properties(rule)).equals(name);
        }

        @Override
        public boolean matches(Live rule) {
            return content(properties(rule)).equals(content(inputs));
        }
    }

    private static String content(PropertyMap rule) {
        return Note.digest(Cidrs.content(
                rule.find(CIDRS).orElse(Set.of()),
                rule.find(SCHEMA_NAME).orElse(null),
                rule.find(ROLE).orElse(null)));
    }

    @Override
    public Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        return shared.find(path(state), Live.class)
                .filter(IpRestrictionResource::isThere)
                .map(rule -> properties(rule));
    }

    @Override
    public List<Step> steps() {
        return List.of(new Step(
                IN_PLACE,
                (operation, state, inputs) -> !SENT.changes(state, inputs).isEmpty(),
                (operation, state, inputs) -> {
                    Live live = api.patch(path(state), SENT.changes(state, inputs), Live.class);
                    return properties(live);
                }));
    }

    @Override
    public void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        if (others(state, state.find(PUBLIC_ID)).isEmpty()) {
            operation.say(Finding.warning(
                    "the last IP restriction of database `" + state.get(DATABASE)
                            + "` is being deleted, so all addresses can connect to it again",
                    ""));
        }
        var _ = api.delete(path(state));
    }

    @Override
    public Stream<PropertyMap> list(Operation operation, PropertyMap owner) throws IOException, InterruptedException {
        return api.list(collection(owner), Live.class)
                .filter(IpRestrictionResource::isThere)
                .map(IpRestrictionResource::properties);
    }

    @Override
    public boolean canBelongTo(PropertyMap database) {
        return Engine.isPostgres(database);
    }

    private static ApiPath collection(PropertyMap values) {
        return Owners.databasePath(values, DATABASE).then("/cidrs");
    }

    private static ApiPath path(PropertyMap state) {
        return collection(state).then("/{}", state.get(PUBLIC_ID));
    }

    private static PropertyMap properties(Live live) {
        PropertyMap properties = PropertyMap.EMPTY
                .with(PUBLIC_ID, live.id)
                .with(CIDRS, live.cidrs == null ? null : Set.copyOf(live.cidrs))
                .with(CREATED_AT, live.createdAt);
        properties = Told.put(properties, SCHEMA_NAME, Told.filled(live.schema));
        properties = Told.put(properties, ROLE, Told.filled(live.role));
        return Told.put(properties, DESCRIPTION, Told.filled(live.description));
    }
}
