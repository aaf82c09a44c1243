package com.pulumi.planetscale.emulator.account;

import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.ORGANIZATION;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.admin.Accesses;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Emulated.class)
final class ServiceTokenTest {
    private static final String ALL = ORGANIZATION + "/service-tokens";

    @Test
    void aNewOneMayDoNothingAndTellsItsSecretOnce(Client client) {
        Reply created = client.post(ALL, "{\"name\": \"ci\"}");

        assertThat(created.status()).isEqualTo(200);
        assertThat(created.text("id")).matches("[a-z0-9]{12}");
        assertThat(created.text("token")).startsWith("pscale_tkn_");
        assertThat(created.text("actor_type")).isEqualTo("ServiceToken");
        assertThat(client.get(ALL + "/" + created.text("id")).get("token").isNull())
                .isTrue();
        Client nobody = client.with(created.text("id") + ":" + created.text("token"));
        assertThat(nobody.get("/organizations").status()).isEqualTo(200);
        assertThat(nobody.get(ALL).status()).isEqualTo(404);
    }

    @Test
    void theGoClientSendsNoBodyAtAll(Client client) {
        assertThat(client.post(ALL, "").status()).isEqualTo(200);
    }

    @Test
    void itExpires(Client client, Emulator emulator) {
        Reply created = client.post(ALL, "{\"ttl\": 60}");
        Client expiring = client.with(created.text("id") + ":" + created.text("token"));
        assertThat(expiring.get("/organizations").status()).isEqualTo(200);

        emulator.clock().advance(Duration.ofMinutes(1));

        assertThat(expiring.get("/organizations").status()).isEqualTo(401);
        assertThat(client.post(ALL, "{\"ttl\": -1}").status()).isEqualTo(422);
    }

    @Test
    void aDeletedOneNoLongerWorks(Client client) {
        Reply created = client.post(ALL, "{}");
        assertThat(client.delete(ALL + "/" + created.text("id")).status()).isEqualTo(204);

        assertThat(client.with(created.text("id") + ":" + created.text("token"))
                        .get("/organizations")
                        .status())
                .isEqualTo(401);
        assertThat(client.get(ALL + "/" + created.text("id")).status()).isEqualTo(404);
    }

    @Test
    void accessesAreAddedShownAndTakenAway(Client client) {
        client.createShop().ok();
        Reply created = client.post(ALL, "{}");
        String access = ALL + "/" + created.text("id") + "/access";
        Client token = client.with(created.text("id") + ":" + created.text("token"));

        Reply added = client.send(
                "POST", access, "{\"database\": \"shop\", \"access\": [\"read_branch\", \"read_database\"]}");
        client.post(access, "{\"database\": \"\", \"access\": [\"read_organization\"]}")
                .ok();

        assertThat(added.status()).isEqualTo(200);
        assertThat(added.get("data").get(0).get("type").asText()).isEqualTo("DatabaseAccess");
        assertThat(token.get(MAIN).status()).isEqualTo(200);
        assertThat(token.get(ORGANIZATION).status()).isEqualTo(200);
        assertThat(client.get(access).get("data")).hasSize(3);
        assertThat(client.get(ALL + "/" + created.text("id") + "/grants")
                        .get("data")
                        .findValuesAsText("resource_name"))
                .containsExactly("shop", "acme");
        assertThat(client.get(ALL + "/" + created.text("id")).get("service_token_accesses"))
                .hasSize(3);

        assertThat(client.send("DELETE", access, "{\"database\": \"shop\", \"access\": [\"read_branch\"]}")
                        .status())
                .isEqualTo(204);
        assertThat(token.get(MAIN).status()).isEqualTo(404);
        assertThat(token.get(SHOP).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "422 | {\"database\": \"shop\", \"access\": [\"create_databases\"]} | on the database",
                "422 | {\"access\": [\"read_branch\"]}                              | on the organization",
                "422 | {\"database\": \"shop\", \"access\": [\"fly\"]}              | fly",
                "400 | {\"database\": \"shop\"}                                     | access",
                "404 | {\"database\": \"none\", \"access\": [\"read_branch\"]}      | Not Found",
            })
    void whatCannotBeGrantedIsRefused(int status, String body, String message, Client client) {
        client.createShop().ok();
        String id = client.post(ALL, "{}").text("id");

        Reply refused = client.post(ALL + "/" + id + "/access", body);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.message()).contains(message);
    }

    @Test
    void nobodyGrantsWhatTheyDoNotHave(Client client, Emulator emulator) {
        client.createShop().ok();
        Client narrow = client.with(
                emulator, Accesses.onOrganization("write_service_tokens").onDatabase("shop", "read_branch"));
        String access = ALL + "/" + narrow.post(ALL, "{}").text("id") + "/access";

        assertThat(narrow.post(access, "{\"database\": \"shop\", \"access\": [\"read_branch\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(narrow.post(access, "{\"database\": \"shop\", \"access\": [\"delete_branch\"]}")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"403, cannot manage", "404, Not Found"})
    void serviceTokensCanBeKeptFromManagingAccesses(int status, String message, Client client) {
        String one = ALL + "/" + client.post(ALL, "{}").text("id");
        client.admin()
                .patch("/objects" + ORGANIZATION, "{\"token_access_refusal\": " + status + "}")
                .ok();

        Reply refused = client.post(one + "/access", "{\"access\": [\"read_organization\"]}");

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.message()).contains(message);
        assertThat(client.get(one + "/access").status()).isEqualTo(status);
        assertThat(client.get(one).status()).isEqualTo(200);
    }

    @Test
    void grantsForAllDatabasesCannotBeTakenForOne(Client client, Emulator emulator) {
        client.createShop().ok();
        String id = emulator.admin()
                .tokens()
                .make("wide", Accesses.none().onAllDatabases("read_branch"))
                .id();

        Reply refused = client.send(
                "DELETE", ALL + "/" + id + "/access", "{\"database\": \"shop\", \"access\": [\"read_branch\"]}");

        assertThat(refused.status()).isEqualTo(422);
    }

    @Test
    void grantsGoWithTheirDatabase(Client client, Emulator emulator) {
        client.createShop().ok();
        String id = emulator.admin()
                .tokens()
                .make("one", Accesses.none().onDatabase("shop", "read_branch"))
                .id();

        client.delete(SHOP).ok();

        assertThat(client.get(ALL + "/" + id).get("service_token_accesses")).isEmpty();
        assertThat(client.get(ALL).get("total_count").asInt()).isEqualTo(2);
    }
}
