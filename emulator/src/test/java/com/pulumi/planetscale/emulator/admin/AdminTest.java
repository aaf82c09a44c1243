package com.pulumi.planetscale.emulator.admin;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.ORGANIZATION;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The admin interface over HTTP.
@ExtendWith(Emulated.class)
final class AdminTest {
    @Test
    void itListsItsCalls(Client client) {
        assertThat(client.admin().get("").get("calls")).hasSizeGreaterThan(10);
    }

    @Test
    void whatIsWrongIsSaid(Client client) {
        client.createShop().ok();

        assertThat(refusal(client.admin().get("/nothing"))).contains("GET /__admin/planetscale lists");
        assertThat(refusal(client.admin().get("/objects/organizations/acme/databases/none")))
                .contains("There is no object");
        assertThat(refusal(client.admin().patch("/objects" + SHOP, "{\"colour\": \"red\"}")))
                .contains("no field colour", "sleeping");
        assertThat(refusal(client.admin().patch("/objects" + SHOP, "{\"sleeping\": \"maybe\"}")))
                .contains("does not fit");
        assertThat(refusal(client.admin().patch("/objects" + SHOP, "{"))).contains("not valid JSON");
        assertThat(refusal(client.admin().post("/clock/advance", "{\"by\": \"soon\"}")))
                .contains("not a duration");
        assertThat(refusal(client.admin().post("/clock/advance", "{}"))).contains("Give \"by\"");
        assertThat(refusal(client.admin().patch("/delays", "{\"lunch\": \"1h\"}")))
                .contains("no delay lunch", "keyspace-resize");
        assertThat(refusal(client.admin().put("/limit", "{\"requests_per_minute\": -1}")))
                .contains("0 (no limit)");
        assertThat(refusal(client.admin().post("/tokens", "{\"organization\": [\"fly\"]}")))
                .contains("no access fly");
        assertThat(refusal(client.admin().post("/tokens", "{\"databases\": {\"none\": [\"read_branch\"]}}")))
                .contains("no database none");
        assertThat(refusal(client.admin().post("/tokens", "{\"id\": \"abc\"}"))).contains("both");
        assertThat(refusal(client.admin().put("/accesses/nobody", "{}"))).contains("no token nobody");
        assertThat(refusal(client.admin().post("/responses", "{\"object\": \"" + SHOP + "\", \"approve\": true}")))
                .contains("no request that waits");
        assertThat(refusal(client.admin()
                        .post("/objects", "{\"kind\": \"dragons\", \"owner\": \"" + SHOP + "\", \"fields\": {}}")))
                .contains("no kind dragons", "branches");
        assertThat(refusal(client.admin().put("/tables", "{\"branch\": \"" + SHOP + "\"}")))
                .contains("is not a branch");
        assertThat(refusal(client.admin().put("/tables", "{\"branch\": \"" + MAIN + "\", \"keyspace\": \"none\"}")))
                .contains("no keyspace none");
        assertThat(refusal(client.admin()
                        .post("/objects", "{\"kind\": \"branches\", \"owner\": \"" + SHOP + "\", \"fields\": {}}")))
                .contains("Missing", "'kind'");
        assertThat(refusal(client.admin().patch("/objects" + SHOP, "[]"))).contains("JSON object");
        assertThat(refusal(client.admin().put("/state", "{\"version\": 99}"))).contains("version 99");
        assertThat(refusal(client.admin().delete("/objects" + MAIN))).contains("default");
    }

    @Test
    void anImportedStateIsTheExportedOne(Client client, Emulator emulator) {
        client.createPostgresShop().ok();
        client.post(MAIN + "/roles", "{\"ttl\": 3600, \"inherited_roles\": [\"pg_monitor\"]}")
                .ok();
        client.post(MAIN + "/backups", "{\"emergency\": true}").ok();
        client.post(SHOP + "/backup-policies", """
                {"target": "production", "retention_value": 1, "retention_unit": "year", "frequency_value": 1,
                 "frequency_unit": "month", "schedule_time": "03:30", "schedule_day": 0, "schedule_week": 3}""").ok();
        client.post(SHOP + "/webhooks", "{\"url\": \"https://example.com/hook\"}")
                .ok();
        JsonNode state = emulator.admin().exportState();
        client.delete(SHOP).ok();

        emulator.admin().importState(state);

        assertThat(emulator.admin().exportState()).isEqualTo(state);
        assertThat(client.get(MAIN + "/roles").get("data").get(0).get("ttl").asInt())
                .isEqualTo(3600);
        assertThat(client.get(SHOP + "/backup-policies").get("data").findValuesAsText("schedule_time"))
                .contains("03:30");
    }

    private static String refusal(Reply reply) {
        assertThat(reply.status()).isEqualTo(422);
        return reply.text("error");
    }

