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
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Emulated.class)
final class PasswordTest {
    private static final String ALL = MAIN + "/passwords";

    @BeforeEach
    void createShop(Client client) {
        client.createShop().ok();
    }

    @Test
    void theSecretIsToldOnce(Client client) {
        Reply created =
                client.post(ALL, "{\"name\": \"app\", \"role\": \"readwriter\", \"cidrs\": [\"192.0.2.0/24\"]}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("plain_text")).startsWith("pscale_pw_");
        assertThat(created.text("access_host_url")).isEqualTo("aws.connect.psdb.cloud");
        Reply read = client.get(ALL + "/" + created.text("id"));
        assertThat(read.get("plain_text").isNull()).isTrue();
        assertThat(read.text("username")).isEqualTo(created.text("username"));
        assertThat(read.get("cidrs").get(0).asText()).isEqualTo("192.0.2.0/24");
    }

    @Test
    void withoutAWordItIsAnAdministratorsThatNeverExpires(Client client) {
        Reply created = client.post(ALL, "");

        assertThat(created.text("role")).isEqualTo("admin");
        assertThat(created.text("name")).isNotEmpty();
        assertThat(created.get("expires_at").isNull()).isTrue();
        assertThat(created.get("renewable").asBoolean(true)).isFalse();
        assertThat(created.get("cidrs").isNull()).isTrue();
    }

    @Test
    void namesAreNotUnique(Client client) {
        client.post(ALL, "{\"name\": \"app\"}").ok();

        assertThat(client.post(ALL, "{\"name\": \"app\"}").status()).isEqualTo(201);
    }

    @Test
    void itExpiresAndLeavesTheList(Client client, Emulator emulator) {
        Reply created = client.post(ALL, "{\"ttl\": 3600}");
        assertThat(created.get("ttl_seconds").asInt()).isEqualTo(3600);

        emulator.clock().advance(Duration.ofHours(1));

        assertThat(client.get(ALL + "/" + created.text("id")).get("expired").asBoolean())
                .isTrue();
        assertThat(client.get(ALL).get("data")).isEmpty();
        assertThat(client.get(ALL + "?status=expired").get("data")).hasSize(1);
        assertThat(client.post(ALL + "/" + created.text("id") + "/renew", "").status())
                .isEqualTo(422);
    }

    @Test
    void renewingCountsItsTimeAnew(Client client, Emulator emulator) {
        Reply created = client.post(ALL, "{\"ttl\": 3600}");
        emulator.clock().advance(Duration.ofMinutes(30));

        Reply renewed = client.post(ALL + "/" + created.text("id") + "/renew", "");

        assertThat(renewed.status()).isEqualTo(200);
        assertThat(Instant.parse(renewed.text("expires_at")))
                .isEqualTo(Instant.parse(created.text("expires_at")).plus(Duration.ofMinutes(30)));
        assertThat(renewed.get("plain_text").isNull()).isTrue();
    }

    @Test
    void oneThatNeverExpiresCannotBeRenewed(Client client) {
        String id = client.post(ALL, "{\"ttl\": 0}").text("id");

        assertThat(client.post(ALL + "/" + id + "/renew", "").status()).isEqualTo(422);
    }

    @Test
    void nameAndAddressesChangeInPlace(Client client) {
        String one = ALL + "/"
                + client.post(ALL, "{\"cidrs\": [\"192.0.2.7\", \"2001:db8::/32\"]}")
                        .text("id");

        assertThat(client.patch(one, "{\"name\": \"renamed\"}").get("cidrs")).hasSize(2);
        assertThat(client.patch(one, "{\"cidrs\": []}").get("cidrs").isNull()).isTrue();
        assertThat(client.get(one).text("name")).isEqualTo("renamed");
        assertThat(client.patch(one, "{\"cidrs\": [\"moon\"]}").status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"role\": \"owner\"}                         | role must be one of",
                "422 | {\"cidrs\": [\"300.0.0.1\"]}                  | not a valid IP",
                "422 | {\"replica\": true, \"role\": \"writer\"}     | reader role",
                "422 | {\"ttl\": -1}                                 | ttl",
                "400 | {\"cidrs\": \"192.0.2.7\"}                    | list of strings",
            })
    void whatCannotBeIsRefused(int status, String body, String message, Client client) {
        Reply refused = client.post(ALL, body);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.message()).contains(message);
    }

