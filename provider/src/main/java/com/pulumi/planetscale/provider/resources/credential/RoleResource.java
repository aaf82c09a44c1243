package com.pulumi.planetscale.provider.resources.credential;

import static com.pulumi.planetscale.provider.resources.credential.RoleProperties.INHERITED_ROLES;
import static com.pulumi.planetscale.provider.resources.credential.RoleProperties.IN_PLACE;
import static com.pulumi.planetscale.provider.resources.credential.RoleProperties.NAME;
import static com.pulumi.planetscale.provider.resources.credential.RoleProperties.REQUIRE_WHERE_ON_DELETE;
import static com.pulumi.planetscale.provider.resources.credential.RoleProperties.REQUIRE_WHERE_ON_UPDATE;
import static com.pulumi.planetscale.provider.resources.credential.RoleProperties.SCHEMA;
import static com.pulumi.planetscale.provider.resources.credential.RoleProperties.SUCCESSOR;
import static com.pulumi.planetscale.provider.resources.credential.RoleProperties.TTL_SECONDS;
import static com.pulumi.planetscale.provider.resources.credential.RoleProperties.WITH_REPLICATION;
import static com.pulumi.planetscale.provider.resources.credential.Roles.BRANCH;
import static com.pulumi.planetscale.provider.resources.credential.Roles.CREDENTIALS;
import static com.pulumi.planetscale.provider.resources.credential.Roles.DATABASE;
import static com.pulumi.planetscale.provider.resources.credential.Roles.READY;
import static com.pulumi.planetscale.provider.resources.credential.Roles.ROTATION_TRIGGERS;
import static com.pulumi.planetscale.provider.resources.owner.Owners.BRANCH_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.DATABASE_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiException.Kind;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Path;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import com.pulumi.planetscale.provider.resource.Waiter;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.credential.Roles.Live;
import com.pulumi.planetscale.provider.resources.making.Making;
import com.pulumi.planetscale.provider.resources.making.Notes;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Facts;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A role of a Postgres branch: user name, secret, and the strings by which applications connect.
public final class RoleResource
        implements Resource.Updatable, Resource.Previewing, Resource.Credential, Resource.Filtered {
    /// What PlanetScale adds to some roles by itself (its official Terraform provider expects that).
    private static final String ADDED_BY_PLANETSCALE = "pscale_managed";

    private final Api api;
    private final Siblings shared;
    private final Directory directory;
    private final Notes notes;

    public RoleResource(Api api, Siblings shared, Directory directory, Notes notes) {
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
    public List<Property<?>> rotating() {
        return List.of(ROTATION_TRIGGERS);
    }

    @Override
    public boolean isRedacted(PropertyMap state) {
        return state.is(Roles.REDACTED);
    }

    @Override
    public List<Finding> look(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        List<Finding> refusals = CREDENTIALS.look(directory, state, inputs);
        return refusals.isEmpty()
                        && !inputs.differing(state, List.of(SUCCESSOR)).isEmpty()
                ? Successors.unknown(api, state, inputs)
                : refusals;
    }

    @Override
    public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        Directory.Database database = directory.database(operation, Owners.databasePath(inputs, DATABASE));
        CREDENTIALS.require(inputs, database);
        Directory.Branch branch = directory.branch(operation, Owners.branchPath(inputs, DATABASE, BRANCH));
        Map<String, Object> body = inputs.body(
                List.of(NAME, INHERITED_ROLES, WITH_REPLICATION, REQUIRE_WHERE_ON_DELETE, REQUIRE_WHERE_ON_UPDATE));
        inputs.find(TTL_SECONDS).filter(seconds -> seconds > 0).ifPresent(seconds -> body.put("ttl", seconds));
        String owner = inputs.get(Owners.ORGANIZATION) + "/" + inputs.get(DATABASE) + "/" + inputs.get(BRANCH);
        var traits = new CredentialTraits<>(
                api, SCHEMA.name(), owner, Roles.path(inputs), inputs.get(NAME), body, Live.class, true);
        Live live = new Making<>(api, shared, notes, traits).run(operation);
        return Roles.redacted(whole(live), inputs)
                .with(inputs.only(List.of(Roles.REDACTED)))
                .with(DATABASE_ID, database.id())
                .with(BRANCH_ID, branch.id());
    }

    @Override
    public boolean isReady(PropertyMap state) {
        return state.is(READY);
    }

    @Override
    public PropertyMap awaitReady(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        return whole(Roles.awaitReady(shared, operation, path(state), label(state)));
    }

    @Override
    public Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        boolean asksForAWay = lookupInputs().stream().anyMatch(state::has);
        Optional<Live> found = (asksForAWay
                        ? api.find(Owners.narrowed(path(state), state, lookupInputs()), Live.class)
                        : shared.find(path(state), Live.class))
                .filter(RoleResource::isThere);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (Boolean.TRUE.equals(found.get().isDefault())) {
            throw new OperationException(Finding.refusal(
                    PUBLIC_ID,
                    "this is the default role of the branch, which has a resource of its own",
                    "Use `planetscale:index:DefaultRole`, and the path of the branch as its id."));
        }
        return Optional.of(Roles.completed(state, whole(found.get())));
    }

    /// The description of August 2026 has them; a recorded state never holds them.
    @Override
    public List<Property<?>> lookupInputs() {
        return CredentialFacts.WAYS;
    }

    @Override
    public List<Step> steps() {
        return List.of(
                Step.on(
                        IN_PLACE,
                        (operation, state, inputs) -> told(api.patch(
                                path(state), inputs.differing(state, IN_PLACE).body(IN_PLACE), Live.class))),
                new Step(
                                List.of(ROTATION_TRIGGERS, Roles.REDACTED),
                                (operation, state, inputs) -> Roles.isRotationDue(operation, state, inputs)
                                        || Roles.isRedactionDue(state, inputs),
                                (operation, state, inputs) -> Roles.redacted(
                                                told(Roles.reset(
                                                        api,
                                                        operation,
                                                        path(state).then("/reset"))),
                                                inputs)
                                        .with(inputs.only(List.of(ROTATION_TRIGGERS, Roles.REDACTED))))
                        .calling("POST", "/reset"),
                Step.when(
                                (operation, state, inputs) -> Validity.isRenewalDue(state, inputs, operation.now()),
                                (operation, state, inputs) ->
                                        told(api.post(path(state).then("/renew"), Map.of(), Live.class)))
                        .calling("POST", "/renew"));
    }

    @Override
    public void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        ApiPath path = path(state);
        try {
            var _ = api.delete(RoleProperties.successor(state)
                    .map(successor -> path.with("successor", successor))
                    .orElse(path));
        } catch (ApiException refusal) {
            throw refusal.kind() == Kind.INVALID ? new OperationException(stillNeeded(state, refusal)) : refusal;
        }
        var _ = Waiter.<Optional<Live>>until(
                        left -> left.filter(role -> role.droppedAt() == null).isEmpty(), _ -> "being dropped")
                .failingOn(left -> left.map(Live::dropFailed).map(reason -> notDropped(state, reason)))
                .ridingOut(ApiException::passes)
                .await(operation, label(state) + " to be dropped", () -> api.find(path, Live.class));
    }

    @Override
    public List<Property<?>> filters() {
        return CredentialFacts.ROLE_FILTERS;
    }

    @Override
    public Stream<PropertyMap> list(Operation operation, PropertyMap owner, PropertyMap filters)
            throws IOException, InterruptedException {
        return api.list(Owners.narrowed(Roles.path(owner), filters, filters()), Live.class)
                .filter(role -> isThere(role) && !Boolean.TRUE.equals(role.isDefault()))
                .map(RoleResource::whole);
    }

    @Override
    public boolean canBelongTo(PropertyMap branch) {
        return Engine.isPostgres(branch);
    }

    private static ApiPath path(PropertyMap state) {
        return Roles.path(state).then("/{}", state.get(PUBLIC_ID));
    }

    private static String label(PropertyMap state) {
        return "role `" + state.get(DATABASE) + "/" + state.get(BRANCH) + "/" + state.get(NAME) + "`";
    }

    /// One that was deleted but could not be dropped still exists in PostgreSQL.
    private static boolean isThere(Live role) {
        return role.deletedAt() == null || role.dropFailed() != null;
    }

    /// All of a role, as a read shows it: one that inherits nothing, or has no end, leaves that out.
    private static PropertyMap whole(Live live) {
        return PropertyMap.EMPTY
                .with(INHERITED_ROLES, Set.of())
                .with(TTL_SECONDS, 0L)
                .with(told(live));
    }

    /// What an answer tells; what it leaves out stays as it is.
    private static PropertyMap told(Live live) {
        Roles.QuerySafety safety =
                Objects.requireNonNullElse(live.querySafetySettings(), new Roles.QuerySafety(null, null));
        return Roles.outputs(live)
                .with(Facts.of(live.others(), CredentialFacts.OF_ROLES))
                .with(NAME, live.name())
                .with(INHERITED_ROLES, inherited(live))
                .with(WITH_REPLICATION, live.withReplication())
                .with(TTL_SECONDS, live.ttl())
                .with(REQUIRE_WHERE_ON_DELETE, safety.requireWhereOnDelete())
                .with(REQUIRE_WHERE_ON_UPDATE, safety.requireWhereOnUpdate())
                .with(Validity.EXPIRES_AT, live.expiresAt());
    }

    private static @Nullable Set<String> inherited(Live live) {
        return live.inheritedRoles() == null
                ? null
                : live.inheritedRoles().stream()
                        .filter(role -> !role.equals(ADDED_BY_PLANETSCALE))
                        .collect(Collectors.toSet());
    }

    private static Finding stillNeeded(PropertyMap state, ApiException refusal) {
        return Finding.refusal(
                SUCCESSOR,
                label(state) + " was not deleted: " + refusal.getMessage(),
                RoleProperties.successor(state)
                        .map(successor -> "Check that `" + successor + "` is another role of this branch. Reassign what"
                                + " PlanetScale cannot reassign with `REASSIGN OWNED` in SQL, then run again.")
                        .orElse("Set it to a role that takes over what this one owns, usually `postgres`, run `pulumi"
                                + " up`, then delete it."));
    }

    private static Finding notDropped(PropertyMap state, String reason) {
        return Finding.refusal(
                Path.ROOT,
                label(state) + " was deleted, but PostgreSQL did not drop it: " + reason,
                "Remove in SQL what keeps it, then run again.");
    }
}
