package com.pulumi.planetscale.emulator.backup;

import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Emulated.class)
final class BackupTest {
    private static final String ALL = MAIN + "/backups";

    @BeforeEach
    void createShop(Client client) {
        client.createShop().ok();
    }

    @Test
    void aBackupRunsAndSucceeds(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.BACKUP, Duration.ofMinutes(8));

        Reply created = client.post(ALL, "{\"name\": \"before\"}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("state")).isEqualTo("pending");
        assertThat(created.get("started_at").isNull()).isTrue();

        String one = ALL + "/" + created.text("id");
        emulator.clock().advance(Duration.ofMinutes(2));
        assertThat(client.get(one).text("state")).isEqualTo("running");
        emulator.clock().advance(Duration.ofMinutes(6));
        Reply done = client.get(one);
        assertThat(done.text("state")).isEqualTo("success");
        assertThat(done.get("size").asLong()).isPositive();
        assertThat(done.get("completed_at").isNull()).isFalse();
    }

    @Test
    void inAnEmergencyItStartsAtOnce(Client client, Emulator emulator) {
        client.delete(SHOP).ok();
        client.createPostgresShop().ok();
        emulator.admin().setDelay(Delay.BACKUP, Duration.ofMinutes(8));

        assertThat(client.post(ALL, "{\"emergency\": false}").text("state")).isEqualTo("pending");
        assertThat(client.post(ALL, "{\"emergency\": true}").text("state")).isEqualTo("running");
        assertThat(client.post(ALL, "{\"emergency\": \"yes\"}").status()).isEqualTo(400);
    }

    @Test
    void theOfficialClientSendsProtectionAsAWord(Client client) {
        String one = ALL + "/" + client.post(ALL, "{}").text("id");

        assertThat(client.patch(one, "{\"protected\": \"true\"}")
                        .get("protected")
                        .asBoolean())
                .isTrue();
        assertThat(client.patch(one, "{\"protected\": \"false\"}")
                        .ok()
                        .get("protected")
                        .asBoolean())
                .isFalse();
        assertThat(client.patch(one, "{\"protected\": \"perhaps\"}").status()).isEqualTo(400);

        // These requests are not as described, on purpose.
        Emulated.saidSomethingNewer();
    }

    @Test
    void storageCostsUnlessItIsIncluded(Client client) {
        String one = ALL + "/" + client.post(ALL, "{}").text("id");
        assertThat(client.get(one).get("estimated_storage_cost").asDouble()).isPositive();

        client.admin().patch("/objects" + one, "{\"required\": true}").ok();

        assertThat(client.get(one).get("estimated_storage_cost").asDouble()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "canceled", "ignored"})
    void itMayEndBadly(String state, Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.BACKUP, Duration.ofMinutes(8));
        String id = client.post(ALL, "{}").text("id");
        client.admin()
                .patch("/objects/" + id, "{\"outcome\": \"" + state + "\"}")
                .ok();

        emulator.clock().advance(Duration.ofMinutes(8));

