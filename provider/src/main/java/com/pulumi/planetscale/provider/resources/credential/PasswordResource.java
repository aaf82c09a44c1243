package com.pulumi.planetscale.provider.resources.credential;

import static com.pulumi.planetscale.provider.resources.credential.Validity.EXPIRES_AT;
import static com.pulumi.planetscale.provider.resources.credential.Validity.RENEW_BEFORE_SECONDS;
import static com.pulumi.planetscale.provider.resources.owner.Owners.BRANCH_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.DATABASE_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Identified;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Naming;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.cluster.EngineBound;
import com.pulumi.planetscale.provider.resources.making.Making;
import com.pulumi.planetscale.provider.resources.making.Notes;
import com.pulumi.planetscale.provider.resources.owner.Actor;
import com.pulumi.planetscale.provider.resources.owner.Cidrs;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Facts;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A password of a Vitess branch: user name, secret, and the strings by which applications connect.
public final class PasswordResource
        implements Resource.Updatable, Resource.Previewing, Resource.Credential, Resource.Filtered {
    static final Property<String> DATABASE = Owners.database("password");
    static final Property<String> BRANCH = Owners.branch("password");

    private static final EngineBound CREDENTIALS =
            new EngineBound(DATABASE, Engine.MYSQL, "passwords", "Use `planetscale:index:Role` instead.");
    private static final Validity VALIDITY = new Validity("password");

    static final Property<String> NAME = Property.text(
                    "name",
                    "Name of the password, shown to people. If omitted, generated from the resource's name. Changed"
                            + " in place.")
            .optional();

    static final Property<String> ROLE = Property.oneOf(
                    "role",
                    "Access that it gives. If omitted, PlanetScale decides.",
                    "reader",
                    "writer",
                    "admin",
                    "readwriter")
            .optional()
            .atCreation("the role of a password is set when it is made")
            .always();

    static final Property<Boolean> REPLICA = Property.bool("replica", "Whether it connects to replicas.")
            .defaultsTo(false)
            .atCreation("whether a password connects to replicas is set when it is made")
            .always();

    static final Property<String> READ_ONLY_REGION_ID = Property.text(
                    "readOnlyRegionId",
                    "Public id of a read-only region of the branch that it connects to, as a reader. Excludes"
                            + " `replica`, which connects to the nearest replica instead.")
            .optional()
            .atCreation("the region of a password is set when it is made")
            .notReturned();

    static final Property<Set<String>> CIDRS = Property.set(
                    "cidrs",
                    "IP addresses and CIDR ranges that can connect with it, such as `203.0.113.0/24`. If omitted, any"
                            + " address can. Changed in place.",
                    Type.text())
            .defaultsTo(Set.of())
            .checkingEach(Cidrs::problem)
            .sameWhen(Cidrs::same)
            .always();

    static final Property<Long> TTL_SECONDS = VALIDITY.ttlSeconds();

    static final Property<Boolean> DIRECT_VTGATE = Property.bool(
                    "directVtgate", "Whether it connects to a VTGate directly, past the load balancers.")
            .defaultsTo(false)
            .atCreation("whether a password connects directly is set when it is made")
            .always();

    static final Property<Map<String, String>> ROTATION_TRIGGERS = VALIDITY.rotationTriggers();

    static final Property<String> USERNAME =
            Property.text("username", "User name to connect with.").computed().always();
    static final Property<String> PLAIN_TEXT = Property.text(
                    "plainText",
                    "The password itself. PlanetScale returns it only when the password is created, so an imported one"
                            + " has none.")
            .computed()
            .secret()
            .once();
    static final Property<String> ACCESS_HOST_URL = Property.text(
                    "accessHostUrl", "Host name to connect to, without a scheme.")
            .computed()
            .always();
    static final Property<List<String>> DIRECT_VTGATE_ADDRESSES = Property.list(
                    "directVtgateAddresses",
                    "Host names of the VTGates in each availability zone, if `directVtgate` is true.",
                    Type.text())
            .computed();
    static final Property<String> ACCESS_HOST_REGIONAL_URL = Property.text(
                    "accessHostRegionalUrl", "Host name in the region of the branch, without a scheme.")
            .computed();
    static final Property<List<String>> ACCESS_HOST_REGIONAL_URLS = Property.list(
                    "accessHostRegionalUrls", "Host names in the read-only regions, without a scheme.", Type.text())
            .computed();
    static final Property<PropertyMap> CONNECTION_STRINGS = Property.object(
                    "connectionStrings",
                    "Connection strings for applications. Those of an imported password have `"
                            + ConnectionStrings.UNKNOWN + "` in place of the password.",
                    ConnectionStrings.TYPE)
            .computed()
            .secret()
            .once()
            .always();
    private static final Schema SCHEMA = Schema.of(
                    "Password",
                    "A password of a branch of a Vitess database. Postgres branches have roles instead.",
                    List.of(
                            ORGANIZATION,
                            DATABASE,
                            BRANCH,
                            NAME,
                            ROLE,
                            REPLICA,
                            READ_ONLY_REGION_ID,
                            CIDRS,
                            TTL_SECONDS,
                            RENEW_BEFORE_SECONDS,
                            DIRECT_VTGATE,
                            ROTATION_TRIGGERS,
                            USERNAME,
                            PLAIN_TEXT,
                            ACCESS_HOST_URL,
                            ACCESS_HOST_REGIONAL_URL,
                            ACCESS_HOST_REGIONAL_URLS,
                            DIRECT_VTGATE_ADDRESSES,
                            CONNECTION_STRINGS,
                            EXPIRES_AT,
                            PUBLIC_ID,
                            DATABASE_ID,
                            BRANCH_ID,
                            CREATED_AT))
            .identifiedBy(List.of(ORGANIZATION, DATABASE, BRANCH, PUBLIC_ID))
            .onlyInLookups(CredentialFacts.OF_PASSWORDS)
            .naming(new Naming(NAME, "-", 63))
            .checking(PasswordResource::badMix)
            .checking(VALIDITY::check)
            .due(VALIDITY::due);

    private final Api api;
    private final Siblings shared;
    private final Directory directory;
    private final Notes notes;

    /// What the API returns for a password.
    private record Live(
            @Nullable String id,
            @Nullable String name,
            @Nullable String role,
            @Nullable Boolean replica,
            @Nullable List<String> cidrs,
            @Nullable Long ttlSeconds,
            @Nullable Boolean directVtgate,
            @Nullable String username,
            @Nullable String plainText,
            @Nullable String accessHostUrl,
            @Nullable String accessHostRegionalUrl,
            @Nullable List<String> accessHostRegionalUrls,
            @Nullable List<String> directVtgateAddresses,
            @Nullable String expiresAt,
            @Nullable String deletedAt,
            @Nullable String createdAt,
            @Nullable Actor actor,
            @JsonAnySetter @Nullable Map<String, JsonNode> others)
            implements Identified, CredentialTraits.Returned {
        @Override
        public @Nullable String secret() {
            return plainText;
        }

        @Override
        public String toString() {
            return "Live[id=" + id + ", name=" + name + "]";
        }
    }

    public PasswordResource(Api api, Siblings shared, Directory directory, Notes notes) {
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
        List<Finding> refusals = CREDENTIALS.look(directory, state, inputs);
        boolean known = Stream.of(ORGANIZATION, DATABASE, READ_ONLY_REGION_ID)
                .allMatch(part -> inputs.find(part).isPresent());
        return state.isEmpty() && known && refusals.isEmpty() ? ReadOnlyRegions.unknown(api, inputs) : refusals;
    }

    @Override
    public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        Directory.Database database = directory.database(operation, Owners.databasePath(inputs, DATABASE));
        CREDENTIALS.require(inputs, database);
        ApiPath path = Owners.branchPath(inputs, DATABASE, BRANCH);
        Directory.Branch branch = directory.branch(operation, path);
        String keyspace = directory.soleKeyspace(path).orElse(anyKeyspace(inputs));
        Map<String, Object> body = inputs.body(List.of(NAME, ROLE, REPLICA, READ_ONLY_REGION_ID, CIDRS, DIRECT_VTGATE));
        inputs.find(TTL_SECONDS).filter(seconds -> seconds > 0).ifPresent(seconds -> body.put("ttl", seconds));
        String owner = inputs.get(ORGANIZATION) + "/" + inputs.get(DATABASE) + "/" + inputs.get(BRANCH);
        var traits = new CredentialTraits<>(
                api, SCHEMA.name(), owner, path.then("/passwords"), inputs.get(NAME), body, Live.class, true);
        Live live = new Making<>(api, shared, notes, traits).run(operation);
        PropertyMap made = whole(live).with(DATABASE_ID, database.id()).with(BRANCH_ID, branch.id());
        return connecting(PropertyMap.EMPTY, made, keyspace);
    }

    @Override
    public Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        Optional<Live> found = shared.find(path(state), Live.class).filter(live -> live.deletedAt() == null);
        // Of an imported one, since others have them. It may be that the token does not see the keyspaces.
        return found.map(PasswordResource::whole)
                .map(live ->
                        state.has(CONNECTION_STRINGS) ? live : connecting(state, live, anyKeyspace(state.with(live))));
    }

    /// The name by which clients reach a database without naming a keyspace.
    private static String anyKeyspace(PropertyMap password) {
        return password.is(REPLICA) || password.has(READ_ONLY_REGION_ID) ? "@replica" : "@primary";
    }

    /// What is returned of a password, with the strings that connect by it. Only the answer that creates it has the
    /// secret.
    private static PropertyMap connecting(PropertyMap state, PropertyMap live, String keyspace) {
        PropertyMap known = state.with(live);
        return known.has(USERNAME) && known.has(ACCESS_HOST_URL)
                ? live.with(
                        CONNECTION_STRINGS,
                        ConnectionStrings.of(
                                known.get(ACCESS_HOST_URL),
                                known.get(USERNAME),
                                known.find(PLAIN_TEXT).orElse(ConnectionStrings.UNKNOWN),
                                keyspace))
                : live;
    }

    @Override
    public List<Step> steps() {
        List<Property<?>> inPlace = List.of(NAME, CIDRS);
        return List.of(
                Step.on(
                        inPlace,
                        (operation, state, inputs) -> live(api.patch(
                                path(state), inputs.differing(state, inPlace).body(inPlace), Live.class))),
                Step.when(
                                (operation, state, inputs) -> Validity.isRenewalDue(state, inputs, operation.now()),
                                (operation, state, inputs) ->
                                        live(api.post(path(state).then("/renew"), Map.of(), Live.class)))
                        .calling("POST", "/renew"));
    }

    @Override
    public void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        var _ = api.delete(path(state));
    }

    @Override
    public List<Property<?>> filters() {
        return CredentialFacts.PASSWORD_FILTERS;
    }

    @Override
    public Stream<PropertyMap> list(Operation operation, PropertyMap owner, PropertyMap filters)
            throws IOException, InterruptedException {
        ApiPath passwords = Owners.branchPath(owner, DATABASE, BRANCH).then("/passwords");
        return api.list(Owners.narrowed(passwords, filters, filters()), Live.class)
                .map(PasswordResource::whole);
    }

    @Override
    public boolean canBelongTo(PropertyMap branch) {
        return Engine.isVitess(branch);
    }

    private static ApiPath path(PropertyMap state) {
        return Owners.branchPath(state, DATABASE, BRANCH).then("/passwords/{}", state.get(PUBLIC_ID));
    }

    /// All of a password, as a read shows it: no limit on addresses or time is null, or omitted.
    private static PropertyMap whole(Live live) {
        return PropertyMap.EMPTY.with(CIDRS, Set.of()).with(TTL_SECONDS, 0L).with(live(live));
    }

    /// What an answer tells; what it leaves out stays as it is.
    private static PropertyMap live(Live live) {
        return Facts.of(live.others(), CredentialFacts.OF_PASSWORDS)
                .with(PUBLIC_ID, live.id())
                .with(NAME, live.name())
                .with(ROLE, live.role())
                .with(REPLICA, live.replica())
                .with(CIDRS, live.cidrs() == null ? null : Set.copyOf(live.cidrs()))
                .with(TTL_SECONDS, live.ttlSeconds())
                .with(DIRECT_VTGATE, live.directVtgate())
                .with(USERNAME, live.username())
                .with(PLAIN_TEXT, live.plainText())
                .with(ACCESS_HOST_URL, live.accessHostUrl())
                .with(ACCESS_HOST_REGIONAL_URL, live.accessHostRegionalUrl())
                .with(ACCESS_HOST_REGIONAL_URLS, live.accessHostRegionalUrls())
                .with(DIRECT_VTGATE_ADDRESSES, live.directVtgateAddresses())
                .with(EXPIRES_AT, live.expiresAt())
                .with(CREATED_AT, live.createdAt());
    }

    private static void badMix(PropertyMap inputs, Consumer<Finding> findings) {
        boolean writes =
                inputs.find(ROLE).filter(role -> !role.equals("reader")).isPresent();
        if (inputs.is(REPLICA) && inputs.has(READ_ONLY_REGION_ID)) {
            findings.accept(Finding.refusal(
                    READ_ONLY_REGION_ID,
                    "a password connects to one read-only region or to the nearest replica, not to both",
                    "Remove it, or remove `replica`."));
        }
        if (inputs.has(READ_ONLY_REGION_ID) && writes) {
            findings.accept(Finding.refusal(
                    ROLE,
                    "a password for a read-only region can only read",
                    "Use `reader`, or remove `readOnlyRegionId`."));
        }
        if (inputs.is(REPLICA) && writes) {
            findings.accept(Finding.refusal(
                    ROLE, "a password for replicas can only read", "Use `reader`, or remove `replica`."));
        }
    }
}