    @Test
    void replicasAreReadOnProductionBranchesOnly(Client client) {
        client.createDev().ok();

        Reply created = client.post(ALL, "{\"replica\": true}");

        assertThat(created.text("role")).isEqualTo("reader");
        assertThat(created.get("replica").asBoolean()).isTrue();
        assertThat(client.post(DEV + "/passwords", "{\"replica\": true}").message())
                .contains("no replicas");
    }

    @Test
    void directOnesHaveAnAddressInEachZone(Client client) {
        assertThat(client.post(ALL, "{\"direct_vtgate\": true}").get("direct_vtgate_addresses"))
                .hasSize(3);
    }

    @Test
    void theListFilters(Client client) {
        client.post(ALL, "{\"name\": \"Application\"}").ok();
        client.post(ALL, "{\"name\": \"worker\"}").ok();

        assertThat(client.get(ALL + "?q=app").get("total_count").asInt()).isEqualTo(1);
        assertThat(client.get(ALL + "?read_only_region_id=abc").get("data")).isEmpty();
        String region = client.admin()
                .post(
                        "/objects",
                        "{\"kind\": \"read_only_regions\", \"owner\": \"/organizations/acme/databases/shop/branches/main\","
                                + " \"fields\": {\"region\": \"eu-west\"}}")
                .get("origin")
                .path("id")
                .asText();
        assertThat(client.post(ALL, "{\"name\": \"far\", \"read_only_region_id\": \"" + region + "\"}")
                        .text("role"))
                .isEqualTo("reader");
        assertThat(client.get(ALL + "?read_only_region_id=" + region).get("data"))
                .singleElement()
                .satisfies(one -> assertThat(one.get("name").asText()).isEqualTo("far"));
        assertThat(client.post(ALL, "{\"read_only_region_id\": \"abc\"}").status())
                .isEqualTo(422);
        assertThat(client.post(ALL, "{\"replica\": true, \"read_only_region_id\": \"" + region + "\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void thoseOfAllBranchesAreListedTogether(Client client) {
        client.createDev().ok();
        client.post(ALL, "{}").ok();
        client.post(DEV + "/passwords", "{}").ok();

        assertThat(client.get(SHOP + "/passwords").get("data")).hasSize(2);
    }

    @Test
    void aDeletedOneIsGone(Client client) {
        String one = ALL + "/" + client.post(ALL, "{}").text("id");

        assertThat(client.delete(one).status()).isEqualTo(204);
        assertThat(client.get(one).status()).isEqualTo(404);
        assertThat(client.delete(one).status()).isEqualTo(404);
    }

    @Test
    void productionBranchesNeedTheirOwnAccess(Client client, Emulator emulator) {
        client.createDev().ok();
        String secret = ALL + "/" + client.post(ALL, "{}").text("id");
        Client narrow =
                client.with(emulator, Accesses.none().onDatabase("shop", "connect_branch", "delete_branch_password"));
        Client reader = client.with(
                emulator,
                Accesses.none()
                        .onDatabase(
                                "shop",
                                "connect_production_read_only_branch",
                                "delete_production_read_only_branch_password"));

        assertThat(narrow.post(ALL, "{}").status()).isEqualTo(404);
        assertThat(narrow.post(DEV + "/passwords", "{}").status()).isEqualTo(201);
        assertThat(narrow.delete(secret).status()).isEqualTo(404);
        assertThat(reader.post(ALL, "{\"role\": \"admin\"}").status()).isEqualTo(404);
        String read = reader.post(ALL, "{\"role\": \"reader\"}").ok().text("id");
        assertThat(reader.delete(ALL + "/" + read).status()).isEqualTo(204);
        assertThat(reader.delete(secret).status()).isEqualTo(404);
    }

    @Test
    void postgresHasNone(Client client) {
        client.delete(SHOP);
        client.createPostgresShop().ok();

        assertThat(client.post(ALL, "{}").message()).contains("only available for Vitess");
    }
}
