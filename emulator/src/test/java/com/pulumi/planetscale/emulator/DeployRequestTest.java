package com.pulumi.planetscale.emulator;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A deploy request from its opening to its end.
@ExtendWith(Emulated.class)
final class DeployRequestTest {
    static final String ALL = SHOP + "/deploy-requests";
    static final String ONE = ALL + "/1";
    static final String USERS = "CREATE TABLE users (id bigint PRIMARY KEY)";
    static final String NAMED_USERS = "CREATE TABLE users (id bigint PRIMARY KEY, name varchar(50))";

    @BeforeEach
    void createShop(Client client, Emulator emulator) {
        shop(client, emulator);
        emulator.admin().loadTables(DEV, "", Map.of("users", NAMED_USERS));
    }

    /// `main` with a table and safe migrations, and `dev` made of it.
    static void shop(Client client, Emulator emulator) {
        client.createShop().ok();
        emulator.admin().loadTables(MAIN, "", Map.of("users", USERS));
        client.put(MAIN + "/safe-migrations", "{\"safe_migrations\": true}").ok();
        client.createDev().ok();
    }

    static Reply open(Client client) {
        return client.post(ALL, """
                {"branch": "dev", "into_branch": "main", "auto_cutover": true}""");
    }

    static String table(Client client, String branch) {
        return client.get(branch + "/schema").get("data").path(0).path("raw").asText();
    }

    private static String state(Client client) {
        return client.get(ONE).text("deployment_state");
    }

    @Test
    void itIsDeployedStepByStep(Client client, Emulator emulator) {
        Delay[] delays = {
            Delay.DEPLOY_CHECK, Delay.DEPLOY_QUEUE, Delay.DEPLOY_SUBMIT, Delay.DEPLOY_COPY, Delay.DEPLOY_CUTOVER
        };
        for (Delay delay : delays) {
            emulator.admin().setDelay(delay, Duration.ofMinutes(1));
        }

        Reply opened = open(client);
        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.text("deployment_state")).isEqualTo("pending");
        assertThat(opened.get("deployment").path("deployable").asBoolean()).isFalse();
        emulator.clock().advance(Duration.ofMinutes(1));
        Reply ready = client.get(ONE);
        assertThat(ready.text("deployment_state")).isEqualTo("ready");
        assertThat(ready.get("deployment").path("deploy_operations")).hasSize(1);

        assertThat(client.post(ONE + "/deploy", "").text("deployment_state")).isEqualTo("queued");
        for (String state : new String[] {"submitting", "in_progress", "in_progress_cutover"}) {
            emulator.clock().advance(Duration.ofMinutes(1));
            assertThat(state(client)).isEqualTo(state);
            assertThat(table(client, MAIN)).doesNotContain("name");
        }
        emulator.clock().advance(Duration.ofMinutes(1));
        Reply live = client.get(ONE);
        assertThat(live.text("deployment_state")).isEqualTo("complete_pending_revert");
        assertThat(live.text("state")).isEqualTo("open");
        assertThat(table(client, MAIN)).contains("name");

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

        Reply staged = client.post(ONE + "/deploy", "");

        assertThat(staged.text("deployment_state")).isEqualTo("pending_cutover");
        assertThat(staged.get("deployment").path("state").asText()).isEqualTo("in_progress");
        assertThat(staged.get("deployment").path("ready_to_cutover_at").isNull())
                .isFalse();
        assertThat(table(client, MAIN)).doesNotContain("name");
        assertThat(client.post(ONE + "/apply-deploy", "").text("deployment_state"))
                .isEqualTo("complete_pending_revert");
        assertThat(table(client, MAIN)).contains("name");
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
        client.post(ONE + "/deploy", "").ok();
        emulator.clock().advance(Duration.ofMinutes(29));

        Reply reverted = client.post(ONE + "/revert", "");

