package com.pulumi.planetscale.emulator.deploy;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.deploy.Deploys.ALL;
import static com.pulumi.planetscale.emulator.deploy.Deploys.MINUTE;
import static com.pulumi.planetscale.emulator.deploy.Deploys.NAMED_USERS;
import static com.pulumi.planetscale.emulator.deploy.Deploys.ONE;
import static com.pulumi.planetscale.emulator.deploy.Deploys.TWO;
import static com.pulumi.planetscale.emulator.deploy.Deploys.USERS;
import static com.pulumi.planetscale.emulator.deploy.Deploys.deploy;
import static com.pulumi.planetscale.emulator.deploy.Deploys.open;
import static com.pulumi.planetscale.emulator.deploy.Deploys.slowly;
import static com.pulumi.planetscale.emulator.deploy.Deploys.state;
import static com.pulumi.planetscale.emulator.deploy.Deploys.tables;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A deploy request from its opening to its end.
@ExtendWith(Emulated.class)
final class DeployRequestTest {
    @BeforeEach
    void createShop(Client client, Emulator emulator) {
        Deploys.shop(client, emulator);
    }

    @Test
    void itIsDeployedStepByStep(Client client, Emulator emulator) {
        slowly(emulator);

        Reply opened = open(client);
        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.text("deployment_state")).isEqualTo("pending");
        assertThat(opened.get("deployment").path("deployable").asBoolean()).isFalse();
        emulator.clock().advance(MINUTE);
        Reply ready = client.get(ONE);
        assertThat(ready.text("deployment_state")).isEqualTo("ready");
        assertThat(ready.get("deployment").path("deploy_operations")).hasSize(1);

        assertThat(deploy(client, ONE).text("deployment_state")).isEqualTo("queued");
        for (String state : new String[] {"submitting", "in_progress", "in_progress_cutover"}) {
            emulator.clock().advance(MINUTE);
            assertThat(state(client, ONE)).isEqualTo(state);
            assertThat(tables(client, MAIN)).doesNotContain("varchar");
        }
        emulator.clock().advance(MINUTE);
        Reply live = client.get(ONE);
        assertThat(live.text("deployment_state")).isEqualTo("complete_pending_revert");
        assertThat(live.text("state")).isEqualTo("open");
        assertThat(tables(client, MAIN)).contains("varchar");

