package com.pulumi.planetscale.provider.resources.people;

import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;
import static com.pulumi.planetscale.provider.resources.people.People.USER_ID;

import com.pulumi.planetscale.provider.api.Api;
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
import com.pulumi.planetscale.provider.resource.Taken;
import com.pulumi.planetscale.provider.resources.making.Made;
import com.pulumi.planetscale.provider.resources.making.Making;
import com.pulumi.planetscale.provider.resources.making.Notes;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A person's membership of a team. It cannot be changed, only ended.
public final class TeamMemberResource implements Resource.Previewing, Resource.Unique, Resource.Listed {
    static final Property<String> TEAM = Property.text(
                    "team", "Public id or slug of the team: `publicId` of a `Team`, which stays when it is renamed.")
            .identifyingOwner("Team")
            .atCreation("a membership cannot move between teams");
    static final Property<Boolean> DELETE_PASSWORDS = Property.bool(
                    "deletePasswords",
                    "Whether the passwords that the person has made through the team are deleted with the membership.")
            .defaultsTo(false)
            .local();

    private static final Schema SCHEMA = Schema.of(
                    "TeamMember",
                    "A member of the organization in a team. Whoever is in a team is an administrator of its databases.",
                    List.of(
                            ORGANIZATION,
                            TEAM,
                            People.USER,
                            People.EMAIL,
                            DELETE_PASSWORDS,
                            USER_ID,
                            People.USER_NAME,
                            People.USER_EMAIL,
                            PUBLIC_ID,
                            CREATED_AT))
            .identifiedBy(List.of(ORGANIZATION, TEAM, USER_ID))
            .inApi("members")
            .checking(People::exactlyOne);

    private final Api api;
    private final Siblings shared;
    private final Notes notes;
    private final People people;

    /// What the API returns for a membership. Paths take its own id and that of the person.
    private record Live(
            @Nullable String id,
            People.@Nullable User user,
            @Nullable String createdAt) implements Identified, Made {
        @Override
        public boolean goesBy(String segment) {
            return user != null && segment.equals(user.id());
        }

        @Override
        public boolean isWhole() {
            return Identified.super.isWhole() && user != null && user.id() != null;
        }

        String userId() {
            return user == null ? "" : String.valueOf(user.id());
        }
    }

    public TeamMemberResource(Api api, Siblings shared, Notes notes) {
        this.api = api;
        this.shared = shared;
        this.notes = notes;
        people = new People(api, shared);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Finding> look(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        if (!state.isEmpty() || inputs.find(ORGANIZATION).isEmpty()) {
            return List.of();
        }
        var findings = new ArrayList<>(people.missing(inputs));
        if (inputs.find(TEAM).isPresent()) {
            Optional<LiveTeam> team = team(inputs);
            findings.addAll(
                    team.map(found -> found.locked().stream().toList()).orElseGet(() -> List.of(noTeam(inputs))));
        }
        return findings;
    }

    private static Finding noTeam(PropertyMap inputs) {
        return Finding.refusal(
                TEAM,
                "organization `" + inputs.get(ORGANIZATION) + "` has no team `" + inputs.get(TEAM) + "`",
                "Refer to `publicId` of a `Team`, or write the slug of one that exists.");
    }

    private Optional<LiveTeam> team(PropertyMap values) throws IOException, InterruptedException {
        String team = values.get(TEAM);
        try (Stream<LiveTeam> all = shared.list(teams(values), LiveTeam.class)) {
            return all.filter(found -> team.equals(found.id()) || team.equals(found.slug()))
                    .findFirst();
        }
    }

    @Override
    public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        LiveTeam team = team(inputs).orElseThrow(() -> new OperationException(noTeam(inputs)));
        if (team.locked().isPresent()) {
            throw new OperationException(team.locked().get());
        }
        String user = people.member(inputs).userId();
        Live live = new Making<>(api, shared, notes, new Traits(inputs, team, user)).run(operation);
        return properties(inputs, team, live);
    }

    /// How a membership is made and recognised: each person has one at most.
    private final class Traits implements Making.Traits<Live> {
        private final PropertyMap inputs;
        private final LiveTeam team;
        private final String user;

