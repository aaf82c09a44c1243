package com.pulumi.planetscale.emulator.deploy;

import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.deploy.Deploys.ALL;
import static com.pulumi.planetscale.emulator.deploy.Deploys.ONE;
import static com.pulumi.planetscale.emulator.deploy.Deploys.TWO;
import static com.pulumi.planetscale.emulator.deploy.Deploys.USERS;
import static com.pulumi.planetscale.emulator.deploy.Deploys.deploy;
import static com.pulumi.planetscale.emulator.deploy.Deploys.open;
import static com.pulumi.planetscale.emulator.deploy.Deploys.state;
import static com.pulumi.planetscale.emulator.deploy.Deploys.tables;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Deployments beside the queue (PlanetScale documentation, parallel deployments).
@ExtendWith(Emulated.class)
final class ParallelDeployTest {
    private static final String THREE = ALL + "/3";
    private static final String LOGS = "CREATE TABLE logs (id int PRIMARY KEY)";
    private static final String TAGS = "CREATE TABLE tags (id int PRIMARY KEY)";

    /// Request 1 changes `users` and is being deployed, 2 adds `logs`, 3 adds `tags`.
    @BeforeEach
    void openThree(Client client, Emulator emulator) {
        Deploys.shop(client, emulator);
        open(client).ok();
        Deploys.branch(client, emulator, "logs", Map.of("users", USERS, "logs", LOGS));
        open(client, "logs", true).ok();
        Deploys.branch(client, emulator, "tags", Map.of("users", USERS, "tags", TAGS));
        open(client, "tags", true).ok();
        emulator.admin().deploys().hold(ONE, DeployState.IN_PROGRESS);
        deploy(client, ONE).ok();
    }

    private static Reply deployParallel(Client client, String request) {
        return client.post(request + "/deploy", "{\"strategy\": \"parallel\"}");
    }

    @Test
    void oneRunsBesideTheQueueAndNeitherUndoesTheOther(Client client, Emulator emulator) {
        assertThat(deployParallel(client, TWO).ok().text("deployment_state")).isEqualTo("complete_pending_revert");
        assertThat(state(client, ONE)).isEqualTo("in_progress");
        assertThat(tables(client, MAIN)).contains("`logs`").doesNotContain("`name`");

        emulator.admin().deploys().release(ONE);

        assertThat(tables(client, MAIN)).contains("`logs`", "`name`");
    }

    @Test
    void aRevertTakesBackItsOwnChangeOnly(Client client, Emulator emulator) {
        deployParallel(client, TWO).ok();
        emulator.admin().deploys().release(ONE);

        client.post(TWO + "/revert", "").ok();

        assertThat(tables(client, MAIN)).contains("`name`").doesNotContain("`logs`");
    }

    @Test
    void aSecondParallelOneWaitsForTheFirst(Client client) {
        deployParallel(client, TWO).ok();

        Reply blocked = deployParallel(client, THREE).ok();

        assertThat(blocked.text("deployment_state")).isEqualTo("parallel_lane_blocked");
        assertThat(blocked.get("deployment").path("preceding_deployments"))
                .singleElement()
                .satisfies(ahead ->
                        assertThat(ahead.path("deploy_request_number").asInt()).isEqualTo(2));
        client.post(TWO + "/skip-revert", "").ok();
        assertThat(state(client, THREE)).isEqualTo("complete_pending_revert");
        Emulated.saidSomethingNewer();
    }

    @Test
    void theSameTableInBothLanesIsRefused(Client client, Emulator emulator) {
        Deploys.branch(
                client, emulator, "other", Map.of("users", "CREATE TABLE users (id bigint PRIMARY KEY, age int)"));
        open(client, "other", true).ok();

        Reply refused = deployParallel(client, ALL + "/4");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("message")).contains("#1 also changes table shop.users");
    }

    @Test
    void anUnknownStrategyIsRefused(Client client) {
        assertThat(client.post(TWO + "/deploy", "{\"strategy\": \"sideways\"}").status())
                .isEqualTo(400);
    }
}
