package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.provider.played.Structs;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Restoring a backup takes as long as there is data.
class RestorePatienceTest {
    private final PlayedShop shop;

    RestorePatienceTest() throws Exception {
        shop = new PlayedShop();
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @BeforeEach
    void letRestoresTakeHours() {
        shop.emulator().admin().setDelay(Delay.RESTORE, Duration.ofHours(3));
    }

    @Test
    void restoreIsWaitedForLongerThanAnythingElse() throws Exception {
        var made = shop.engine().create("Branch", "restored", restored(), 0);

        assertThat(Structs.map(made.getProperties())).containsEntry("ready", true);
    }

    @Test
    void timeThatTheProgramGivesIsKeptTo() throws Exception {
        Map<String, ?> inputs = restored();

        assertThatThrownBy(() -> shop.engine().create("Branch", "restored", inputs, 3600))
                .hasMessageContaining("timed out after 60 min");
    }

    private Map<String, ?> restored() throws Exception {
        JsonNode backup = shop.api()
                .post(
                        shop.branch("main").then("/backups"),
                        Map.of("name", "b", "retention_unit", "day", "retention_value", 2),
                        JsonNode.class);
        return Map.of(
                "organization", "acme",
                "database", "shop",
                "name", "restored",
                "backupId", backup.path("id").asText(),
                "clusterSize", "PS_10");
    }
}
