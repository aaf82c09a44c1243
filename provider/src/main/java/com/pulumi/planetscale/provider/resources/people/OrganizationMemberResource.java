package com.pulumi.planetscale.provider.resources.people;

import static com.pulumi.planetscale.provider.resources.owner.Owners.CREATED_AT;
import static com.pulumi.planetscale.provider.resources.owner.Owners.ORGANIZATION;
import static com.pulumi.planetscale.provider.resources.owner.Owners.PUBLIC_ID;
import static com.pulumi.planetscale.provider.resources.people.People.USER_ID;

import com.pulumi.planetscale.provider.api.Api;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.api.Siblings;
import com.pulumi.planetscale.provider.assumption.Assumes;
import com.pulumi.planetscale.provider.assumption.Assumption;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.Nearest;
import com.pulumi.planetscale.provider.property.Property;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Schema;
import com.pulumi.planetscale.provider.resource.Call;
import com.pulumi.planetscale.provider.resource.Operation;
import com.pulumi.planetscale.provider.resource.Resource;
import com.pulumi.planetscale.provider.resource.Step;
import com.pulumi.planetscale.provider.resource.Taken;
import com.pulumi.planetscale.provider.resources.making.LostAnswer;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import com.pulumi.planetscale.provider.resources.people.People.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The role of a person in an organization. No call invites one, so a creation adopts the membership that is there.
public final class OrganizationMemberResource
        implements Resource.Updatable, Resource.Previewing, Resource.Unique, Resource.Filtered {
    private static final String ADMIN = "admin";
    private static final List<String> ROLES = List.of(ADMIN, "analyst", "member");

    static final Property<String> ROLE = Property.text(
                    "role", "Role in the organization: `admin`, `analyst` or `member`. Changed in place.")
            .always();
    static final Property<String> ON_DELETE = Property.oneOf(
                    "onDelete",
                    "What a deletion of the resource does: `leave` keeps the person in the organization with the role of"
                            + " that time, `remove` removes the person from the organization.",
                    "leave",
                    "remove")
            .defaultsTo("leave")
            .local();
    static final Property<Boolean> DELETE_PASSWORDS = Property.bool(
                    "deletePasswords",
                    "Whether the passwords that the person has made are deleted when the person is removed.")
            .defaultsTo(false)
            .local();
    static final Property<Boolean> DELETE_SERVICE_TOKENS = Property.bool(
                    "deleteServiceTokens",
                    "Whether the service tokens that the person has made are deleted when the person is removed.")
            .defaultsTo(false)
            .local();

    private static final Schema SCHEMA = Schema.of(
                    "OrganizationMember",
                    "The role of a person in an organization. The person must be a member already: PlanetScale's API"
                            + " cannot invite anyone.",
                    List.of(
                            ORGANIZATION,
                            People.USER,
                            People.EMAIL,
                            ROLE,
                            ON_DELETE,
                            DELETE_PASSWORDS,
                            DELETE_SERVICE_TOKENS,
                            USER_ID,
                            People.USER_NAME,
                            People.USER_EMAIL,
                            PUBLIC_ID,
                            CREATED_AT))
            .identifiedBy(List.of(ORGANIZATION, USER_ID))
            .inApi("members")
            .checking(People::exactlyOne);

    private final Api api;
    private final Siblings shared;
    private final People people;

    private record Organization(@Nullable Boolean idpManagedRoles) {}

    private record Token(@Nullable String actorId) {}

    public OrganizationMemberResource(Api api, Siblings shared) {
        this.api = api;
        this.shared = shared;
        people = new People(api, shared);
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public List<Call> creating(PropertyMap inputs) {
        return List.of(Call.CHANGE.below(SCHEMA.member()));
    }

    @Override
    public List<Finding> look(Operation operation, PropertyMap state, PropertyMap inputs)
            throws IOException, InterruptedException {
        if (inputs.find(ORGANIZATION).isEmpty() || People.named(inputs).isEmpty()) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        Optional<Member> found = people.find(inputs);
        if (found.isEmpty()) {
            return people.missing(inputs);
        }
        Member member = found.get();
        Optional<String> wanted = inputs.find(ROLE).filter(role -> !role.equals(member.role()));
        if (wanted.isPresent()) {
            doubt(wanted.get()).ifPresent(findings::add);
            findings.addAll(locked(inputs, member));
            if (state.isEmpty()) {
                findings.add(Finding.warning(
                        ROLE,
                        "member `" + People.named(inputs).orElse("") + "` has the role `" + member.role()
                                + "` now, and gets `" + wanted.get() + "`",
                        ""));
            }
        }
        return findings;
    }

    private static Optional<Finding> doubt(String role) {
        return ROLES.contains(role)
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        ROLE,
                        "this version of the provider does not know the role `" + role
                                + "`, and PlanetScale refuses what does not exist",
                        Nearest.to(role, ROLES)
                                .map(near -> "Did you mean `" + near + "`?")
                                .orElse("")));
    }

    /// Why PlanetScale would refuse another role, as far as that can be seen.
    @Assumes(Assumption.OWN_ROLE)
    private List<Finding> locked(PropertyMap inputs, Member member) throws IOException, InterruptedException {
        var findings = new ArrayList<Finding>();
        if (api.peek(Owners.organizationPath(inputs), Organization.class)
                .filter(organization -> Boolean.TRUE.equals(organization.idpManagedRoles()))
                .isPresent()) {
            findings.add(Finding.refusal(
                    ROLE,
                    "the identity provider of organization `" + inputs.get(ORGANIZATION) + "` manages roles",
                    "Change the role there, and remove the resource from the program."));
        } else if (ADMIN.equals(member.role()) && isLastAdmin(inputs, member)) {
            findings.add(Finding.refusal(
                    ROLE,
                    "`" + People.named(inputs).orElse("") + "` is the last administrator of organization `"
                            + inputs.get(ORGANIZATION) + "`",
                    "Make another member an administrator first."));
        } else if (api.peek(Owners.organizationPath(inputs).then("/service-tokens/{}", api.tokenId()), Token.class)
                .filter(token -> member.userId().equals(token.actorId()))
                .isPresent()) {
            findings.add(Finding.warning(
                    ROLE,
                    "the service token `" + api.tokenId()
                            + "` was created by this person, and PlanetScale does not let people change their own role",
                    "Use a service token of another administrator."));
        }
        return findings;
    }

    private boolean isLastAdmin(PropertyMap inputs, Member member) throws IOException, InterruptedException {
        try (Stream<Member> all = shared.list(People.collection(inputs), Member.class)) {
            return all.noneMatch(
                    other -> ADMIN.equals(other.role()) && !other.userId().equals(member.userId()));
        }
    }

    @Override
    public PropertyMap create(Operation operation, PropertyMap inputs) throws IOException, InterruptedException {
        Member member = people.member(inputs);
        String role = inputs.get(ROLE);
        operation.say(Finding.info("the membership of `" + People.named(inputs).orElse("") + "` in organization `"
                + inputs.get(ORGANIZATION) + "` was adopted"));
        if (role.equals(member.role())) {
            return properties(inputs, member);
        }
        ApiPath path = People.path(inputs, member.userId());
        var lost = new LostAnswer<Member>(
                answer -> role.equals(answer.role()),
                _ -> Optional.of(api.get(path, Member.class)).filter(now -> role.equals(now.role())));
        return properties(
                inputs, lost.outlast(operation, () -> api.patch(path, inputs.body(List.of(ROLE)), Member.class)));
    }

    @Override
    public Optional<String> claim(PropertyMap inputs) {
        return inputs.find(ORGANIZATION)
                .flatMap(organization -> People.named(inputs).map(person -> organization + "/" + person));
    }

    /// A creation adopts whoever is there.
    @Override
    public Optional<Taken> taken(Operation operation, PropertyMap inputs) {
        return Optional.empty();
    }

    @Override
    public Optional<PropertyMap> read(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        Optional<Member> found = shared.find(path(state), Member.class);
        return (found.isPresent() || state.has(PUBLIC_ID) ? found : people.called(state, state.get(USER_ID)))
                .map(member -> properties(state, member));
    }

    @Override
    public List<Step> steps() {
        return List.of(Step.on(
                List.of(ROLE),
                (operation, state, inputs) ->
                        properties(inputs, api.patch(path(state), inputs.body(List.of(ROLE)), Member.class))));
    }

    @Override
    public Optional<String> lostWith(PropertyMap state) {
        return state.find(ON_DELETE).filter("remove"::equals).map(_ -> "the person's membership of the organization");
    }

    @Override
    public void delete(Operation operation, PropertyMap state) throws IOException, InterruptedException {
        if (state.find(ON_DELETE).filter("remove"::equals).isEmpty()) {
            operation.say(Finding.warning(
                    "member `" + state.find(People.USER_EMAIL).orElse(state.get(USER_ID)) + "` of organization `"
                            + state.get(ORGANIZATION)
                            + "` is removed from the state only: the person stays in the organization with the role `"
                            + state.get(ROLE) + "`",
                    "Set `onDelete: remove` before a deletion that is to remove the person."));
            return;
        }
        ApiPath path = path(state);
        for (Map.Entry<String, Property<Boolean>> flag : Map.of(
                        "delete_passwords", DELETE_PASSWORDS, "delete_service_tokens", DELETE_SERVICE_TOKENS)
                .entrySet()) {
            path = state.is(flag.getValue()) ? path.with(flag.getKey(), "true") : path;
        }
        var _ = api.delete(path);
    }

    @Override
    public List<Property<?>> filters() {
        return List.of(Property.text("q", "Lists only the members whose name or email address holds this.")
                .optional());
    }

    @Override
    public Stream<PropertyMap> list(Operation operation, PropertyMap owner, PropertyMap filters)
            throws IOException, InterruptedException {
        return api.list(Owners.narrowed(People.collection(owner), filters, filters()), Member.class)
                .map(member -> properties(PropertyMap.EMPTY, member));
    }

    private static ApiPath path(PropertyMap state) {
        return People.path(state, state.get(USER_ID));
    }

    private static PropertyMap properties(PropertyMap known, Member member) {
        return People.properties(known, member.user())
                .with(PUBLIC_ID, member.id())
                .with(ROLE, member.role())
                .with(CREATED_AT, member.createdAt());
    }
}
