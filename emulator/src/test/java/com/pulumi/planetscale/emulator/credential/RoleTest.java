package com.pulumi.planetscale.emulator.credential;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Emulated.class)
final class RoleTest {
    private static final String ALL = MAIN + "/roles";

    @BeforeEach
    void createShop(Client client) {
        client.createPostgresShop().ok();
    }

    @Test
    void thePasswordIsToldOnce(Client client) {
        Reply created = client.post(
                ALL, "{\"name\": \"app\", \"inherited_roles\": [\"pg_read_all_data\", \"pg_write_all_data\"]}");

        assertThat(created.status()).isEqualTo(200);
        assertThat(created.text("password")).startsWith("pscale_pw_");
        Reply read = client.get(one(created));
        assertThat(read.get("password").isNull()).isTrue();
        assertThat(read.text("name")).isEqualTo("app");
        assertThat(read.get("inherited_roles")).hasSize(2);
    }

    @Test
    void theUserLeadsToTheBranch(Client client) {
        String branch = client.get(MAIN).text("id");
        Reply created = client.post(ALL, "{}");

        assertThat(created.text("base_username")).startsWith("pscale_api_");
        assertThat(created.text("username")).isEqualTo(created.text("base_username") + "." + branch);
        assertThat(created.text("access_host_url")).isEqualTo(branch + "-useast2-1.horizon.psdb.cloud");
        assertThat(created.text("database_name")).isEqualTo("postgres");
        assertThat(created.get("branch").get("name").asText()).isEqualTo("main");
    }

    @Test
    void withoutAWordItNeverExpiresAndQueriesAreNotChecked(Client client) {
        Reply created = client.post(ALL, "");

        assertThat(created.text("name")).isNotEmpty();
        assertThat(created.get("ttl").isNull()).isTrue();
        assertThat(created.get("expires_at").isNull()).isTrue();
        assertThat(created.get("query_safety_settings").findValuesAsText("require_where_on_delete"))
                .containsExactly("off");
        assertThat(client.get(MAIN).get("has_roles").asBoolean()).isTrue();
    }

    @Test
    void itIsReadyAfterAWhile(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.ROLE, Duration.ofMinutes(1));
        Reply created = client.post(ALL, "{}");
        assertThat(created.get("ready").asBoolean(true)).isFalse();

        emulator.clock().advance(Duration.ofMinutes(1));

