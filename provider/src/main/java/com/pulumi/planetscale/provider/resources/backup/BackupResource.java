package com.pulumi.planetscale.provider.resources.backup;

import static com.pulumi.planetscale.provider.resources.backup.BackupProperties.BAD_ENDS;
import static com.pulumi.planetscale.provider.resources.backup.BackupProperties.BRANCH;
import static com.pulumi.planetscale.provider.resources.backup.BackupProperties.COMPLETED_AT;
import static com.pulumi.planetscale.provider.resources.backup.BackupProperties.DATABASE;
import static com.pulumi.planetscale.provider.resources.backup.BackupProperties.EMERGENCY;
import static com.pulumi.planetscale.provider.resources.backup.BackupProperties.EXPIRED;
import static com.pulumi.planetscale.provider.resources.backup.BackupProperties.EXPIRES_AT;
import static com.pulumi.planetscale.provider.resources.backup.BackupProperties.NAME;
import static com.pulumi.planetscale.provider.resources.backup.BackupProperties.PROTECTED;
import static com.pulumi.planetscale.provider.resources.backup.BackupProperties.REQUIRED;
import static com.pulumi.planetscale.provider.resources.backup.BackupProperties.RETENTION_UNIT;
import static com.pulumi.planetscale.provider.resources.backup.BackupProperties.RETENTION_VALUE;
import static com.pulumi.planetscale.provider.resources.backup.BackupProperties.SCHEMA;
import static com.pulumi.planetscale.provider.resources.backup.BackupProperties.SIZE;
import static com.pulumi.planetscale.provider.resources.backup.BackupProperties.STARTED_AT;
import static com.pulumi.planetscale.provider.resources.backup.BackupProperties.STATE;
import static com.pulumi.planetscale.provider.resources.backup.BackupProperties.SUCCESS;
import static com.pulumi.planetscale.provider.resources.owner.Owners.BRANCH_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.DATABASE_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Identified;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import com.pulumi.planetscale.provider.resource.Waiter;
import com.pulumi.planetscale.provider.resources.cluster.Engine;
import com.pulumi.planetscale.provider.resources.making.FoundInList;
import com.pulumi.planetscale.provider.resources.making.Made;
import com.pulumi.planetscale.provider.resources.making.Making;
import com.pulumi.planetscale.provider.resources.making.Notes;
import com.pulumi.planetscale.provider.resources.owner.Actor;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Facts;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import com.pulumi.planetscale.provider.resources.owner.Times;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A backup on demand.
public final class BackupResource implements Resource.Updatable, Resource.Previewing, Resource.Filtered {
    private final Api api;
    private final Siblings shared;
    private final Directory directory;
    private final Notes notes;

    /// What the API returns for a backup. It does not say the retention, only its end.
    private record Live(
            @Nullable String id,
            @Nullable String name,
            @Nullable String state,
            @Nullable Long size,
            @Nullable String startedAt,
            @Nullable String completedAt,
            @Nullable String expiresAt,
            @Nullable String deletedAt,
            @JsonProperty("protected") @Nullable Boolean isProtected,
            @Nullable Boolean required,
            @Nullable String createdAt,
            @Nullable Actor actor,
            @JsonAnySetter @Nullable Map<String, JsonNode> others)
            implements Identified, Made.ByActor {
        String stateOrPending() {
            return state == null ? "pending" : state;
        }
    }

    public BackupResource(Api api, Siblings shared, Directory directory, Notes notes) {
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
        boolean known = Stream.of(ORGANIZATION, DATABASE)
                .allMatch(part -> inputs.find(part).isPresent());
        if (!state.isEmpty() || !inputs.is(EMERGENCY) || !known) {
            return List.of();
        }
        return directory
                .seen(Owners.databasePath(inputs, DATABASE))
                .filter(database -> Engine.isVitess(database.kind()))
                .map(database -> Finding.refusal(
                        EMERGENCY,
                        "only Postgres (`postgresql`) databases have emergency backups, and `" + inputs.get(DATABASE)
                                + "` is a " + Engine.product(Objects.requireNonNullElse(database.kind(), Engine.MYSQL))
                                + " one",
                        "Remove it."))
                .stream()
                .toList();
    }