        emulator.clock().advance(Duration.ofMinutes(30));
        Reply done = client.get(ONE);
        assertThat(done.text("deployment_state")).isEqualTo("complete");
        assertThat(done.text("state")).isEqualTo("closed");
        assertThat(done.get("closed_by").isNull()).isTrue();
    }

    @Test
    void aGatedOneWaitsToBeApplied(Client client) {
        client.post(ALL, "{\"branch\": \"dev\", \"into_branch\": \"main\", \"auto_cutover\": false}")
                .ok();

        Reply staged = deploy(client, ONE);

        assertThat(staged.text("deployment_state")).isEqualTo("pending_cutover");
        assertThat(staged.get("deployment").path("state").asText()).isEqualTo("in_progress");
        assertThat(staged.get("deployment").path("ready_to_cutover_at").isNull())
                .isFalse();
        assertThat(tables(client, MAIN)).doesNotContain("varchar");
        assertThat(client.post(ONE + "/apply-deploy", "").text("deployment_state"))
                .isEqualTo("complete_pending_revert");
        assertThat(tables(client, MAIN)).contains("varchar");
    }

    @Test
    void whetherItIsGatedIsInheritedFromThePreviousOne(Client client) {
        client.post(ALL, "{\"branch\": \"dev\", \"into_branch\": \"main\"}").ok();
        assertThat(client.get(ONE).get("deployment").path("auto_cutover").asBoolean())
                .isTrue();
        client.put(ONE + "/auto-apply", "{\"enable\": false}").ok();

        Reply second = client.post(ALL, "{\"branch\": \"dev\", \"into_branch\": \"main\"}");

        assertThat(second.get("number").asInt()).isEqualTo(2);
        assertThat(second.get("deployment").path("auto_cutover").asBoolean()).isFalse();
    }

    @Test
    void itCanBeTakenBackForHalfAnHour(Client client, Emulator emulator) {
        open(client).ok();
        deploy(client, ONE).ok();
        emulator.clock().advance(Duration.ofMinutes(29));

        Reply reverted = client.post(ONE + "/revert", "");

        assertThat(reverted.text("deployment_state")).isEqualTo("complete_revert");
        assertThat(reverted.text("state")).isEqualTo("closed");
        assertThat(reverted.get("deployed_at").isNull()).isFalse();
        assertThat(tables(client, MAIN)).doesNotContain("varchar");
        assertThat(tables(client, DEV)).contains("varchar");
    }

    @Test
    void whoSkipsTheRevertClosesIt(Client client) {
        open(client).ok();
        deploy(client, ONE).ok();

        Reply done = client.post(ONE + "/skip-revert", "");

        assertThat(done.text("deployment_state")).isEqualTo("complete");
        assertThat(done.get("closed_by").path("type").asText()).isEqualTo("ServiceToken");
        assertThat(client.post(ONE + "/revert", "").status()).isEqualTo(422);
    }

    @Test
    void oneThatWaitsIsCancelledAtOnceAndOneThatRunsNeedsAMoment(Client client, Emulator emulator) {
        open(client).ok();
        open(client).ok();
        slowly(emulator);

        deploy(client, ONE).ok();
        assertThat(client.post(ONE + "/cancel", "").text("deployment_state")).isEqualTo("cancelled");
        deploy(client, TWO).ok();
        emulator.clock().advance(MINUTE);
        assertThat(client.post(TWO + "/cancel", "").text("deployment_state")).isEqualTo("in_progress_cancel");
        emulator.clock().advance(MINUTE);
        Reply cancelled = client.get(TWO);
        assertThat(cancelled.text("deployment_state")).isEqualTo("complete_cancel");
        assertThat(cancelled
                        .get("deployment")
                        .path("cancelled_actor")
                        .path("type")
                        .asText())
                .isEqualTo("ServiceToken");
        assertThat(tables(client, MAIN)).doesNotContain("varchar");
    }

    @Test
    void anOpenOneIsClosedAndAClosedOneStaysClosed(Client client) {
        open(client).ok();

        Reply closed = client.patch(ONE, "{\"state\": \"closed\"}");

        assertThat(closed.text("state")).isEqualTo("closed");
        assertThat(closed.text("deployment_state")).isEqualTo("ready");
        assertThat(closed.get("deployed_at").isNull()).isTrue();
        assertThat(client.patch(ONE, "{\"state\": \"closed\"}").status()).isEqualTo(422);
        assertThat(deploy(client, ONE).status()).isEqualTo(422);
    }

    @Test
    void branchesThatDoNotDifferHaveNoChanges(Client client, Emulator emulator) {
        emulator.admin().loadTables(DEV, "", Map.of("users", USERS));

        Reply request = open(client);

        assertThat(request.text("deployment_state")).isEqualTo("no_changes");
        assertThat(deploy(client, ONE).status()).isEqualTo(422);
    }

    @Test
    void whatDoesNotLintCannotBeDeployedUntilTheHeadIsMended(Client client, Emulator emulator) {
        emulator.admin().loadTables(DEV, "", Map.of("users", "CREATE TABLE users (id bigint)"));

        Reply request = open(client);
        assertThat(request.text("deployment_state")).isEqualTo("error");
        JsonNode lint = request.get("deployment").path("lint_errors").path(0);
        assertThat(lint.path("lint_error").asText()).isEqualTo("NO_UNIQUE_KEY");

        emulator.admin().loadTables(DEV, "", Map.of("users", NAMED_USERS));
        assertThat(state(client, ONE)).isEqualTo("ready");
    }
}
