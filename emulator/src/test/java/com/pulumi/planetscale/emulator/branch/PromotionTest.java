package com.pulumi.planetscale.emulator.branch;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Emulated.class)
final class PromotionTest {
    private static final String NO_KEY = "CREATE TABLE logs (line text)";

    @BeforeEach
    void createShopAndDev(Client client) {
        client.createShop().ok();
        client.createDev().ok();
    }

    @Test
    void aPromotedBranchRunsAtProductionSizeWithReplicas(Client client) {
        Reply promoted = client.post(DEV + "/promote", "");

        assertThat(promoted.status()).isEqualTo(200);
        assertThat(promoted.get("production").asBoolean()).isTrue();
        assertThat(promoted.text("cluster_name")).isEqualTo("PS_10");
        assertThat(promoted.text("vtgate_name")).isEqualTo("VTG_5");
        assertThat(promoted.get("has_replicas").asBoolean()).isTrue();
        assertThat(promoted.get("safe_migrations").asBoolean(true)).isFalse();
    }

    @Test
    void whatIsSoAlreadyIsRefused(Client client) {
        assertThat(client.post(MAIN + "/promote", "").status()).isEqualTo(422);
        assertThat(client.post(DEV + "/demote", "").status()).isEqualTo(422);
    }

    @Test
    void lintErrorsPreventPromotionAndSafeMigrations(Client client, Emulator emulator) {
        emulator.admin().loadTables(DEV, "", Map.of("logs", NO_KEY));

        Reply promoted = client.post(DEV + "/promote", "");
        Reply safe = client.put(DEV + "/safe-migrations", "{\"safe_migrations\": true}");

        assertThat(promoted.status()).isEqualTo(422);
        assertThat(promoted.text("code")).isEqualTo("unprocessable");
        assertThat(promoted.message()).contains("logs");
        assertThat(safe.status()).isEqualTo(422);
        assertThat(client.get(DEV + "/schema/lint").get("data").findValuesAsText("lint_error"))
                .containsExactly("NO_UNIQUE_KEY");
    }

    @Test
    void oneProductionBranchRemains(Client client) {
        assertThat(client.post(MAIN + "/demote", "").message()).contains("at least one production branch");

        client.post(DEV + "/promote", "").ok();
        Reply demoted = client.post(DEV + "/demote", "");
        assertThat(demoted.status()).isEqualTo(200);
        assertThat(demoted.get("production").asBoolean(true)).isFalse();
        assertThat(demoted.text("cluster_name")).isEqualTo("PS_DEV");
    }

    @Test
    void readOnlyRegionsPreventDemotion(Client client) {
        client.post(DEV + "/promote", "").ok();
        client.admin()
                .post(
                        "/objects",
                        "{\"kind\": \"read_only_regions\", \"owner\": \"" + DEV
                                + "\", \"fields\": {\"region\": \"us-west\"}}")
                .ok();

        assertThat(client.post(DEV + "/demote", "").message()).contains("read-only regions");
        assertThat(client.get(DEV).get("has_read_only_replicas").asBoolean()).isTrue();
    }

    @Test
    void aResizePreventsDemotion(Client client, Emulator emulator) {
        client.post(DEV + "/promote", "").ok();
        emulator.admin().setDelay(Delay.KEYSPACE_RESIZE, Duration.ofMinutes(5));
        client.put(DEV + "/keyspaces/shop/resizes", "{\"cluster_size\": \"PS_20\"}")
                .ok();

        assertThat(client.post(DEV + "/demote", "").message()).contains("being resized");
    }

    @Test
    void aSecondAdministratorConfirmsTheDemotion(Client client) {
        client.post(DEV + "/promote", "").ok();
        client.admin()
                .patch("/objects" + SHOP, "{\"multiple_admins_required_for_demotion\": true}")
                .ok();

        Reply asked = client.post(DEV + "/demote", "");
        assertThat(asked.status()).isEqualTo(200);
        assertThat(asked.get("production").asBoolean()).isTrue();
        assertThat(asked.get("multiple_admins_required_for_demotion").asBoolean())
                .isTrue();

        client.admin()
                .post("/responses", "{\"object\": \"" + DEV + "\", \"approve\": true}")
                .ok();
        assertThat(client.get(DEV).get("production").asBoolean(true)).isFalse();
    }

    @Test
    void safeMigrationsCanBeSetInThreeWaysAndRepeated(Client client) {
        String path = MAIN + "/safe-migrations";

        assertThat(client.post(path, "").get("safe_migrations").asBoolean()).isTrue();
        assertThat(client.post(path, "").status()).isEqualTo(200);
        assertThat(client.put(path, "{\"safe_migrations\": false}")
                        .get("safe_migrations")
                        .asBoolean(true))
                .isFalse();
        assertThat(client.put(path, "{}").status()).isEqualTo(400);
        assertThat(client.put(path, "{\"safe_migrations\": true}")
                        .get("safe_migrations")
                        .asBoolean())
                .isTrue();
        assertThat(client.delete(path).get("safe_migrations").asBoolean(true)).isFalse();
    }

    @Test
    void aDevelopmentBranchMayHaveSafeMigrations(Client client) {
        assertThat(client.put(DEV + "/safe-migrations", "{\"safe_migrations\": true}")
                        .get("safe_migrations")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void postgresKnowsNeither(Client client) {
        client.delete(SHOP);
        client.createPostgresShop().ok();
        client.createDev().ok();

        assertThat(client.post(DEV + "/promote", "").message()).contains("only available for Vitess");
        assertThat(client.post(MAIN + "/demote", "").message()).contains("only available for Vitess");
        assertThat(client.post(MAIN + "/safe-migrations", "").message()).contains("only available for Vitess");
    }
}
