package com.pulumi.planetscale.provider.resources.backup;

import static com.pulumi.planetscale.provider.resources.backup.BackupScheduleProperties.DATABASE;
import static com.pulumi.planetscale.provider.resources.backup.BackupScheduleProperties.FREQUENCY_UNIT;
import static com.pulumi.planetscale.provider.resources.backup.BackupScheduleProperties.FREQUENCY_VALUE;
import static com.pulumi.planetscale.provider.resources.backup.BackupScheduleProperties.IN_PLACE;
import static com.pulumi.planetscale.provider.resources.backup.BackupScheduleProperties.LAST_RAN_AT;
import static com.pulumi.planetscale.provider.resources.backup.BackupScheduleProperties.NAME;
import static com.pulumi.planetscale.provider.resources.backup.BackupScheduleProperties.NEXT_RUN_AT;
import static com.pulumi.planetscale.provider.resources.backup.BackupScheduleProperties.REQUIRED;
import static com.pulumi.planetscale.provider.resources.backup.BackupScheduleProperties.RETENTION_UNIT;
import static com.pulumi.planetscale.provider.resources.backup.BackupScheduleProperties.RETENTION_VALUE;
import static com.pulumi.planetscale.provider.resources.backup.BackupScheduleProperties.SCHEDULE_DAY;
import static com.pulumi.planetscale.provider.resources.backup.BackupScheduleProperties.SCHEDULE_TIME;
import static com.pulumi.planetscale.provider.resources.backup.BackupScheduleProperties.SCHEDULE_WEEK;
import static com.pulumi.planetscale.provider.resources.backup.BackupScheduleProperties.SCHEMA;
import static com.pulumi.planetscale.provider.resources.backup.BackupScheduleProperties.TARGET;
import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.DATABASE_ID;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiException;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Identified;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.OperationException;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import com.pulumi.planetscale.provider.resource.Taken;
import com.pulumi.planetscale.provider.resources.making.FoundInList;
import com.pulumi.planetscale.provider.resources.making.Made;
import com.pulumi.planetscale.provider.resources.making.Making;
import com.pulumi.planetscale.provider.resources.making.Notes;
import com.pulumi.planetscale.provider.resources.owner.Directory;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A schedule of backups, which the API calls a backup policy.
public final class BackupScheduleResource
        implements Resource.Updatable, Resource.Previewing, Resource.Unique, Resource.Listed {
    private final Api api;
    private final Siblings shared;
    private final Directory directory;
    private final Notes notes;

    /// What the API returns for a backup policy.
    private record Live(
            @Nullable String id,
            @Nullable String name,
            @Nullable String target,
            @Nullable Long frequencyValue,
            @Nullable String frequencyUnit,
            @Nullable Long retentionValue,
            @Nullable String retentionUnit,
            @Nullable String scheduleTime,
            @Nullable Long scheduleDay,
            @Nullable Long scheduleWeek,
            @Nullable Boolean required,
            @Nullable String lastRanAt,
            @Nullable String nextRunAt,
            @Nullable String createdAt)
            implements Identified, Made {}

    public BackupScheduleResource(Api api, Siblings shared, Directory directory, Notes notes) {
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
        boolean known = Stream.of(ORGANIZATION, DATABASE, TARGET)
                .allMatch(property -> inputs.find(property).isPresent());
        if (!inputs.is(REQUIRED) || !known) {
            return List.of();
        }
        try {
            return findRequired(shared, inputs)
                    .map(there -> changesOfRequired(inputs, whole(there)))
                    .orElseGet(() -> List.of(noneRequired(inputs)));
        } catch (ApiException e) {
            if (e.kind() == ApiException.Kind.NOT_FOUND) {
                // The database is very likely made by the same program.
                return state.isEmpty() ? settingsOfRequired(inputs) : List.of();
            }
            throw e;
        }
    }

    /// What a program says of a schedule that will come with a new database.
    private static List<Finding> settingsOfRequired(PropertyMap inputs) {
        return IN_PLACE.stream()
                .filter(property -> !property.equals(TARGET) && inputs.has(property))
                .map(property -> Finding.refusal(
                        property,
                        "the schedule that PlanetScale requires comes with the database as it is, and PlanetScale"
                                + " refuses to change it",
                        "Omit it, or make a schedule of your own beside it."))
                .toList();
    }

    private static List<Finding> changesOfRequired(PropertyMap inputs, PropertyMap there) {
        var findings = new ArrayList<Finding>();
        for (Property<?> property : IN_PLACE) {
            boolean changes = !inputs.value(property).hasUnknown()
                    && !inputs.differing(there, List.of(property)).isEmpty();
            if (changes) {
                findings.add(Finding.refusal(
                        property,
                        "the schedule that PlanetScale requires has another value, and PlanetScale refuses to change"
                                + " it",
                        "Omit it to keep what is there, or make a schedule of your own beside it."));
            }
        }
        return findings;
    }

    @Override
    public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        Directory.Database database = directory.database(operation, Owners.databasePath(inputs, DATABASE));
        Live live = inputs.is(REQUIRED)
                ? adopted(operation, inputs)
                : new Making<>(api, shared, notes, new Traits(api, inputs)).run(operation);
        return whole(live).with(DATABASE_ID, database.id());
    }

    private Live adopted(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        Live there = findRequired(api, inputs).orElseThrow(() -> new OperationException(noneRequired(inputs)));
        refuseChangesOfRequired(inputs, whole(there));
        operation.say(Finding.info("the backup schedule `" + there.name + "` that PlanetScale requires was adopted;"
                + " deleting it will only remove it from the state"));
        return there;
    }

    /// An engine that skips the preview would be refused by PlanetScale, again on each run.
    private static void refuseChangesOfRequired(PropertyMap inputs, PropertyMap there) throws OperationException {
        List<Finding> refusals = changesOfRequired(inputs, there);
        if (!refusals.isEmpty()) {
            throw new OperationException(refusals.getFirst());
        }
    }

    private static Optional<Live> findRequired(Reads reads, PropertyMap inputs)
            throws IOException, InterruptedException {
        try (Stream<Live> all = reads.list(collection(inputs), Live.class)) {
            return all.filter(policy -> Boolean.TRUE.equals(policy.required)
                            && inputs.get(TARGET).equals(policy.target))
                    .findFirst();
        }
    }

    private static Finding noneRequired(PropertyMap inputs) {
        return Finding.refusal(
                REQUIRED,
                "PlanetScale requires no backup schedule for the " + inputs.get(TARGET) + " branches of database `"
                        + inputs.get(DATABASE) + "`",
                "Remove `required`, and say when backups are made and how long they are kept.");
    }

    /// There is one required schedule for each kind of branches.
    @Override
    public Optional<String> claim(PropertyMap inputs) {
        boolean known = Stream.of(ORGANIZATION, DATABASE, TARGET)
                .allMatch(part -> inputs.find(part).isPresent());
        return inputs.is(REQUIRED) && known
                ? Optional.of(inputs.get(ORGANIZATION) + "/" + inputs.get(DATABASE) + "/" + inputs.get(TARGET))
                : Optional.empty();
    }

    /// The required schedule is adopted, and the others need no name of their own.
    @Override
    public Optional<Taken> taken(Operation operation, PropertyMap inputs) {
        return Optional.empty();
    }

    /// How a schedule is made and recognised. The API does not return who made it, and names need not be unique.
    private record Traits(Api api, PropertyMap inputs) implements FoundInList<Live> {
        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public ApiPath collection() {
            return BackupScheduleResource.collection(inputs);
        }

        @Override
        public List<Property<?>> sent() {
            return IN_PLACE;
        }

        @Override
        public PropertyMap properties(Live policy) {
            return live(policy);
        }

        @Override
        public Class<Live> type() {
            return Live.class;
        }

        @Override
        public String name() {
            return inputs.find(NAME).orElse("");
        }

        @Override
        public boolean isNamed(Live policy, String name) {
            return name.isEmpty() || name.equals(policy.name);
        }

        @Override
        public boolean matches(Live policy) {
            return !Boolean.TRUE.equals(policy.required)
                    && inputs.differing(properties(policy), IN_PLACE).isEmpty();
        }
    }

    @Override
    public Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        return shared.find(path(state), Live.class).map(BackupScheduleResource::whole);
    }

    /// All that the program says is sent whenever a part of it changes, since the parts make sense together
    /// only.
    @Override
    public List<Step> steps() {
        return List.of(Step.on(IN_PLACE, (operation, state, inputs) -> {
            if (state.is(REQUIRED)) {
                refuseChangesOfRequired(inputs, state);
            }
            return live(api.patch(path(state), inputs.body(IN_PLACE), Live.class));
        }));
    }

    @Override
    public void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        if (state.is(REQUIRED)) {
            operation.say(Finding.info(
                    "the backup schedule `" + state.find(NAME).orElse(state.get(PUBLIC_ID)) + "` of database `"
                            + state.get(DATABASE) + "` was removed from the state only: PlanetScale requires it"));
            return;
        }
        var _ = api.delete(path(state));
    }

    @Override
    public Stream<PropertyMap> list(Operation operation, PropertyMap owner) throws IOException, InterruptedException {
        return api.list(collection(owner), Live.class).map(BackupScheduleResource::whole);
    }

    private static ApiPath collection(PropertyMap values) {
        return Owners.databasePath(values, DATABASE).then("/backup-policies");
    }

    private static ApiPath path(PropertyMap state) {
        return collection(state).then("/{}", state.get(PUBLIC_ID));
    }

    /// All of a schedule, as a read shows it: one that is not required leaves that out.
    private static PropertyMap whole(Live live) {
        return PropertyMap.EMPTY.with(REQUIRED, false).with(live(live));
    }

    /// What an answer tells; what it leaves out stays as it is.
    private static PropertyMap live(Live live) {
        return PropertyMap.EMPTY
                .with(PUBLIC_ID, live.id)
                .with(NAME, live.name)
                .with(TARGET, live.target)
                .with(FREQUENCY_VALUE, live.frequencyValue)
                .with(FREQUENCY_UNIT, live.frequencyUnit)
                .with(RETENTION_VALUE, live.retentionValue)
                .with(RETENTION_UNIT, live.retentionUnit)
                .with(SCHEDULE_TIME, live.scheduleTime)
                .with(SCHEDULE_DAY, live.scheduleDay)
                .with(SCHEDULE_WEEK, live.scheduleWeek)
                .with(REQUIRED, live.required)
                .with(CREATED_AT, live.createdAt)
                .with(LAST_RAN_AT, live.lastRanAt)
                .with(NEXT_RUN_AT, live.nextRunAt);
    }
}
