package com.pulumi.planetscale.provider.resources.people;

import static com.pulumi.planetscale.provider.resources.people.OrganizationMemberResource.*;
import static com.pulumi.planetscale.provider.resources.people.People.*;
import static com.pulumi.planetscale.provider.resources.people.TeamMemberResource.TEAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.provider.api.ApiPath;
import com.pulumi.planetscale.provider.lifecycle.FakeOperation;
import com.pulumi.planetscale.provider.lifecycle.Lifecycle;
import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.plan.Plan;
import com.pulumi.planetscale.provider.property.Finding;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.resources.World;
import com.pulumi.planetscale.provider.resources.owner.Owners;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Members of an organization and of its teams: Ann is an administrator, Ben and Cleo are members.
class MembersTest {
    private final World world = World.quick();
    private final Lifecycle lifecycle = world.lifecycle("OrganizationMember");
    private final PropertyMap ben =
            world.settings().with(EMAIL, "ben@example.com").with(ROLE, "analyst");
    private final PropertyMap ann = ben.with(EMAIL, "ann@example.com");
    private final ApiPath members = Owners.organizationPath(ben).then("/members");

    @AfterEach
    void stop() {
        world.close();
    }

    private Outcome.Ready make(PropertyMap wanted) throws Exception {
        return (Outcome.Ready) lifecycle.create(world.operation(), wanted);
    }

    private List<String> errors(Lifecycle of, PropertyMap inputs) throws Exception {
        return of.previewCreate(world.operation().on("other"), inputs).findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .map(Finding::text)
                .toList();
    }

    private void change(String path, String field, boolean value) {
        world.emulator()
                .admin()
                .change(path, JsonNodeFactory.instance.objectNode().put(field, value));
    }

    @Test
    void personWhoIsNoMemberCannotBeInvited() throws Exception {
        PropertyMap nobody = ben.with(EMAIL, "nobody@example.com");

        assertThat(errors(lifecycle, nobody)).singleElement().asString().contains("Invite the person");
        world.newProcess();
        assertThatThrownBy(() -> world.lifecycle("OrganizationMember").create(world.operation(), nobody))
                .hasMessageContaining("has no member");
    }

    @Test
    void personIsNamedInOneWay() {
        assertThat(lifecycle
                        .check(PropertyMap.EMPTY, ben.with(USER, "x"), world.context("ben"))
                        .findings())
                .hasSize(1);
        assertThat(lifecycle
                        .check(PropertyMap.EMPTY, ben.without(EMAIL.name()), world.context("ben"))
                        .findings())
                .hasSize(1);
    }

    @Test
    void anotherWayToNameTheSamePersonChangesNothing() throws Exception {
        Outcome.Ready made = make(ben);
        PropertyMap byId = ben.without(EMAIL.name()).with(USER, made.state().get(USER_ID));

        assertThat(lifecycle.plan(world.operation(), "ben", ben, made.state(), byId, List.of()))
                .isInstanceOf(Plan.Keep.class);
        assertThat(lifecycle.plan(
                        world.operation(), "ben", ben, made.state(), ben.with(EMAIL, "BEN@example.com"), List.of()))
                .isInstanceOf(Plan.Keep.class);
        assertThat(lifecycle.plan(
                        world.operation(), "ben", ben, made.state(), ben.with(EMAIL, "cleo@example.com"), List.of()))
                .isInstanceOf(Plan.Replace.class);
    }

    @Test
    void previewSaysWhichRoleIsChanged() throws Exception {
        assertThat(lifecycle.previewCreate(world.operation(), ben).findings())
                .extracting(Finding::text)
                .anyMatch(text -> text.contains("has the role `member` now, and gets `analyst`"));
        assertThat(lifecycle
                        .previewCreate(world.operation(), ben.with(ROLE, "analist"))
                        .findings())
                .extracting(Finding::text)
                .anyMatch(text -> text.contains("Did you mean `analyst`?"));
    }

    @Test
    void lastAdministratorAndRolesOfAnIdentityProviderAreRefusedInThePreview() throws Exception {
        assertThat(errors(lifecycle, ann)).singleElement().asString().contains("last administrator");

        change("/organizations/acme", "idp_managed_roles", true);
        assertThat(errors(lifecycle, ben)).singleElement().asString().contains("identity provider");
    }

    @Test
    void roleOfWhoeverMadeTheServiceTokenIsDoubted() throws Exception {
        var _ = make(ben.with(ROLE, "admin"));
        world.use(world.emulator()
                .admin()
                .tokens()
                .make("hers", Accesses.everything(), Optional.empty(), Optional.of("Ann")));

        assertThat(world.lifecycle("OrganizationMember")
                        .previewCreate(world.operation(), ann)
                        .findings())
                .extracting(Finding::text)
                .anyMatch(text -> text.contains("their own role"));
    }

