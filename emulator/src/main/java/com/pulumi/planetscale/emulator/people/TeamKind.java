package com.pulumi.planetscale.emulator.people;

import com.pulumi.planetscale.emulator.http.Access;
import com.pulumi.planetscale.emulator.http.Answer;
import com.pulumi.planetscale.emulator.http.Call;
import com.pulumi.planetscale.emulator.http.Declarations;
import com.pulumi.planetscale.emulator.http.Kind;
import com.pulumi.planetscale.emulator.http.PathKey;
import com.pulumi.planetscale.emulator.http.Paths;
import com.pulumi.planetscale.emulator.http.View;
import com.pulumi.planetscale.emulator.http.Views;
import com.pulumi.planetscale.emulator.model.Database;
import com.pulumi.planetscale.emulator.model.Member;
import com.pulumi.planetscale.emulator.model.Organization;
import com.pulumi.planetscale.emulator.model.Team;
import com.pulumi.planetscale.emulator.model.TeamMember;
import com.pulumi.planetscale.emulator.world.World;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Teams of an organization and their members (API reference).
public final class TeamKind implements Kind {
    private static final String ALL = Paths.ORGANIZATION + "/teams";
    private static final String ONE = ALL + "/{team}";
    private static final String MEMBERS = ONE + "/members";
    private static final String MEMBER = MEMBERS + "/{team_member}";

    @Override
    public void declare(Declarations declarations) {
        Access read = Access.organization("read_organization");
        Access write = Access.organization("write_teams");
        declarations
                .stores("teams", Team.class)
                .stores("team_members", TeamMember.class)
                .leads("team", Team.class, PathKey.NAME)
                .leads("team_member", TeamMember.class, PathKey.NAME_OR_ID)
                .get(ALL, read, this::list)
                .post(ALL, write, this::create)
                .get(ONE, read, this::get)
                .patch(ONE, write, this::update)
                .delete(ONE, write, this::delete)
                .get(MEMBERS, read, this::listMembers)
                .post(MEMBERS, write, this::addMember)
                .get(MEMBER, read, this::getMember)
                .delete(MEMBER, write, this::removeMember);
    }

    private Answer list(Call call) {
        String part = call.query().text("q").orElse("").toLowerCase(Locale.ROOT);
        return call.countedPage(
                call.world()
                        .in(call.organization(), Team.class)
                        .filter(team -> team.name.toLowerCase(Locale.ROOT).contains(part)),
                team -> view(call, team));
    }

    private Answer get(Call call) {
        return Answer.ok(view(call, call.the(Team.class)));
    }

    private Answer create(Call call) {
        Organization organization = call.organization();
        String name = call.body().requiredFreeName("name");
        PeopleRules.checkName(call.world(), organization, name, Optional.empty());
        Team team = new Team(call.origin(organization), name);
        team.description = call.body().filled("description").orElse(null);
        return Answer.ok(view(call, call.world().add(team)));
    }

    private Answer update(Call call) {
        Team team = PeopleRules.own(call.the(Team.class));
        Optional<String> newName = call.body().freeName("name");
        Optional<String> description = call.body().text("description");
        newName.ifPresent(name -> PeopleRules.checkName(call.world(), call.organization(), name, Optional.of(team)));
        newName.ifPresent(name -> team.name = name);
        description.ifPresent(text -> team.description = text.isEmpty() ? null : text);
        team.updatedAt = call.now();
        return get(call);
    }

    private Answer delete(Call call) {
        call.world().remove(PeopleRules.own(call.the(Team.class)));
        return Answer.noContent();
    }

    private Answer listMembers(Call call) {
        return call.countedPage(members(call.world(), call.the(Team.class)), member -> view(call, member));
    }

    private Answer getMember(Call call) {
        return Answer.ok(view(call, call.the(TeamMember.class)));
    }

    private Answer addMember(Call call) {
        Team team = PeopleRules.withOwnMembers(call.the(Team.class));
        String user = call.body().requiredText("user_id");
        Member member = PeopleRules.checkNewMember(call.world(), call.organization(), team, user);
        return Answer.ok(view(call, call.world().add(new TeamMember(call.origin(team), member.id(), user))));
    }

    private Answer removeMember(Call call) {
        PeopleRules.withOwnMembers(call.the(Team.class));
        // Nobody but a token calls this API here, so no password is a person's.
        call.query().bool("delete_passwords");
        call.world().remove(call.the(TeamMember.class));
        return Answer.noContent();
    }

    private static Stream<TeamMember> members(World world, Team team) {
        return world.in(team, TeamMember.class);
    }

    private static View view(Call call, TeamMember member) {
        return View.of("OrganizationTeamMembership", member)
                .put("user", PersonView.of(person(call.world(), member)))
                .put("actor", Views.actor(member))
                .put("passwords", List.of());
    }

    private static Member person(World world, TeamMember member) {
        return world.find(Member.class, member.member)
                .orElseThrow(() -> new IllegalStateException(
                        "Team member " + member.id() + " stands for no member of the organization"));
    }

    private static View view(Call call, Team team) {
        return View.of("OrganizationTeam", team)
                .put("display_name", team.name)
                .put("creator", Views.actor(team))
                .put(
                        "members",
                        members(call.world(), team)
                                .map(member -> PersonView.of(person(call.world(), member)))
                                .toList())
                .put("databases", databases(call, team.databases))
                .put("analyst_databases", databases(call, team.analystDatabases))
                .put("name", team.name)
                .put("slug", team.label())
                .put("description", team.description)
                .put("managed", team.managed);
    }

    private static List<View> databases(Call call, Set<String> ids) {
        return call.world()
                .in(call.organization(), Database.class)
                .filter(database -> ids.contains(database.id()))
                .map(database -> databaseView(call, database))
                .toList();
    }

    private static View databaseView(Call call, Database database) {
        String url = call.url("/organizations/" + call.organization().name + "/databases/" + database.name);
        return new View()
                .put("id", database.id())
                .put("name", database.name)
                .put("url", url)
                .put("branches_url", url + "/branches");
    }
}
