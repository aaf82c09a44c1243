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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Emulated.class)
final class RestoreTest {
    private static final String ALL = SHOP + "/branches";

    @Test
    void aBackupBringsSchemaSizesAndProduction(Client client, Emulator emulator) {
        String backup = backupOfShop(client, emulator);

        Reply restored = client.post(
                ALL, "{\"name\": \"back\", \"backup_id\": \"" + backup + "\", \"cluster_size\": \"PS_40\"}");

        assertThat(restored.status()).isEqualTo(201);
        assertThat(restored.text("cluster_name")).isEqualTo("PS_40");
        assertThat(restored.get("production").asBoolean()).isTrue();
        assertThat(restored.get("restored_from_branch").get("name").asText()).isEqualTo("main");
        assertThat(client.get(ALL + "/back/schema").get("data").findValuesAsText("name"))
                .containsExactly("users");
        assertThat(client.get(MAIN + "/backups/" + backup)
                        .get("restored_branches")
                        .findValuesAsText("name"))
                .containsExactly("back");
    }

    @Test
    void sizesAreRequiredForARestore(Client client, Emulator emulator) {
        String backup = backupOfShop(client, emulator);
        String body = "{\"name\": \"back\", \"backup_id\": \"" + backup + "\"";

        assertThat(client.post(ALL, body + "}").message()).contains("cluster_size is required");
        assertThat(client.post(
                                ALL,
                                body
                                        + ", \"keyspace_cluster_sizes\": [{\"keyspace_name\": \"no\", \"cluster_size\": \"PS_10\"}]}")
                        .message())
                .contains("not part of the backup");
        assertThat(client.post(
                                ALL,
                                body
                                        + ", \"keyspace_cluster_sizes\": [{\"keyspace_name\": \"shop\", \"cluster_size\": \"PS_20\"}]}")
                        .text("cluster_name"))
                .isEqualTo("PS_20");
    }