    @Test
    void deletionLeavesThePersonUnlessItIsToRemove() throws Exception {
        PropertyMap made = make(ben).state();
        FakeOperation operation = world.operation();

        lifecycle.delete(operation, made);
        assertThat(operation.said())
                .extracting(Finding::text)
                .anyMatch(text -> text.contains("stays in the organization"));
        assertThat(world.api().peek(members.then("/{}", made.get(USER_ID)), Object.class))
                .isPresent();

        lifecycle.delete(world.operation(), made.with(ON_DELETE, "remove"));
        assertThat(world.api().peek(members.then("/{}", made.get(USER_ID)), Object.class))
                .isEmpty();
    }

    @Test
    void teamIsNamedByItsIdOrItsSlugAndMayBeRenamed() throws Exception {
        var _ = world.api().post(Owners.organizationPath(ben).then("/teams"), Map.of("name", "On call"), Object.class);
        Lifecycle inTeam = world.lifecycle("TeamMember");
        PropertyMap wanted = world.settings().with(TEAM, "on-call").with(EMAIL, "ben@example.com");
        Outcome.Ready made = (Outcome.Ready) inTeam.create(world.operation(), wanted);

        assertThat(made.state().get(TEAM)).isNotEqualTo("on-call");
        assertThat(inTeam.find(world.operation(), "acme/on-call/" + made.state().get(USER_ID), world.settings()))
                .map(Lifecycle.Found::id)
                .contains(made.id());
        var _ = world.api()
                .patch(Owners.organizationPath(ben).then("/teams/on-call"), Map.of("name", "Pager"), Object.class);
        assertThat(inTeam.refresh(world.operation(), made.id(), wanted, made.state()))
                .isPresent();
        world.newProcess();
        world.lifecycle("TeamMember").delete(world.operation(), made.state());
        assertThat(world.api()
                        .peek(
                                Owners.organizationPath(ben)
                                        .then(
                                                "/teams/pager/members/{}",
                                                made.state().get(USER_ID)),
                                Object.class))
                .isEmpty();
    }

    @Test
    void unknownTeamsAndThoseOfADirectoryAreRefusedInThePreview() throws Exception {
        Lifecycle inTeam = world.lifecycle("TeamMember");
        PropertyMap wanted = world.settings().with(TEAM, "on-call").with(EMAIL, "ben@example.com");
        assertThat(errors(inTeam, wanted)).singleElement().asString().contains("has no team `on-call`");

        var _ = world.api().post(Owners.organizationPath(ben).then("/teams"), Map.of("name", "On call"), Object.class);
        change("/organizations/acme/teams/on-call", "managed", true);
        assertThat(errors(inTeam, wanted)).singleElement().asString().contains("directory");
    }

    @Test
    void membershipThatExistsIsNotTakenOver() throws Exception {
        var _ = world.api().post(Owners.organizationPath(ben).then("/teams"), Map.of("name", "On call"), Object.class);
        PropertyMap wanted = world.settings().with(TEAM, "on-call").with(EMAIL, "ben@example.com");
        var _ = world.lifecycle("TeamMember").create(world.operation(), wanted);
        world.newProcess();

        assertThat(errors(world.lifecycle("TeamMember"), wanted))
                .singleElement()
                .asString()
                .contains("already exists")
                .contains("pulumi import planetscale:index:TeamMember");
    }

    @Test
    void importTakesTheAddressOrTheNameInPlaceOfTheId() throws Exception {
        PropertyMap state = make(ben).state();
        String id = "acme/" + state.get(USER_ID);

        for (String called : List.of(state.get(USER_ID), "ben@example.com", "BEN@example.com", state.get(USER_NAME))) {
            world.newProcess();
            assertThat(world.lifecycle("OrganizationMember")
                            .find(world.operation(), "acme/" + called, world.settings())
                            .map(Lifecycle.Found::id))
                    .as(called)
                    .contains(id);
        }
        assertThat(world.lifecycle("OrganizationMember").find(world.operation(), "acme/example.com", world.settings()))
                .isEmpty();
    }

    @Test
    void memberOfATeamIsImportedByAddress() throws Exception {
        var _ = world.api().post(Owners.organizationPath(ben).then("/teams"), Map.of("name", "On call"), Object.class);
        PropertyMap wanted = world.settings().with(TEAM, "on-call").with(EMAIL, "ben@example.com");
        Outcome.Ready made = (Outcome.Ready) world.lifecycle("TeamMember").create(world.operation(), wanted);
        world.newProcess();

        assertThat(world.lifecycle("TeamMember")
                        .find(world.operation(), "acme/on-call/ben@example.com", world.settings())
                        .map(Lifecycle.Found::id))
                .contains(made.id());
        assertThat(world.lifecycle("TeamMember")
                        .find(world.operation(), "acme/on-call/cleo@example.com", world.settings()))
                .isEmpty();
    }

    @Test
    void nameOfSeveralMembersIsRefusedWithTheirAddresses() {
        var _ = world.emulator()
                .admin()
                .add(
                        "members",
                        "/organizations/acme",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("name", "Ben")
                                .put("email", "ben@elsewhere.example")
                                .put("user_id", "usrelsewhere"));

        assertThatThrownBy(() -> lifecycle.find(world.operation(), "acme/Ben", world.settings()))
                .hasMessageContaining("there are 2 members called `Ben`")
                .hasMessageContaining("(ben@example.com)")
                .hasMessageContaining("(ben@elsewhere.example)");
    }
}
