package com.pulumi.planetscale.emulator.people;

import static com.pulumi.planetscale.emulator.Client.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.emulator.admin.Tokens.Credentials;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Members of an organization and its teams.
@ExtendWith(Emulated.class)
final class PeopleTest {
    private static final String MEMBERS = ORGANIZATION + "/members";
    private static final String TEAMS = ORGANIZATION + "/teams";

    @Test
    void membersAreFoundByNameAndAddress(Client client) {
        String ann = client.addMember("Ann", "admin");
        client.addMember("Ben", "member");

        assertThat(client.get(MEMBERS).get("total_count").asInt()).isEqualTo(2);
        assertThat(client.get(MEMBERS + "?q=ANN")
                        .get("data")
                        .get(0)
                        .get("user")
                        .get("id")
                        .asText())
                .isEqualTo(ann);
        assertThat(client.get(MEMBERS + "?q=acme.example").get("data")).hasSize(2);
    }

    @Test
    void pathsHaveTheIdOfThePerson(Client client) {
        String ann = client.addMember("Ann", "admin");
        Reply one = client.get(MEMBERS + "/" + ann).ok();

        assertThat(one.get("user").get("id").asText()).isEqualTo(ann);
        assertThat(client.get(MEMBERS + "/" + one.text("id")).status()).isEqualTo(404);
    }

    @Test
    void lastAdministratorStaysOne(Client client) {
        String ann = client.addMember("Ann", "admin");

        assertThat(client.patch(MEMBERS + "/" + ann, "{\"role\": \"member\"}").status())
                .isEqualTo(422);
        assertThat(client.delete(MEMBERS + "/" + ann).status()).isEqualTo(422);

        client.addMember("Ben", "admin");
        assertThat(client.patch(MEMBERS + "/" + ann, "{\"role\": \"analyst\"}").text("role"))
                .isEqualTo("analyst");
    }

    @Test
    void rolesOfAnIdentityProviderAreNotChangedHere(Client client) {
        String ben = client.addMember("Ben", "member");
        client.admin()
                .patch("/objects" + ORGANIZATION, "{\"idp_managed_roles\": true}")
                .ok();

        assertThat(client.patch(MEMBERS + "/" + ben, "{\"role\": \"admin\"}").status())
                .isEqualTo(422);
    }

    @Test
    void tokenCountsAsItsMaker(Client client, Emulator emulator) {
        String ann = client.addMember("Ann", "admin");
        client.addMember("Ben", "admin");
        Credentials made =
                emulator.admin().tokens().make("hers", Accesses.everything(), Optional.empty(), Optional.of("Ann"));
        Client hers = client.with(made.id() + ":" + made.token());

        assertThat(hers.patch(MEMBERS + "/" + ann, "{\"role\": \"member\"}").message())
                .contains("your own role");
        assertThat(hers.delete(MEMBERS + "/" + ann).status()).isEqualTo(422);

        client.delete(MEMBERS + "/" + ann + "?delete_service_tokens=true").ok();
        assertThat(hers.get(MEMBERS).status()).isEqualTo(401);
    }

    @Test
    void slugOfATeamFollowsItsName(Client client) {
        Reply made = client.post(TEAMS, "{\"name\": \"On call!\"}");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text("slug")).isEqualTo("on-call");
        assertThat(client.post(TEAMS, "{\"name\": \"on-CALL\"}").status()).isEqualTo(422);

        Reply renamed = client.patch(TEAMS + "/on-call", "{\"name\": \"Pager\", \"description\": \"Woken\"}");

        assertThat(renamed.text("slug")).isEqualTo("pager");
        assertThat(client.get(TEAMS + "/on-call").status()).isEqualTo(404);
        assertThat(client.patch(TEAMS + "/pager", "{\"description\": \"\"}")
                        .get("description")
                        .isNull())
                .isTrue();
    }

    @Test
    void teamMemberIsFoundByEitherId(Client client) {
        String ben = client.addMember("Ben", "member");
        client.post(TEAMS, "{\"name\": \"pager\"}").ok();
        String members = TEAMS + "/pager/members";

        Reply added = client.post(members, "{\"user_id\": \"" + ben + "\"}");

        assertThat(added.status()).isEqualTo(200);
        assertThat(client.get(members + "/" + ben).text("id")).isEqualTo(added.text("id"));
        assertThat(client.get(members + "/" + added.text("id")).status()).isEqualTo(200);
        assertThat(client.post(members, "{\"user_id\": \"" + ben + "\"}").status())
                .isEqualTo(422);
        assertThat(client.post(members, "{\"user_id\": \"nobodynobody\"}").status())
                .isEqualTo(404);
        assertThat(client.get(TEAMS + "/pager").get("members").findValuesAsText("name"))
                .containsExactly("Ben");
    }

    @Test
    void whoLeavesTheOrganizationLeavesItsTeams(Client client) {
        String ben = client.addMember("Ben", "member");
        client.post(TEAMS, "{\"name\": \"pager\"}").ok();
        client.post(TEAMS + "/pager/members", "{\"user_id\": \"" + ben + "\"}").ok();

        client.delete(MEMBERS + "/" + ben).ok();

        assertThat(client.get(TEAMS + "/pager/members").get("data")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH /", "DELETE /", "POST /members", "DELETE /members/"})
    void teamsOfADirectoryAreNotChangedHere(String call, Client client) {
        String ben = client.addMember("Ben", "member");
        client.post(TEAMS, "{\"name\": \"pager\"}").ok();
        client.post(TEAMS + "/pager/members", "{\"user_id\": \"" + ben + "\"}").ok();
        client.admin()
                .patch("/objects" + TEAMS + "/pager", "{\"managed\": true}")
                .ok();
        String[] parts = call.split(" ", 2);
        String path = (TEAMS + "/pager" + parts[1])
                .replaceFirst("members/$", "members/" + ben)
                .replaceFirst("/$", "");

        assertThat(client.send(parts[0], path, "{\"name\": \"x\", \"user_id\": \"x\"}")
                        .status())
                .isEqualTo(parts[1].contains("members") ? 400 : 422);
    }
}