        Traits(PropertyMap inputs, LiveTeam team, String user) {
            this.inputs = inputs;
            this.team = team;
            this.user = user;
        }

        @Override
        public String kind() {
            return SCHEMA.name();
        }

        @Override
        public ApiPath collection() {
            return members(inputs, team);
        }

        @Override
        public Map<String, ?> body() {
            return Map.of("user_id", user);
        }

        @Override
        public Class<Live> type() {
            return Live.class;
        }

        @Override
        public String name() {
            return user;
        }

        @Override
        public List<Live> named(String name) throws IOException, InterruptedException {
            return api.peek(collection().then("/{}", name), Live.class).stream().toList();
        }

        @Override
        public boolean isNamed(Live member, String name) {
            return name.equals(member.userId());
        }

        @Override
        public boolean isUnique() {
            return true;
        }

        @Override
        public boolean matches(Live member) {
            return user.equals(member.userId());
        }

        @Override
        public String path(Live member) {
            return inputs.get(ORGANIZATION) + "/" + team.slug() + "/" + member.userId();
        }

        @Override
        public String key() {
            return "user";
        }
    }

    @Override
    public Optional<String> claim(PropertyMap inputs) {
        boolean known = inputs.find(ORGANIZATION).isPresent()
                && inputs.find(TEAM).isPresent()
                && People.named(inputs).isPresent();
        return known
                ? Optional.of(inputs.get(ORGANIZATION) + "/" + inputs.get(TEAM) + "/"
                        + People.named(inputs).orElse(""))
                : Optional.empty();
    }

    @Override
    public Optional<Taken> taken(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        if (claim(inputs).isEmpty()) {
            return Optional.empty();
        }
        Optional<LiveTeam> team = team(inputs);
        Optional<People.Member> person = people.find(inputs);
        if (team.isEmpty() || person.isEmpty()) {
            return Optional.empty();
        }
        var traits = new Traits(inputs, team.get(), person.get().userId());
        return traits.named(traits.name()).stream()
                .findFirst()
                .map(live -> new Taken(
                        SCHEMA.name(), traits.path(live), traits.key(), Objects.requireNonNullElse(live.id(), "")));
    }

    @Override
    public Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        Optional<LiveTeam> team = team(state);
        if (team.isEmpty()) {
            return Optional.empty();
        }
        Optional<Live> found = found(state, team.get(), state.get(USER_ID));
        if (found.isEmpty() && !state.has(PUBLIC_ID)) {
            Optional<People.Member> called = people.called(state, state.get(USER_ID));
            found = called.isEmpty()
                    ? found
                    : found(state, team.get(), called.get().userId());
        }
        return found.map(live -> properties(state, team.get(), live));
    }

    private Optional<Live> found(PropertyMap state, LiveTeam team, String user)
            throws IOException, InterruptedException {
        return shared.find(members(state, team).then("/{}", user), Live.class);
    }

    @Override
    public void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        Optional<LiveTeam> team = team(state);
        if (team.isPresent()) {
            ApiPath path = members(state, team.get()).then("/{}", state.get(USER_ID));
            var _ = api.delete(state.is(DELETE_PASSWORDS) ? path.with("delete_passwords", "true") : path);
        }
    }

    @Override
    public Stream<PropertyMap> list(Operation operation, PropertyMap owner) throws IOException, InterruptedException {
        LiveTeam team = team(owner).orElseThrow(() -> new OperationException(noTeam(owner)));
        return api.list(members(owner, team), Live.class).map(live -> properties(PropertyMap.EMPTY, team, live));
    }

    private static ApiPath teams(PropertyMap values) {
        return Owners.organizationPath(values).then("/teams");
    }

    private static ApiPath members(PropertyMap values, LiveTeam team) {
        return teams(values).then("/{}/members", String.valueOf(team.slug()));
    }

    private static PropertyMap properties(PropertyMap known, LiveTeam team, Live live) {
        return People.properties(known, live.user())
                .with(TEAM, team.id())
                .with(PUBLIC_ID, live.id())
                .with(CREATED_AT, live.createdAt());
    }
}