        assertThat(reverted.text("deployment_state")).isEqualTo("complete_revert");
        assertThat(reverted.text("state")).isEqualTo("closed");
        assertThat(reverted.get("deployed_at").isNull()).isFalse();
        assertThat(table(client, MAIN)).doesNotContain("name");
        assertThat(table(client, DEV)).contains("name");
    }

    @Test
    void whoSkipsTheRevertClosesIt(Client client) {
        open(client).ok();
        client.post(ONE + "/deploy", "").ok();

        Reply done = client.post(ONE + "/skip-revert", "");

        assertThat(done.text("deployment_state")).isEqualTo("complete");
        assertThat(done.get("closed_by").path("type").asText()).isEqualTo("ServiceToken");
        assertThat(client.post(ONE + "/revert", "").status()).isEqualTo(422);
    }

    @Test
    void oneThatWaitsIsCancelledAtOnceAndOneThatRunsNeedsAMoment(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.DEPLOY_QUEUE, Duration.ofMinutes(1));
        emulator.admin().setDelay(Delay.DEPLOY_COPY, Duration.ofMinutes(1));
        emulator.admin().setDelay(Delay.DEPLOY_CANCEL, Duration.ofMinutes(1));
        open(client).ok();
        open(client).ok();

        client.post(ONE + "/deploy", "").ok();
        assertThat(client.post(ONE + "/cancel", "").text("deployment_state")).isEqualTo("cancelled");
        client.post(ALL + "/2/deploy", "").ok();
        emulator.clock().advance(Duration.ofMinutes(1));
        assertThat(client.post(ALL + "/2/cancel", "").text("deployment_state")).isEqualTo("in_progress_cancel");
        emulator.clock().advance(Duration.ofMinutes(1));
        Reply cancelled = client.get(ALL + "/2");
        assertThat(cancelled.text("deployment_state")).isEqualTo("complete_cancel");
        assertThat(cancelled
                        .get("deployment")
                        .path("cancelled_actor")
                        .path("type")
                        .asText())
                .isEqualTo("ServiceToken");
        assertThat(table(client, MAIN)).doesNotContain("name");
    }

    @Test
    void anOpenOneIsClosedAndAClosedOneStaysClosed(Client client) {
        open(client).ok();

        Reply closed = client.patch(ONE, "{\"state\": \"closed\"}");

        assertThat(closed.text("state")).isEqualTo("closed");
        assertThat(closed.text("deployment_state")).isEqualTo("ready");
        assertThat(closed.get("deployed_at").isNull()).isTrue();
        assertThat(client.patch(ONE, "{\"state\": \"closed\"}").status()).isEqualTo(422);
        assertThat(client.post(ONE + "/deploy", "").status()).isEqualTo(422);
    }

    @Test
    void branchesThatDoNotDifferHaveNoChanges(Client client, Emulator emulator) {
        emulator.admin().loadTables(DEV, "", Map.of("users", USERS));

        Reply request = open(client);

        assertThat(request.text("deployment_state")).isEqualTo("no_changes");
        assertThat(client.post(ONE + "/deploy", "").status()).isEqualTo(422);
    }

    @Test
    void whatDoesNotLintCannotBeDeployedUntilTheHeadIsMended(Client client, Emulator emulator) {
        emulator.admin().loadTables(DEV, "", Map.of("users", "CREATE TABLE users (id bigint)"));

        Reply request = open(client);
        assertThat(request.text("deployment_state")).isEqualTo("error");
        JsonNode lint = request.get("deployment").path("lint_errors").path(0);
        assertThat(lint.path("lint_error").asText()).isEqualTo("NO_UNIQUE_KEY");

        emulator.admin().loadTables(DEV, "", Map.of("users", NAMED_USERS));
        assertThat(state(client)).isEqualTo("ready");
    }

    @Test
    void aRequiredApprovalHasToComeFromSomebodyElse(Client client, Emulator emulator) {
        client.patch(SHOP, "{\"require_approval_for_deploy\": true}").ok();
        open(client).ok();
        assertThat(client.post(ONE + "/deploy", "").status()).isEqualTo(422);
        assertThat(client.post(ONE + "/reviews", "{\"state\": \"approved\"}").status())
                .isEqualTo(422);

        Client other =
                client.with(emulator, Accesses.none().onAllDatabases("approve_deploy_request", "read_deploy_request"));
        assertThat(other.post(ONE + "/reviews", "{\"state\": \"commented\"}").status())
                .isEqualTo(404);
        Reply review = other.post(ONE + "/reviews", "{\"state\": \"approved\", \"body\": \"Fine\"}");

        assertThat(review.status()).isEqualTo(201);
        assertThat(client.get(ONE).get("approved").asBoolean()).isTrue();
        client.post(ONE + "/deploy", "").ok();
    }
}
