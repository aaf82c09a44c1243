package com.pulumi.planetscale.provider.resources.credential;

import static com.pulumi.planetscale.provider.resources.credential.Roles.BRANCH;
import static com.pulumi.planetscale.provider.resources.credential.Roles.CREDENTIALS;
import static com.pulumi.planetscale.provider.resources.credential.Roles.DATABASE;
import static com.pulumi.planetscale.provider.resources.credential.Roles.READY;
import static com.pulumi.planetscale.provider.resources.credential.Roles.ROTATION_TRIGGERS;
import static com.pulumi.planetscale.provider.resources.owner.Owners.BRANCH_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.DATABASE_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import com.pulumi.planetscale.provider.resource.Taken;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.credential.Roles.Live;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The role `postgres` of a Postgres branch. PlanetScale makes it when its password is set for the first time, and
/// keeps it as long as the branch.
public final class DefaultRoleResource
        implements Resource.Updatable, Resource.Previewing, Resource.Credential, Resource.Unique, Resource.Listed {
    private static final Schema SCHEMA = Schema.of(
                    "DefaultRole",
                    "The role `postgres` of a branch of a Postgres database, which can do almost everything. Use it"
                            + " for administration, and a `Role` for each application. Creating this resource resets"
                            + " the password of the role, and the previous password stops working. Deleting the"
                            + " resource changes nothing at PlanetScale: the role exists as long as its branch.",
                    properties())
            .identifiedBy(List.of(ORGANIZATION, DATABASE, BRANCH))
            .inApi("roles/reset-default");

    private final Api api;
    private final Siblings shared;
    private final Directory directory;

    public DefaultRoleResource(Api api, Siblings shared, Directory directory) {
        this.api = api;
        this.shared = shared;
        this.directory = directory;
    }

    private static List<Property<?>> properties() {
        var properties = new ArrayList<Property<?>>(List.of(ORGANIZATION, DATABASE, BRANCH, ROTATION_TRIGGERS));
        properties.addAll(Roles.OUTPUTS);
        return properties;
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
    public boolean isRevokedWhenDeleted() {
        return false;
    }

    @Override
    public List<Finding> look(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        List<Finding> refusals = CREDENTIALS.look(directory, state, inputs);
        boolean known = Stream.of(ORGANIZATION, DATABASE, BRANCH)
                .allMatch(part -> inputs.find(part).isPresent());
        if (!state.isEmpty() || !known || !refusals.isEmpty()) {
            return refusals;
        }
        return api
                .find(path(inputs), Live.class)
                .map(_ -> Finding.warning(
                        label(inputs) + " already exists: its password is reset, and the current password stops"
                                + " working",
                        "To keep that, use `pulumi import`; the password is not known to Pulumi then."))
                .stream()
                .toList();
    }

    @Override
    public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        Directory.Database database = directory.database(operation, Owners.databasePath(inputs, DATABASE));
        CREDENTIALS.require(inputs, database);
        Directory.Branch branch = directory.branch(operation, Owners.branchPath(inputs, DATABASE, BRANCH));
        boolean existed = api.find(path(inputs), Live.class).isPresent();
        PropertyMap told = reset(operation, inputs);
        if (existed) {
            operation.say(Finding.warning(
                    label(inputs) + " already existed, and its password was reset; the previous password no longer"
                            + " works",
                    "Give the new one to everything that connects with it."));
        }
        return told.with(DATABASE_ID, database.id()).with(BRANCH_ID, branch.id());
    }

    @Override
    public Optional<String> claim(PropertyMap inputs) {
        return SCHEMA.path(inputs);
    }

    /// It comes with its branch, and is adopted.
    @Override
    public Optional<Taken> taken(Operation operation, PropertyMap inputs) {
        return Optional.empty();
    }

    @Override
    public boolean isReady(PropertyMap state) {
        return state.is(READY);
    }

    @Override
    public PropertyMap awaitReady(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        return Roles.outputs(Roles.awaitReady(shared, operation, path(state), label(state)));
    }

    @Override
    public Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        return api.find(path(state), Live.class).map(role -> Roles.completed(state, Roles.outputs(role)));
    }

    @Override
    public List<Step> steps() {
        return List.of(new Step(
                        List.of(ROTATION_TRIGGERS),
                        Roles::isRotationDue,
                        (operation, state, inputs) ->
                                reset(operation, state).with(inputs.only(List.of(ROTATION_TRIGGERS))))
                .calling("POST", ""));
    }

    @Override
    public void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        operation.say(Finding.warning(
                label(state) + " is removed from the state only: it is deleted with its branch",
                "To make its current password useless, run `pscale role reset-default " + state.get(DATABASE) + " "
                        + state.get(BRANCH) + " --org " + state.get(ORGANIZATION) + "`."));
    }

    /// The default roles of all branches of a database.
    @Override
    public Stream<PropertyMap> list(Operation operation, PropertyMap owner) throws IOException, InterruptedException {
        ApiPath branches = Owners.databasePath(owner, DATABASE).then("/branches");
        var roles = new ArrayList<PropertyMap>();
        try (Stream<Directory.Branch> all = api.list(branches, Directory.Branch.class)) {
            for (Directory.Branch branch :
                    all.filter(found -> Engine.POSTGRESQL.equals(found.kind())).toList()) {
                PropertyMap named = owner.with(BRANCH, branch.name());
                api.find(path(named), Live.class)
                        .ifPresent(role -> roles.add(
                                Roles.outputs(role).with(BRANCH, branch.name()).with(BRANCH_ID, branch.id())));
            }
        }
        return roles.stream();
    }

    @Override
    public boolean canBelongTo(PropertyMap database) {
        return database.find(Engine.KIND)
                .filter(kind -> !kind.equals(Engine.POSTGRESQL))
                .isEmpty();
    }

    /// Sets another password. The answer may be the credentials alone, as the OpenAPI description has it, or the
    /// whole role, as the official clients have it.
    private PropertyMap reset(Operation operation, PropertyMap values) throws IOException, InterruptedException {
        Live answer = Roles.reset(api, operation, Roles.path(values).then("/reset-default"));
        PropertyMap told = Roles.outputs(answer);
        return answer.id() == null
                ? Roles.outputs(api.get(path(values), Live.class)).with(told)
                : told;
    }

    private static ApiPath path(PropertyMap values) {
        return Roles.path(values).then("/default");
    }

    private static String label(PropertyMap values) {
        return "the default role of branch `" + values.get(DATABASE) + "/" + values.get(BRANCH) + "`";
    }
}