        assertThat(client.get(one(created)).get("ready").asBoolean()).isTrue();
    }

    @Test
    void itExpiresAndLeavesTheList(Client client, Emulator emulator) {
        Reply created = client.post(ALL, "{\"ttl\": 3600}");
        assertThat(created.get("ttl").asInt()).isEqualTo(3600);

        emulator.clock().advance(Duration.ofHours(1));

        assertThat(client.get(one(created)).get("expired").asBoolean()).isTrue();
        assertThat(client.get(ALL).get("data")).isEmpty();
        assertThat(client.get(ALL + "?status=expired").get("data")).hasSize(1);
        assertThat(client.post(one(created) + "/renew", "").status()).isEqualTo(422);
    }

    @Test
    void renewingCountsItsTimeAnew(Client client, Emulator emulator) {
        Reply created = client.post(ALL, "{\"ttl\": 3600}");
        emulator.clock().advance(Duration.ofMinutes(30));

        Reply renewed = client.post(one(created) + "/renew", "");

        assertThat(Instant.parse(renewed.text("expires_at")))
                .isEqualTo(Instant.parse(created.text("expires_at")).plus(Duration.ofMinutes(30)));
        assertThat(renewed.get("password").isNull()).isTrue();
        assertThat(client.post(one(client.post(ALL, "{}")) + "/renew", "").status())
                .isEqualTo(422);
    }

    @Test
    void resettingTellsAnotherPassword(Client client) {
        Reply created = client.post(ALL, "{}");

        Reply reset = client.post(one(created) + "/reset", "");

        assertThat(reset.status()).isEqualTo(200);
        assertThat(reset.text("password")).startsWith("pscale_pw_").isNotEqualTo(created.text("password"));
        assertThat(reset.text("id")).isEqualTo(created.text("id"));
    }

    @Test
    void nameAndQuerySafetyChangeInPlace(Client client) {
        String one = one(client.post(ALL, "{\"require_where_on_delete\": \"warn\"}"));

        client.patch(one, "{\"name\": \"renamed\", \"require_where_on_update\": \"on\"}")
                .ok();

        Reply read = client.get(one);
        assertThat(read.text("name")).isEqualTo("renamed");
        assertThat(read.get("query_safety_settings").toString())
                .isEqualTo("{\"require_where_on_delete\":\"warn\",\"require_where_on_update\":\"on\"}");
        assertThat(client.patch(one, "{\"require_where_on_update\": \"always\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theListSearchesNamesAndUsers(Client client) {
        Reply app = client.post(ALL, "{\"name\": \"App\"}");
        client.post(ALL, "{\"name\": \"report\"}").ok();

        assertThat(client.get(ALL).get("total_count").asInt()).isEqualTo(2);
        assertThat(client.get(ALL + "?q=app").get("data").findValuesAsText("base_username"))
                .containsExactly(app.text("base_username"));
        assertThat(client.get(ALL + "?q=" + app.text("base_username")).get("data"))
                .hasSize(1);
        assertThat(client.get(ALL + "?status=lost").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"inherited_roles\": [\"pscale_managed\"]} | not pscale_managed",
                "400 | {\"inherited_roles\": \"postgres\"}         | list of strings",
                "400 | {\"require_where_on_delete\": \"always\"}   | must be one of: off, warn, on",
                "422 | {\"with_replication\": true}                | inherit from postgres",
                "422 | {\"ttl\": -1}                               | ttl",
            })
    void whatCannotBeIsRefused(int status, String body, String message, Client client) {
        Reply refused = client.post(ALL, body);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.message()).contains(message);
    }

    @Test
    void replicationComesWithPostgres(Client client) {
        Reply created = client.post(ALL, "{\"inherited_roles\": [\"postgres\"], \"with_replication\": true}");

        assertThat(created.get("with_replication").asBoolean()).isTrue();
    }

    @Test
    void aRoleThatOwnsSomethingNeedsASuccessor(Client client) {
        String one = one(client.post(ALL, "{}"));
        client.admin().patch("/objects" + one, "{\"owns\": [\"public.users\"]}").ok();

        Reply refused = client.delete(one);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.message()).contains("still referenced");
        assertThat(client.delete(one + "?successor=nobody").message()).contains("nobody");

        assertThat(client.delete(one + "?successor=postgres").status()).isEqualTo(204);
        assertThat(client.get(one).status()).isEqualTo(404);
    }

    @Test
    void theSuccessorMayBeNamedInTheBodyAndWithTheBranch(Client client) {
        String one = one(client.post(ALL, "{}"));
        client.admin().patch("/objects" + one, "{\"owns\": [\"public.users\"]}").ok();
        String successor = "postgres." + client.get(MAIN).text("id");

        assertThat(client.send("DELETE", one, "{\"successor\": \"" + successor + "\"}")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void reassigningGivesWhatIsOwnedToTheSuccessor(Client client) {
        String donor = one(client.post(ALL, "{}"));
        Reply successor = client.post(ALL, "{}");
        client.admin()
                .patch("/objects" + donor, "{\"owns\": [\"public.users\"]}")
                .ok();

        assertThat(client.post(donor + "/reassign", "{}").status()).isEqualTo(400);
        assertThat(client.post(donor + "/reassign", "{\"successor\": \"" + donor.replaceAll(".*/", "") + "\"}")
                        .status())
                .isEqualTo(422);
        Reply reassigned =
                client.post(donor + "/reassign", "{\"successor\": \"" + successor.text("base_username") + "\"}");

        assertThat(reassigned.status()).isEqualTo(204);
        assertThat(client.delete(donor).status()).isEqualTo(204);
        assertThat(client.delete(one(successor)).message()).contains("still referenced");
    }

    @Test
    void aRoleThatCannotBeDroppedStaysAndSaysWhy(Client client, Emulator emulator) {
        String one = one(client.post(ALL, "{}"));
        client.admin()
                .patch("/objects" + one, "{\"drop_fault\": \"role is in use\"}")
                .ok();
        assertThat(client.get(one).get("drop_failed").isNull()).isTrue();

        assertThat(client.delete(one).status()).isEqualTo(204);

        Reply left = client.get(one);
        assertThat(left.text("drop_failed")).isEqualTo("role is in use");
        assertThat(Instant.parse(left.text("deleted_at")))
                .isEqualTo(emulator.clock().instant());
        client.admin().patch("/objects" + one, "{\"drop_fault\": null}").ok();
        client.delete(one).ok();
        assertThat(client.get(one).status()).isEqualTo(404);
    }

    @Test
    void theDefaultRoleIsMadeAndGivenNewPasswordsByResetting(Client client) {
        assertThat(client.get(ALL + "/default").status()).isEqualTo(404);

        Reply made = client.post(ALL + "/reset-default", "");
        Reply again = client.post(ALL + "/reset-default", "");

        assertThat(made.text("username"))
                .isEqualTo("postgres." + client.get(MAIN).text("id"));
        assertThat(made.get("default").asBoolean()).isTrue();
        assertThat(again.text("id")).isEqualTo(made.text("id"));
        assertThat(again.text("password")).startsWith("pscale_pw_").isNotEqualTo(made.text("password"));
        Reply read = client.get(ALL + "/default");
        assertThat(read.text("id")).isEqualTo(made.text("id"));
        assertThat(read.get("password").isNull()).isTrue();
        assertThat(client.get(ALL).get("data")).hasSize(1);
    }

    @Test
    void theDefaultRoleStaysAsItIs(Client client) {
        String one = one(client.post(ALL + "/reset-default", ""));

        assertThat(client.delete(one).status()).isEqualTo(422);
        assertThat(client.patch(one, "{\"name\": \"root\"}").status()).isEqualTo(422);
        assertThat(client.post(one + "/reset", "").message()).contains("reset-default");
        assertThat(client.post(one + "/renew", "").status()).isEqualTo(422);
    }

    @Test
    void vitessHasNoRoles(Client client) {
        client.delete(SHOP).ok();
        client.createShop().ok();

        assertThat(client.post(ALL, "{}").status()).isEqualTo(422);
        assertThat(client.get(ALL).message()).contains("PostgreSQL");
        assertThat(client.get(ALL + "/default").status()).isEqualTo(422);
        assertThat(client.post(ALL + "/reset-default", "").status()).isEqualTo(422);
    }

    @Test
    void aBranchThatIsNotReadyGetsNoRole(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.BRANCH, Duration.ofMinutes(1));
        client.createDev().ok();

        assertThat(client.post(DEV + "/roles", "{}").message()).contains("not ready");
    }

    @Test
    void productionBranchesNeedTheirOwnAccess(Client client, Emulator emulator) {
        client.createDev().ok();
        Client developer = client.with(
                emulator, Accesses.none().onDatabase("shop", "create_branch_password", "delete_branch_password"));
        Client operator = client.with(
                emulator,
                Accesses.none()
                        .onDatabase("shop", "create_production_branch_password", "delete_production_branch_password"));

        assertThat(developer.post(ALL, "{}").status()).isEqualTo(404);
        assertThat(developer.post(ALL + "/reset-default", "").status()).isEqualTo(404);
        assertThat(developer.post(DEV + "/roles", "{}").status()).isEqualTo(200);
        String one = one(operator.post(ALL, "{}").ok());
        assertThat(developer.delete(one).status()).isEqualTo(404);
        assertThat(operator.delete(one).status()).isEqualTo(204);
        assertThat(operator.post(DEV + "/roles", "{}").status()).isEqualTo(404);
    }

    @Test
    void theAccessForReadingSufficesForRolesThatOnlyRead(Client client, Emulator emulator) {
        Client reader = client.with(
                emulator,
                Accesses.none()
                        .onDatabase(
                                "shop",
                                "create_production_read_only_branch_password",
                                "delete_production_read_only_branch_password"));

        Reply created = reader.post(ALL, "{\"inherited_roles\": [\"pg_read_all_data\"]}");

        assertThat(created.status()).isEqualTo(200);
        assertThat(reader.post(ALL, "{\"inherited_roles\": [\"pg_write_all_data\"]}")
                        .status())
                .isEqualTo(404);
        assertThat(reader.delete(one(created)).status()).isEqualTo(204);
    }

    private static String one(Reply role) {
        return ALL + "/" + role.text("id");
    }
}
