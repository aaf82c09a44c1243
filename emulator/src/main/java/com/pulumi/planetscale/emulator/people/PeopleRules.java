package com.pulumi.planetscale.emulator.people;

import com.pulumi.planetscale.emulator.assumptions.Assumes;
import com.pulumi.planetscale.emulator.assumptions.Assumption;
import com.pulumi.planetscale.emulator.model.Member;
import com.pulumi.planetscale.emulator.model.Organization;
import com.pulumi.planetscale.emulator.model.ServiceToken;
import com.pulumi.planetscale.emulator.model.Team;
import com.pulumi.planetscale.emulator.model.TeamMember;
import com.pulumi.planetscale.emulator.world.Actor;
import com.pulumi.planetscale.emulator.world.Entity;
import com.pulumi.planetscale.emulator.world.Refused;
import com.pulumi.planetscale.emulator.world.World;
import java.util.List;
import java.util.Optional;

/// Who may be changed, and which teams there can be.
final class PeopleRules {
    private static final List<String> ROLES = List.of(Member.ADMIN, "analyst", "member");

    private PeopleRules() {}

    static void checkRole(World world, Organization organization, ServiceToken caller, Member member, String role) {
        Refused.when(!ROLES.contains(role), "Role is not included in the list");
        Refused.when(organization.idpManagedRoles, "Roles are managed by your identity provider");
        Refused.when(isOwn(caller, member), "You cannot update your own role");
        checkOtherAdmin(world, member, role.equals(Member.ADMIN));
    }

    static void checkRemoval(World world, ServiceToken caller, Member member) {
        Refused.when(isOwn(caller, member), "You cannot leave your only organization");
        checkOtherAdmin(world, member, false);
    }

    private static void checkOtherAdmin(World world, Member member, boolean staysAdmin) {
        Refused.when(!staysAdmin && member.isLastAdmin(world), "Organization must have at least one admin");
    }

    /// Whether a token acts for the person who made it.
    @Assumes(Assumption.TOKENS_ACT_FOR_THEIR_MAKER)
    private static boolean isOwn(ServiceToken caller, Member member) {
        return isMaker(member, caller);
    }

    static boolean isMaker(Member member, Entity made) {
        return made.actor().map(Actor::id).filter(member.userId::equals).isPresent();
    }

    /// Names that lead to the same slug are one name.
    @Assumes(Assumption.TEAM_SLUGS)
    static void checkName(World world, Organization organization, String name, Optional<Team> self) {
        String slug = Team.slug(name);
        Refused.when(slug.isEmpty(), "Name is invalid");
        Refused.when(
                world.in(organization, Team.class)
                        .anyMatch(team -> team.label().equals(slug)
                                && self.filter(team::equals).isEmpty()),
                "Name has already been taken");
    }

    static Team own(Team team) {
        Refused.when(team.managed, "Team is managed by your directory");
        return team;
    }

    /// 400 here, while the team itself answers 422 (OpenAPI description).
    static Team withOwnMembers(Team team) {
        if (team.managed) {
            throw Refused.invalid("Members of this team are managed by your directory");
        }
        return team;
    }

    static Member checkNewMember(World world, Organization organization, Team team, String user) {
        Member member = world.in(organization, Member.class)
                .filter(found -> found.userId.equals(user))
                .findFirst()
                .orElseThrow(Refused::absent);
        Refused.when(
                world.in(team, TeamMember.class).anyMatch(found -> found.userId.equals(user)),
                "User is already a member of this team");
        return member;
    }
}