    @Override
    public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        Directory.Database database = directory.database(operation, Owners.databasePath(inputs, DATABASE));
        Directory.Branch branch = directory.branch(operation, Owners.branchPath(inputs, DATABASE, BRANCH));
        Live live = new Making<>(api, shared, notes, new Traits(api, inputs)).run(operation);
        return whole(live).with(DATABASE_ID, database.id()).with(BRANCH_ID, branch.id());
    }

    /// How a backup is made and recognised. Names need not be unique.
    private record Traits(Api api, PropertyMap inputs) implements FoundInList<Live> {
        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public ApiPath collection() {
            return BackupResource.collection(inputs);
        }

        @Override
        public List<Property<?>> sent() {
            return List.of(NAME, RETENTION_VALUE, RETENTION_UNIT, EMERGENCY);
        }

        @Override
        public PropertyMap properties(Live backup) {
            return live(backup);
        }

        @Override
        public Class<Live> type() {
            return Live.class;
        }

        @Override
        public String name() {
            return inputs.get(NAME);
        }

        @Override
        public boolean isNamed(Live backup, String name) {
            return name.equals(backup.name);
        }

        /// A backup does not say its retention, but then it was not there before either.
        @Override
        public boolean matches(Live backup) {
            return inputs.get(NAME).equals(backup.name) && backup.deletedAt == null;
        }
    }

    @Override
    public boolean isReady(PropertyMap state) {
        String now = state.get(STATE);
        return now.equals(SUCCESS) || now.equals(EXPIRED) || BAD_ENDS.contains(now);
    }

    @Override
    public PropertyMap awaitReady(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        return whole(Waiter.<Live>until(live -> isReady(whole(live)), Live::stateOrPending)
                .ridingOut(ApiException::passes)
                .await(
                        operation,
                        "backup `" + state.get(NAME) + "` of branch `" + state.get(DATABASE) + "/" + state.get(BRANCH)
                                + "`",
                        shared.polling(path(state), Live.class)::ask));
    }

    /// How it ended is recorded before it is complained of, so that the next run replaces it.
    @Override
    public List<Step> steps() {
        return List.of(
                Step.when(
                        (operation, state, inputs) -> BAD_ENDS.contains(state.get(STATE)),
                        (operation, state, inputs) -> {
                            throw new OperationException(badEnd(state));
                        }),
                Step.on(List.of(PROTECTED), (operation, state, inputs) -> protect(state, inputs.is(PROTECTED))));
    }

    /// The description has a boolean. The official command line sends the word instead, since the service is said
    /// to ignore a JSON false; where it does, so do we.
    private PropertyMap protect(PropertyMap state, boolean wanted) throws IOException, InterruptedException {
        PropertyMap told = live(api.patch(path(state), Map.of(PROTECTED.apiName(), wanted), Live.class));
        PropertyMap answer = told.has(PROTECTED) ? told : whole(api.get(path(state), Live.class));
        return answer.is(PROTECTED) == wanted
                ? answer
                : live(api.patch(path(state), Map.of(PROTECTED.apiName(), Boolean.toString(wanted)), Live.class));
    }

    private static Finding badEnd(PropertyMap state) {
        String backup =
                "backup `" + state.get(NAME) + "` of branch `" + state.get(DATABASE) + "/" + state.get(BRANCH) + "` ";
        String again = "Run `pulumi up` again: it makes a new one and deletes this one.";
        return switch (state.get(STATE)) {
            case "failed" ->
                Finding.refusal(
                        STATE,
                        backup + "failed at PlanetScale, which does not say why",
                        again + " If that fails too, ask PlanetScale's support about `" + state.get(PUBLIC_ID) + "`.");
            case "canceled" -> Finding.refusal(STATE, backup + "was canceled by a person or by PlanetScale", again);
            default ->
                Finding.refusal(
                        STATE,
                        backup + "was not made, since PlanetScale ignored the request",
                        "Make sure that the branch is awake and that no other backup of it is running. " + again);
        };
    }

    /// A backup that is gone after its time is what its program asked for. Only one that is deleted before is
    /// drift.
    @Override
    public Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        if (state.find(STATE).filter(EXPIRED::equals).isPresent()) {
            return Optional.of(state);
        }
        Optional<Live> found = shared.find(path(state), Live.class).filter(live -> live.deletedAt == null);
        if (found.isEmpty()) {
            return hasExpired(state, operation.now()) ? Optional.of(expired(operation, state)) : Optional.empty();
        }
        return found.map(BackupResource::whole);
    }

    private static boolean hasExpired(PropertyMap state, Instant now) {
        return !state.is(PROTECTED)
                && state.find(EXPIRES_AT)
                        .map(Times::parse)
                        .filter(end -> !now.isBefore(end))
                        .isPresent();
    }

    private static PropertyMap expired(Operation operation, PropertyMap state) {
        operation.say(Finding.info("backup `" + state.get(NAME) + "` expired at " + state.get(EXPIRES_AT)
                + " and PlanetScale has deleted it. It stays in the stack as `expired`; remove it from the program, or"
                + " give it another `name` to make a new one"));
        return state.with(STATE, EXPIRED);
    }

    @Override
    public Optional<Finding> undeletable(PropertyMap state) {
        return state.is(PROTECTED)
                ? Optional.of(Finding.refusal(
                        PROTECTED,
                        "backup `" + state.get(NAME) + "` is protected from deletion",
                        "Set `protected` to false and run `pulumi up` first."))
                : Optional.empty();
    }

    @Override
    public Optional<String> lostWith(PropertyMap state) {
        return Optional.of("the data of the moment at which it was made");
    }

    @Override
    public void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        if (state.is(REQUIRED)) {
            operation.say(Finding.info("backup `" + state.get(NAME) + "` was removed from the state only: the schedule"
                    + " that PlanetScale requires created it, and PlanetScale deletes it when it expires"));
        } else if (!state.get(STATE).equals(EXPIRED)) {
            var _ = api.delete(path(state));
        }
    }

    @Override
    public List<Property<?>> filters() {
        return BackupFacts.FILTERS;
    }

    @Override
    public Stream<PropertyMap> list(Operation operation, PropertyMap owner, PropertyMap filters)
            throws IOException, InterruptedException {
        return api.list(Owners.narrowed(collection(owner), filters, filters()), Live.class)
                .map(BackupResource::whole);
    }

    /// Those of PlanetScale's own schedule come and go by themselves.
    @Override
    public boolean isAdoptable(PropertyMap object) {
        return !object.is(REQUIRED);
    }

    /// Whether a branch has a backup, not one that was deleted or has expired.
    public static boolean isThere(Api api, ApiPath branch, String id) throws IOException, InterruptedException {
        return api.find(branch.then("/backups/{}", id), Live.class)
                .filter(live -> live.deletedAt == null)
                .isPresent();
    }

    private static ApiPath collection(PropertyMap values) {
        return Owners.branchPath(values, DATABASE, BRANCH).then("/backups");
    }

    private static ApiPath path(PropertyMap state) {
        return collection(state).then("/{}", state.get(PUBLIC_ID));
    }

    /// All of a backup, as a read shows it.
    private static PropertyMap whole(Live live) {
        return PropertyMap.EMPTY
                .with(PROTECTED, false)
                .with(STATE, live.stateOrPending())
                .with(live(live));
    }

    /// What an answer tells; what it leaves out stays as it is.
    private static PropertyMap live(Live live) {
        return Facts.of(live.others, BackupFacts.ALL)
                .with(PUBLIC_ID, live.id)
                .with(NAME, live.name)
                .with(PROTECTED, live.isProtected)
                .with(STATE, live.state)
                .with(SIZE, live.size)
                .with(STARTED_AT, live.startedAt)
                .with(COMPLETED_AT, live.completedAt)
                .with(EXPIRES_AT, live.expiresAt)
                .with(REQUIRED, live.required)
                .with(CREATED_AT, live.createdAt);
    }
}
