package com.pulumi.planetscale.emulator.deploy;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.SHOP;
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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Deployments to the same branch follow each other.
@ExtendWith(Emulated.class)
final class DeployQueueTest {
    private static final String ORDERS = "CREATE TABLE orders (id bigint PRIMARY KEY)";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @BeforeEach
    void createShop(Client client, Emulator emulator) {
        Deploys.shop(client, emulator);
    }

    /// A second branch that adds a table, with a request of its own.
    private static void openSecond(Client client, Emulator emulator) {
        Deploys.branch(client, emulator, "second", Map.of("users", USERS, "orders", ORDERS));
        open(client, "second", true).ok();
    }

    @Test
    void theNextOneWaitsUntilTheRevertWindowOfTheFirstCloses(Client client, Emulator emulator) {
        open(client).ok();
        openSecond(client, emulator);
        deploy(client, ONE).ok();

        Reply waiting = deploy(client, TWO);
        assertThat(waiting.text("deployment_state")).isEqualTo("queued");
        JsonNode ahead = waiting.get("deployment").path("preceding_deployments");
        assertThat(ahead).hasSize(1);
        assertThat(ahead.path(0).path("state").asText()).isEqualTo("complete_pending_revert");
        assertThat(client.get(SHOP + "/deploy-queue").get("data").findValuesAsText("deploy_request_number"))
                .startsWith("1");

        client.post(ONE + "/skip-revert", "").ok();
        assertThat(state(client, TWO)).isEqualTo("complete_pending_revert");
    }

    @Test
    void whatOthersHaveDeployedMeanwhileStays(Client client, Emulator emulator) {
        open(client).ok();
        openSecond(client, emulator);
        deploy(client, ONE).ok();
        deploy(client, TWO).ok();
        emulator.clock().advance(Duration.ofMinutes(30));

        assertThat(state(client, TWO)).isEqualTo("complete_pending_revert");
        assertThat(tables(client, MAIN)).contains("varchar").contains("orders");
        client.post(TWO + "/revert", "").ok();
        assertThat(tables(client, MAIN)).contains("varchar").doesNotContain("orders");
    }

    @Test
    void aHeadThatIsDeletedWhileItWaitsIsDeployedAllTheSame(Client client, Emulator emulator) {
        open(client).ok();
        openSecond(client, emulator);
        deploy(client, ONE).ok();
        deploy(client, TWO).ok();

        client.delete(SHOP + "/branches/second").ok();
        client.post(ONE + "/skip-revert", "").ok();

        assertThat(state(client, TWO)).isEqualTo("complete_pending_revert");
        assertThat(tables(client, MAIN)).contains("varchar").contains("orders");
    }

    @Test
    void aStagedCutoverHoldsTheOthersUp(Client client, Emulator emulator) {
        open(client, "dev", false).ok();
        openSecond(client, emulator);
        deploy(client, ONE).ok();
        deploy(client, TWO).ok();
        emulator.clock().advance(Duration.ofDays(1));
        assertThat(state(client, TWO)).isEqualTo("queued");

        client.post(ONE + "/cancel", "").ok();

        assertThat(state(client, TWO)).isEqualTo("complete_pending_revert");
    }