    @Test
    void anUnfinishedBackupCannotBeRestored(Client client, Emulator emulator) {
        client.createShop().ok();
        emulator.admin().setDelay(Delay.BACKUP, Duration.ofMinutes(4));
        String backup = client.post(MAIN + "/backups", "{}").text("id");

        Reply refused = client.post(
                ALL, "{\"name\": \"back\", \"backup_id\": \"" + backup + "\", \"cluster_size\": \"PS_10\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.message()).contains("pending");
    }

    @Test
    void restoringNeedsTheAccessForWhatIsRestored(Client client, Emulator emulator) {
        String backup = backupOfShop(client, emulator);
        String body = "{\"name\": \"back\", \"backup_id\": \"" + backup + "\", \"cluster_size\": \"PS_10\"}";
        Client creator = client.with(emulator, Accesses.none().onDatabase("shop", "create_branch", "restore_backup"));
        Client restorer = client.with(
                emulator, Accesses.none().onDatabase("shop", "create_branch", "restore_production_branch_backup"));

        assertThat(creator.post(ALL, body).status()).isEqualTo(404);
        assertThat(restorer.post(ALL, body).status()).isEqualTo(201);
    }

    @Test
    void seedDataTakesTheLastBackupOfTheParent(Client client, Emulator emulator) {
        backupOfShop(client, emulator);
        client.patch(SHOP, "{\"allow_data_branching\": true}").ok();

        Reply seeded = client.post(ALL, "{\"name\": \"seeded\", \"seed_data\": \"last_successful_backup\"}");

        assertThat(seeded.status()).isEqualTo(201);
        assertThat(seeded.text("cluster_name")).isEqualTo("PS_10");
        assertThat(seeded.get("production").asBoolean()).isTrue();
    }

    @Test
    void seedDataNeedsABackup(Client client) {
        client.createShop().ok();
        client.patch(SHOP, "{\"allow_data_branching\": true}").ok();

        assertThat(client.post(ALL, "{\"name\": \"seeded\", \"seed_data\": \"last_successful_backup\"}")
                        .message())
                .contains("no successful backup");
    }

    @Test
    void thePlanLimitsRestoredBranches(Client client, Emulator emulator) {
        String backup = backupOfShop(client, emulator);
        client.admin()
                .patch("/objects" + SHOP, "{\"at_backup_restore_branches_limit\": true}")
                .ok();

        assertThat(client.post(
                                ALL,
                                "{\"name\": \"back\", \"backup_id\": \"" + backup + "\", \"cluster_size\": \"PS_10\"}")
                        .message())
                .contains("limit");
    }

    @Test
    void postgresCanGoBackToAPointInTime(Client client, Emulator emulator) {
        client.createPostgresShop().ok();
        emulator.clock().advance(Duration.ofHours(1));
        Instant now = emulator.clock().instant();

        Reply restored = client.post(ALL, point("back", now.minus(Duration.ofMinutes(10))));
        assertThat(restored.status()).isEqualTo(201);
        assertThat(restored.text("cluster_name")).isEqualTo("PS_10_AWS_ARM");
        assertThat(restored.get("replicas").asInt()).isEqualTo(2);

        assertThat(client.post(ALL, point("soon", now.minus(Duration.ofMinutes(1))))
                        .status())
                .isEqualTo(422);
        assertThat(client.post(ALL, point("early", now.minus(Duration.ofHours(2))))
                        .status())
                .isEqualTo(422);
        assertThat(client.post(ALL, "{\"name\": \"odd\", \"restore_point\": \"yesterday\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aPointInTimeMayNameTheBackupItStartsFrom(Client client, Emulator emulator) {
        client.createPostgresShop().ok();
        emulator.clock().advance(Duration.ofHours(1));
        String backup = client.post(MAIN + "/backups", "{}").ok().text("id");
        emulator.clock().advance(Duration.ofHours(1));
        Instant now = emulator.clock().instant();
        String body = "{\"name\": \"%s\", \"backup_id\": \"" + backup
                + "\", \"cluster_size\": \"PS_10\", \"restore_point\": \"%s\"}";

        Reply restored = client.post(ALL, body.formatted("back", now.minus(Duration.ofMinutes(10))));
        assertThat(restored.status()).isEqualTo(201);
        assertThat(restored.get("restored_from_branch").get("name").asText()).isEqualTo("main");
        assertThat(client.get(MAIN + "/backups/" + backup).get("restored_branches"))
                .extracting(branch -> branch.get("name").asText())
                .containsExactly("back");

        assertThat(client.post(ALL, body.formatted("early", now.minus(Duration.ofMinutes(90))))
                        .message())
                .contains("before the backup");
        assertThat(client.post(ALL, body.formatted("soon", now.minus(Duration.ofMinutes(1))))
                        .message())
                .contains("outside of the window");
    }

    @Test
    void theOfficialClientCallsThePostgresSizeClusterName(Client client) {
        client.createPostgresShop().ok();
        String backup = client.post(MAIN + "/backups", "{}").ok().text("id");

        Reply dev = client.post(ALL, "{\"name\": \"dev\", \"parent_branch\": \"\", \"cluster_name\": \"PS-20\"}");
        Reply restored = client.post(
                ALL,
                "{\"name\": \"back\", \"parent_branch\": \"\", \"backup_id\": \"" + backup
                        + "\", \"cluster_name\": \"PS-10\", \"replicas\": 3}");

        assertThat(dev.text("cluster_name")).isEqualTo("PS_20_AWS_ARM");
        assertThat(restored.text("cluster_name")).isEqualTo("PS_10_AWS_ARM");
        assertThat(restored.get("replicas").asInt()).isEqualTo(3);

        // These requests are not as described, on purpose.
        Emulated.saidSomethingNewer();
    }

    @Test
    void anOlderBackupWidensTheWindow(Client client, Emulator emulator) {
        client.createPostgresShop().ok();
        client.post(MAIN + "/backups", "{\"retention_unit\": \"week\", \"retention_value\": 2}")
                .ok();
        emulator.clock().advance(Duration.ofDays(5));

        Instant fourDaysAgo = emulator.clock().instant().minus(Duration.ofDays(4));
        assertThat(client.post(ALL, point("back", fourDaysAgo)).status()).isEqualTo(201);
    }

    @Test
    void postgresKnowsNeitherSeedDataNorKeyspaces(Client client) {
        client.createPostgresShop().ok();

        assertThat(client.post(ALL, "{\"name\": \"a\", \"seed_data\": \"last_successful_backup\"}")
                        .message())
                .contains("only available for Vitess");
    }

    @Test
    void aPostgresBackupBringsSchemaAndParameters(Client client, Emulator emulator) {
        client.createPostgresShop().ok();
        emulator.admin().loadTables(MAIN, "", Map.of("users", "CREATE TABLE users (id bigint PRIMARY KEY)"));
        client.patch(MAIN + "/changes", "{\"parameters\": {\"pgconf\": {\"max_connections\": \"200\"}}}")
                .ok();
        String backup = client.post(MAIN + "/backups", "{\"emergency\": true}").text("id");

        Reply restored = client.post(
                ALL, "{\"name\": \"back\", \"backup_id\": \"" + backup + "\", \"cluster_size\": \"PS_20\"}");

        assertThat(restored.text("cluster_name")).isEqualTo("PS_20_AWS_ARM");
        assertThat(restored.get("parameters")
                        .get("pgconf")
                        .get("max_connections")
                        .asText())
                .isEqualTo("200");
        assertThat(client.get(ALL + "/back/schema").get("data")).hasSize(1);
    }

    @Test
    void aBranchRemembersTheDeletedOneItCameFrom(Client client, Emulator emulator) {
        client.createShop().ok();
        client.createDev().ok();
        String backup = client.post(SHOP + "/branches/dev/backups", "{}").ok().text("id");
        client.post(
                        ALL,
                        "{\"name\": \"back\", \"parent_branch\": \"main\", \"backup_id\": \"" + backup
                                + "\", \"cluster_size\": \"PS_10\"}")
                .ok();
        client.admin().patch("/objects" + ALL + "/back", "{\"parent\": null}").ok();

        client.delete(ALL + "/dev").ok();

        JsonNode source = client.get(ALL + "/back").get("restored_from_branch");
        assertThat(source.get("name").asText()).isEqualTo("dev");
        assertThat(Instant.parse(source.get("deleted_at").asText()))
                .isEqualTo(emulator.clock().instant());
    }

    private static String point(String name, Instant instant) {
        return "{\"name\": \"" + name + "\", \"restore_point\": \"" + instant + "\"}";
    }

    private static String backupOfShop(Client client, Emulator emulator) {
        client.createShop().ok();
        emulator.admin().loadTables(MAIN, "", Map.of("users", "CREATE TABLE users (id bigint PRIMARY KEY)"));
        return client.post(MAIN + "/backups", "{}").ok().text("id");
    }
}
