package com.pulumi.planetscale.provider.resources.people;

import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Reads;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.OnChange;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.Property.Problem;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.property.Type;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import com.pulumi.planetscale.provider.resource.Taken;
import com.pulumi.planetscale.provider.resources.making.FoundInList;
import com.pulumi.planetscale.provider.resources.making.Making;
import com.pulumi.planetscale.provider.resources.making.Notes;
import com.pulumi.planetscale.provider.resources.owner.Clearable;
import com.pulumi.planetscale.provider.resources.owner.Facts;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import com.pulumi.planetscale.provider.resources.owner.Told;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// A team of an organization. Which databases it has is only set in PlanetScale's web application.
public final class TeamResource implements Resource.Updatable, Resource.Previewing, Resource.Unique, Resource.Filtered {
    static final Property<String> NAME = Property.text("name", "Name of the team. Changed in place.")
            .checking(name -> name.isBlank()
                    ? Optional.of(new Problem("it is blank", "Give the team a name."))
                    : Optional.empty());
    static final Property<String> DESCRIPTION = Property.text("description", "What the team is for. Changed in place.")
            .optional()
            .dropping(OnChange.update());
    static final Property<String> SLUG = Property.text("slug", "Name of the team in addresses, which follows `name`.")
            .computedFrom(NAME)
            .always();
    static final Property<Boolean> MANAGED = Property.bool(
                    "managed", "Whether a directory of the identity provider manages it, so that it cannot be changed.")
            .computed()
            .always();

    private static final List<Property<?>> IN_PLACE = List.of(NAME, DESCRIPTION);
    private static final Clearable SENT = new Clearable(IN_PLACE, List.of(DESCRIPTION));

    private static final Type.Obj DATABASE = new Type.Obj(
            "TeamDatabase",
            "A database that a team has.",
            List.of(Facts.text("name", "Name of the database."), Facts.text("id", "Public id of the database.")));

    /// Which databases a team has changes without its resource.
    private static final List<Property<?>> FACTS = List.of(
            Property.list("databases", "Databases that its members are administrators of.", DATABASE)
                    .computed(),
            Property.list("analystDatabases", "Databases that its members can read.", DATABASE)
                    .computed());

    private static final Schema SCHEMA = Schema.of(
                    "Team",
                    "A team of an organization, whose members are administrators of its databases. Databases can only be"
                            + " added to it in PlanetScale's web application.",
                    List.of(ORGANIZATION, NAME, DESCRIPTION, SLUG, MANAGED, PUBLIC_ID, CREATED_AT))
            .identifiedBy(List.of(ORGANIZATION, SLUG))
            .onlyInLookups(FACTS);

    private final Api api;
    private final Siblings shared;
    private final Notes notes;

    public TeamResource(Api api, Siblings shared, Notes notes) {
        this.api = api;
        this.shared = shared;
        this.notes = notes;
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Finding> look(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        return state.isEmpty() || inputs.differing(state, IN_PLACE).isEmpty()
                ? List.of()
                : found(shared.peek(path(state), LiveTeam.class), state).flatMap(LiveTeam::locked).stream()
                        .toList();
    }

    @Override
    public Optional<Finding> undeletable(PropertyMap state) {
        return state.is(MANAGED) ? Optional.of(LiveTeam.locked(state.get(SLUG))) : Optional.empty();
    }

    @Override
    public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        return properties(new Making<>(api, shared, notes, new Traits(api, inputs)).run(operation));
    }

    /// How a team is made and recognised: no two have the same name.
    private record Traits(Api api, PropertyMap inputs) implements FoundInList<LiveTeam> {
        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public ApiPath collection() {
            return TeamResource.collection(inputs);
        }

        @Override
        public List<Property<?>> sent() {
            return IN_PLACE;
        }

        @Override
        public PropertyMap properties(LiveTeam team) {
            return TeamResource.properties(team);
        }

        @Override
        public Class<LiveTeam> type() {
            return LiveTeam.class;
        }

        @Override
        public String name() {
            return inputs.get(NAME);
        }

        @Override
        public List<LiveTeam> named(String name) throws IOException, InterruptedException {
            return teams(api, inputs, name);
        }