    @Test
    void theClockIsReadAndMoved(Client client) {
        Instant before = Instant.parse(client.admin().get("/clock").text("now"));

        Reply moved = client.admin().post("/clock/advance", "{\"by\": \"90m\"}");

        assertThat(Instant.parse(moved.text("now"))).isEqualTo(before.plus(Duration.ofMinutes(90)));
    }

    @Test
    void delaysAndTheLimitAreReadAndChanged(Client client) {
        client.admin()
                .patch("/delays", "{\"branch\": \"PT1M\", \"backup\": \"2h\"}")
                .ok();
        client.admin().put("/limit", "{\"requests_per_minute\": 60}").ok();

        assertThat(client.admin().get("/delays").text("branch")).isEqualTo("PT1M");
        assertThat(client.admin().get("/delays").text("backup")).isEqualTo("PT2H");
        assertThat(client.admin().get("/limit").get("requests_per_minute").asInt())
                .isEqualTo(60);
    }

    @Test
    void tokensAreMadeWithTheAccessesOneWants(Client client) {
        client.createShop().ok();
        Reply made = client.admin().post("/tokens", """
                {"name": "ci", "organization": ["read_organization"], "databases": {"shop": ["read_branch"]}}""");
        Client token = client.with(made.text("id") + ":" + made.text("token"));

        assertThat(token.get(ORGANIZATION).status()).isEqualTo(200);
        assertThat(token.get(MAIN).status()).isEqualTo(200);
        assertThat(token.delete(SHOP).status()).isEqualTo(404);

        client.admin()
                .put("/accesses/" + made.text("id"), "{\"everything\": true}")
                .ok();
        assertThat(token.delete(SHOP).status()).isEqualTo(204);
    }

    @Test
    void aTokenCanHaveCredentialsOfOnesOwn(Client client) {
        client.admin()
                .post("/tokens", "{\"id\": \"mine\", \"token\": \"secret\", \"everything\": true}")
                .ok();

        assertThat(client.with("mine:secret").get(ORGANIZATION).status()).isEqualTo(200);
        assertThat(client.admin()
                        .post("/tokens", "{\"id\": \"mine\", \"token\": \"other\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void objectsAreSeenChangedAndDeletedBehindTheClientsBack(Client client) {
        String id = client.createShop().text("id");
        client.createDev().ok();

        client.admin()
                .patch("/objects" + DEV, "{\"name\": \"renamed\", \"safe_migrations\": true}")
                .ok();
        assertThat(client.get(SHOP + "/branches/renamed").get("safe_migrations").asBoolean())
                .isTrue();

        client.admin().delete("/objects" + SHOP + "/branches/renamed").ok();
        assertThat(client.get(SHOP + "/branches/renamed").status()).isEqualTo(404);

        assertThat(client.admin().get("/objects/" + id).text("name")).isEqualTo("shop");
        client.admin().delete("/objects/" + id).ok();
        assertThat(client.get(SHOP).status()).isEqualTo(404);
    }

    @Test
    void idsStayWhatTheyAre(Client client) {
        client.createShop().ok();

        assertThat(client.admin()
                        .patch("/objects" + SHOP, "{\"origin\": {\"id\": \"other\"}}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void theWholeStateIsExportedAndImported(Client client) {
        client.createShop().ok();
        client.createDev().ok();
        client.post(MAIN + "/passwords", "{\"ttl\": 60}").ok();
        client.post(MAIN + "/backups", "{}").ok();
        client.put(MAIN + "/keyspaces/shop/resizes", "{\"cluster_size\": \"PS_20\"}")
                .ok();
        client.put(MAIN + "/resizes", "{\"vtgate_size\": \"VTG_10\"}").ok();
        client.admin()
                .put("/tables", "{\"branch\": \"" + MAIN + "\", \"tables\": {\"t\": \"CREATE TABLE t (id int)\"}}")
                .ok();
        client.post(ORGANIZATION + "/databases", """
                {"name": "pg", "kind": "postgresql", "cluster_size": "PS_10_AWS_ARM"}""").ok();
        client.patch(ORGANIZATION + "/databases/pg/branches/main/changes", "{\"replicas\": 3}")
                .ok();
        JsonNode state = client.admin().get("/state").body();
        assertThat(state.properties().iterator().next().getKey()).isEqualTo("version");
        client.delete(SHOP).ok();

        client.admin().put("/state", state.toString()).ok();

        assertThat(client.admin().get("/state").body()).isEqualTo(state);
        assertThat(client.get(MAIN).text("cluster_name")).isEqualTo("PS_20");
        assertThat(client.get(MAIN + "/schema").get("data")).hasSize(1);
        assertThat(client.get(ORGANIZATION + "/databases/pg/branches/main")
                        .get("replicas")
                        .asInt())
                .isEqualTo(3);
    }
}