    @Test
    void whatWaitsInTheQueueConflictsWithAnotherChangeOfTheSameTable(Client client, Emulator emulator) {
        open(client, "dev", false).ok();
        Deploys.branch(
                client, emulator, "second", Map.of("users", "CREATE TABLE users (id bigint PRIMARY KEY, age int)"));
        open(client, "second", true).ok();
        deploy(client, ONE).ok();

        Reply refused = deploy(client, TWO);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.message()).contains("conflict").contains("shop.users");
        client.post(ONE + "/cancel", "").ok();
        deploy(client, TWO).ok();
    }

    @Test
    void aChangeOfTheSameTableInTheTargetIsAConflict(Client client, Emulator emulator) {
        emulator.admin().loadTables(MAIN, "", Map.of("users", "CREATE TABLE users (id bigint PRIMARY KEY, age int)"));

        Reply request = open(client);

        assertThat(request.text("deployment_state")).isEqualTo("error");
        assertThat(request.get("deployment").path("deploy_check_errors").asText())
                .contains("shop.users");
        assertThat(request.get("deployment").path("deployable").asBoolean()).isFalse();
    }

    @Test
    void whatIsQueuedIsNoLongerDeployableOnceTheTargetHasChanged(Client client, Emulator emulator) {
        open(client).ok();
        emulator.admin().deploys().pauseQueue(MAIN, null);
        deploy(client, ONE).ok();
        emulator.admin().loadTables(MAIN, "", Map.of("users", "CREATE TABLE users (id bigint PRIMARY KEY, age int)"));

        emulator.admin().deploys().resumeQueue(MAIN);

        assertThat(state(client, ONE)).isEqualTo("error");
        assertThat(client.get(SHOP + "/deploy-queue").get("data")).isEmpty();
    }

    @Test
    void aPausedQueueWaitsAndSaysWhy(Client client, Emulator emulator) {
        open(client).ok();
        emulator.admin().deploys().pauseQueue(MAIN, "Maintenance");

        JsonNode paused = deploy(client, ONE).get("deployment");
        assertThat(paused.path("state").asText()).isEqualTo("queued");
        assertThat(paused.path("queue_paused").asBoolean()).isTrue();
        assertThat(paused.path("queue_pause_reason").asText()).isEqualTo("Maintenance");

        client.admin().patch("/objects" + MAIN, "{\"queue_paused\": false}").ok();
        assertThat(state(client, ONE)).isEqualTo("complete_pending_revert");
    }

    @Test
    void whatFailedHoldsTheQueueUpUntilItIsClosed(Client client, Emulator emulator) {
        open(client).ok();
        openSecond(client, emulator);
        emulator.admin().deploys().fail(ONE, "Out of disk");
        deploy(client, ONE).ok();

        JsonNode held = deploy(client, TWO).get("deployment");
        assertThat(held.path("state").asText()).isEqualTo("queued");
        assertThat(held.path("queue_paused").asBoolean()).isTrue();
        assertThat(held.path("queue_pause_reason").asText()).contains("Deploy request 1");
        assertThat(client.get(ONE + "/deployment").get("queue_paused").asBoolean())
                .isFalse();

        client.patch(ONE, "{\"state\": \"closed\"}").ok();
        assertThat(state(client, TWO)).isEqualTo("complete_pending_revert");
    }

    @Test
    void aRevertThatFailedHoldsTheQueueUpUntilItIsCompleted(Client client, Emulator emulator) {
        open(client).ok();
        openSecond(client, emulator);
        emulator.admin().deploys().failRevert(ONE, "Values are too long");
        deploy(client, ONE).ok();
        client.post(ONE + "/revert", "").ok();

        assertThat(deploy(client, TWO).text("deployment_state")).isEqualTo("queued");
        client.post(ONE + "/complete-deploy", "").ok();

        assertThat(state(client, TWO)).isEqualTo("complete_pending_revert");
    }

    @Test
    void whatIsBeingDeployedDoesNotFollowItsHead(Client client, Emulator emulator) {
        slowly(emulator);
        open(client).ok();
        emulator.clock().advance(MINUTE);
        deploy(client, ONE).ok();

        emulator.admin().loadTables(DEV, "", Map.of("users", USERS, "orders", ORDERS));
        emulator.clock().advance(MINUTE.multipliedBy(4));

        assertThat(state(client, ONE)).isEqualTo("complete_pending_revert");
        assertThat(tables(client, MAIN)).contains("varchar").doesNotContain("orders");
    }

    @Test
    void aHeadThatWasDeployedGoesOnFromThere(Client client, Emulator emulator) {
        open(client).ok();
        deploy(client, ONE).ok();
        client.post(ONE + "/skip-revert", "").ok();
        assertThat(open(client).text("deployment_state")).isEqualTo("no_changes");

        emulator.admin().loadTables(DEV, "", Map.of("users", USERS, "orders", ORDERS));

        JsonNode operations = client.get(TWO).get("deployment").path("deploy_operations");
        assertThat(operations.findValuesAsText("table_name")).containsExactlyInAnyOrder("orders", "users");
    }

    @Test
    void aDeploymentGoesOnAfterARestart(Client client, Emulator emulator) {
        slowly(emulator);
        open(client).ok();
        emulator.clock().advance(MINUTE);
        deploy(client, ONE).ok();
        emulator.clock().advance(MINUTE.multipliedBy(2));
        assertThat(state(client, ONE)).isEqualTo("in_progress");

        emulator.admin().importState(emulator.admin().exportState());

        assertThat(state(client, ONE)).isEqualTo("in_progress");
        emulator.clock().advance(MINUTE.multipliedBy(2));
        assertThat(state(client, ONE)).isEqualTo("complete_pending_revert");
        client.post(ONE + "/revert", "").ok();
        emulator.clock().advance(MINUTE);
        assertThat(state(client, ONE)).isEqualTo("complete_revert");
    }

    @Test
    void theyAreListedNewestFirstAndFiltered(Client client, Emulator emulator) {
        open(client).ok();
        deploy(client, ONE).ok();
        client.post(ONE + "/skip-revert", "").ok();
        openSecond(client, emulator);

        assertThat(numbers(client, "")).containsExactly(2, 1);
        assertThat(numbers(client, "?state=open")).containsExactly(2);
        assertThat(numbers(client, "?state=closed")).containsExactly(1);
        assertThat(numbers(client, "?state=deployed")).containsExactly(1);
        assertThat(numbers(client, "?state=open&branch=dev")).isEmpty();
        assertThat(numbers(client, "?branch=second&into_branch=main")).containsExactly(2);
        String day = "2026-01-01T00:00:00Z..2026-12-31T00:00:00Z";
        assertThat(numbers(client, "?deployed_at=" + day)).containsExactly(1);
        assertThat(numbers(client, "?running_at=" + day)).containsExactly(1);
        assertThat(numbers(client, "?deployed_at=2025-01-01T00:00:00Z..2025-01-02T00:00:00Z"))
                .isEmpty();
        assertThat(client.get(ALL + "?state=ready").status()).isEqualTo(400);
    }

    private static List<Integer> numbers(Client client, String query) {
        return client.get(ALL + query).get("data").findValues("number").stream()
                .map(JsonNode::asInt)
                .toList();
    }

    @Test
    void webhooksHearOfEveryStep(Client client, Emulator emulator) {
        client.admin()
                .patch("/objects/organizations/acme", "{\"webhooks\": \"local\"}")
                .ok();
        emulator.wireMock().stubFor(post(urlEqualTo("/hook")).willReturn(ok()));
        client.post(SHOP + "/webhooks", """
                {"url": "%s", "enabled": true, "events": ["deploy_request.opened", "deploy_request.errored",
                 "deploy_request.queued", "deploy_request.in_progress", "deploy_request.pending_cutover",
                 "deploy_request.schema_applied", "deploy_request.reverted", "deploy_request.closed"]}""".formatted(emulator.wireMock().url("/hook")))
                .ok();
        emulator.admin().loadTables(DEV, "", Map.of("users", "CREATE TABLE users (id int)"));

        open(client, "dev", false).ok();
        emulator.admin().loadTables(DEV, "", Map.of("users", NAMED_USERS));
        deploy(client, ONE).ok();
        client.post(ONE + "/apply-deploy", "").ok();
        client.post(ONE + "/revert", "").ok();

        emulator.admin().events().awaitDeliveries();
        assertThat(emulator.wireMock().findAll(postRequestedFor(urlEqualTo("/hook"))).stream()
                        .map(DeployQueueTest::told))
                .containsExactly(
                        "opened pending",
                        "errored error",
                        "queued queued",
                        "in_progress in_progress",
                        "pending_cutover pending_cutover",
                        "schema_applied complete_pending_revert",
                        "reverted in_progress_revert",
                        "closed complete_revert");
    }

    private static String told(LoggedRequest request) {
        try {
            JsonNode body = JSON.readTree(request.getBodyAsString());
            return body.path("event").asText().replace("deploy_request.", "") + " "
                    + body.path("resource").path("deployment_state").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