        Reply ended = client.get(ALL + "/" + id);
        assertThat(ended.text("state")).isEqualTo(state);
        assertThat(ended.get("completed_at").isNull()).isTrue();
        assertThat(client.get(ALL + "?state=" + state).get("data")).hasSize(1);
        assertThat(client.get(ALL + "?state=success").get("data")).isEmpty();
    }

    @Test
    void itExpiresByItself(Client client, Emulator emulator) {
        String id = client.post(ALL, "{\"retention_unit\": \"hour\", \"retention_value\": 6}")
                .text("id");

        emulator.clock().advance(Duration.ofHours(6));

        assertThat(client.get(ALL + "/" + id).status()).isEqualTo(404);
        assertThat(client.get(ALL).get("data")).isEmpty();
        JsonNode remembered = client.get(ALL + "?all=true").get("data").get(0);
        assertThat(remembered.get("deleted_at").asText())
                .isEqualTo(remembered.get("expires_at").asText());
    }

    @Test
    void aProtectedOneNeitherExpiresNorIsDeleted(Client client, Emulator emulator) {
        String one = ALL + "/" + client.post(ALL, "{}").text("id");
        assertThat(client.patch(one, "{\"protected\": true}").get("protected").asBoolean())
                .isTrue();

        emulator.clock().advance(Duration.ofDays(9));

        assertThat(client.get(one).status()).isEqualTo(200);
        assertThat(client.delete(one).status()).isEqualTo(422);
        client.patch(one, "{\"protected\": false}").ok();
        assertThat(client.get(one).status()).isEqualTo(404);
    }

    @Test
    void oneOfTheSystemStays(Client client) {
        String id = client.post(ALL, "{}").text("id");
        client.admin().patch("/objects/" + id, "{\"required\": true}").ok();

        assertThat(client.delete(ALL + "/" + id).message()).contains("Required");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"retention_unit\": \"decade\", \"retention_value\": 1} | retention_unit must be one of",
                "422 | {\"retention_unit\": \"day\", \"retention_value\": 1001} | between 1 and 1000",
                "422 | {\"retention_unit\": \"day\"}                            | together",
                "422 | {\"emergency\": true}                                    | only available for PostgreSQL",
            })
    void whatCannotBeIsRefused(int status, String body, String message, Client client) {
        Reply refused = client.post(ALL, body);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.message()).contains(message);
    }

    @ParameterizedTest
    @CsvSource({"hour, PT1H", "day, P1D", "week, P7D", "month, P31D", "year, P365D"})
    void retentionIsCountedByTheCalendar(String unit, String length, Client client, Emulator emulator) {
        Reply backup = client.post(ALL, "{\"retention_unit\": \"" + unit + "\", \"retention_value\": 1}");

        Duration kept = Duration.between(emulator.clock().instant(), Instant.parse(backup.text("expires_at")));
        assertThat(kept)
                .isBetween(
                        Duration.parse(length).minusDays(3),
                        Duration.parse(length).plusDays(1));
    }

    @Test
    void theListFiltersAndShowsTheNewestFirst(Client client, Emulator emulator) {
        client.post(ALL, "{\"name\": \"old\"}").ok();
        emulator.clock().advance(Duration.ofHours(1));
        Instant between = emulator.clock().instant().minus(Duration.ofMinutes(30));
        client.post(ALL, "{\"name\": \"new\"}").ok();

        assertThat(names(client, "")).containsExactly("new", "old");
        assertThat(names(client, "?state=success")).hasSize(2);
        assertThat(names(client, "?state=failed")).isEmpty();
        assertThat(names(client, "?from=" + between)).containsExactly("new");
        assertThat(names(client, "?to=" + between)).containsExactly("old");
        assertThat(names(client, "?running_at=" + between.minusSeconds(7200) + ".." + between))
                .containsExactly("old");
        assertThat(names(client, "?production=false")).isEmpty();
        assertThat(names(client, "?policy=none")).isEmpty();
        assertThat(client.get(ALL + "?running_at=now").status()).isEqualTo(400);
    }

    private static List<String> names(Client client, String query) {
        return client.get(ALL + query).get("data").findParents("pvc_size").stream()
                .map(backup -> backup.get("name").asText())
                .toList();
    }

    @Test
    void deletingNeedsTheAccessForTheBranch(Client client, Emulator emulator) {
        String one = ALL + "/" + client.post(ALL, "{}").text("id");
        Client narrow = client.with(emulator, Accesses.none().onDatabase("shop", "delete_backups"));
        Client right = client.with(emulator, Accesses.none().onDatabase("shop", "delete_production_branch_backups"));

        assertThat(narrow.delete(one).status()).isEqualTo(404);
        assertThat(right.delete(one).status()).isEqualTo(204);
        assertThat(client.get(one).status()).isEqualTo(404);
    }
}