        @Override
        public boolean isNamed(LiveTeam team, String name) {
            return name.equalsIgnoreCase(team.name());
        }

        @Override
        public boolean isFoundByName() {
            return true;
        }

        @Override
        public boolean isUnique() {
            return true;
        }

        @Override
        public boolean matches(LiveTeam team) {
            return inputs.differing(properties(team), IN_PLACE).isEmpty();
        }

        @Override
        public String path(LiveTeam team) {
            return inputs.get(ORGANIZATION) + "/" + team.slug();
        }
    }

    private static List<LiveTeam> teams(Reads api, PropertyMap values, String name)
            throws IOException, InterruptedException {
        try (Stream<LiveTeam> all = api.list(collection(values).with("q", name), LiveTeam.class)) {
            return all.filter(team -> name.equalsIgnoreCase(team.name())).toList();
        }
    }

    @Override
    public Optional<String> claim(PropertyMap inputs) {
        return inputs.find(ORGANIZATION)
                .flatMap(organization -> inputs.find(NAME).map(name -> organization + "/" + name));
    }

    @Override
    public Optional<Taken> taken(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        return claim(inputs).isEmpty()
                ? Optional.empty()
                : teams(api, inputs, inputs.get(NAME)).stream()
                        .findFirst()
                        .map(team -> new Taken(
                                SCHEMA.name(),
                                inputs.get(ORGANIZATION) + "/" + team.slug(),
                                NAME.name(),
                                Objects.requireNonNullElse(team.id(), "")));
    }

    /// A team that was renamed elsewhere has another slug, and is found among all by its id.
    @Override
    public Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        Optional<LiveTeam> bySlug = found(shared.find(path(state), LiveTeam.class), state);
        if (bySlug.isPresent() || !state.has(PUBLIC_ID)) {
            return bySlug.map(team -> properties(team));
        }
        try (Stream<LiveTeam> all = api.list(collection(state), LiveTeam.class)) {
            return found(
                            all.filter(team -> state.get(PUBLIC_ID).equals(team.id()))
                                    .findFirst(),
                            state)
                    .map(team -> properties(team));
        }
    }

    /// Another team may have taken the slug.
    private static Optional<LiveTeam> found(Optional<LiveTeam> team, PropertyMap state) {
        return team.filter(
                live -> state.find(PUBLIC_ID).map(id -> id.equals(live.id())).orElse(true));
    }

    @Override
    public List<Step> steps() {
        return List.of(new Step(
                IN_PLACE,
                (operation, state, inputs) -> !SENT.changes(state, inputs).isEmpty(),
                (operation, state, inputs) -> {
                    LiveTeam live = api.patch(path(state), SENT.changes(state, inputs), LiveTeam.class);
                    return properties(live);
                }));
    }

    @Override
    public void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        var _ = api.delete(path(state));
    }

    @Override
    public List<Property<?>> filters() {
        return List.of(Property.text("q", "Lists only the teams whose name holds this.")
                .optional());
    }

    @Override
    public Stream<PropertyMap> list(Operation operation, PropertyMap owner, PropertyMap filters)
            throws IOException, InterruptedException {
        return api.list(Owners.narrowed(collection(owner), filters, filters()), LiveTeam.class)
                .map(TeamResource::properties);
    }

    /// What a directory manages cannot be changed by a program.
    @Override
    public boolean isAdoptable(PropertyMap team) {
        return !team.is(MANAGED);
    }

    private static ApiPath collection(PropertyMap values) {
        return Owners.organizationPath(values).then("/teams");
    }

    private static ApiPath path(PropertyMap state) {
        return collection(state).then("/{}", state.get(SLUG));
    }

    private static PropertyMap properties(LiveTeam live) {
        PropertyMap properties = Facts.of(live.others(), FACTS)
                .with(PUBLIC_ID, live.id())
                .with(NAME, live.name())
                .with(SLUG, live.slug())
                .with(MANAGED, Boolean.TRUE.equals(live.managed()))
                .with(CREATED_AT, live.createdAt());
        return Told.put(properties, DESCRIPTION, Told.filled(live.description()));
    }
}
