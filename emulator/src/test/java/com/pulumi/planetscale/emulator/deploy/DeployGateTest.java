package com.pulumi.planetscale.emulator.deploy;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static com.pulumi.planetscale.emulator.deploy.Deploys.MINUTE;
import static com.pulumi.planetscale.emulator.deploy.Deploys.ONE;
import static com.pulumi.planetscale.emulator.deploy.Deploys.deploy;
import static com.pulumi.planetscale.emulator.deploy.Deploys.open;
import static com.pulumi.planetscale.emulator.deploy.Deploys.slowly;
import static com.pulumi.planetscale.emulator.deploy.Deploys.state;
import static com.pulumi.planetscale.emulator.deploy.Deploys.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.admin.Accesses;
import com.pulumi.planetscale.emulator.admin.AdminDeploys.Action;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What stands between a deploy request and its target.
@ExtendWith(Emulated.class)
final class DeployGateTest {
    private static final String APPROVE = "{\"state\": \"approved\", \"body\": \"Fine\"}";

    @BeforeEach
    void createShop(Client client, Emulator emulator) {
        Deploys.shop(client, emulator);
    }

    private static JsonNode operation(Client client) {
        return client.get(ONE).get("deployment").path("deploy_operations").path(0);
    }

    @Test
    void aRequiredApprovalHasToComeFromAnotherToken(Client client, Emulator emulator) {
        client.patch(SHOP, "{\"require_approval_for_deploy\": true}").ok();
        open(client).ok();
        assertThat(deploy(client, ONE).message()).contains("approved");
        assertThat(client.post(ONE + "/reviews", APPROVE).status()).isEqualTo(422);

        Client other = client.with(emulator, Accesses.none().onAllDatabases("approve_deploy_request"));
        assertThat(other.post(ONE + "/reviews", "{\"state\": \"commented\"}").status())
                .isEqualTo(404);
        assertThat(other.post(ONE + "/reviews", APPROVE).status()).isEqualTo(201);

        assertThat(client.get(ONE).get("approved").asBoolean()).isTrue();
        deploy(client, ONE).ok();
    }

    @Test
    void aPersonApprovesWhatAnotherPersonsTokenAskedFor(Client client, Emulator emulator) {
        var made = emulator.admin().tokens().make("ci", Accesses.everything(), Optional.empty(), Optional.of("Ann"));
        open(client.with(made.id() + ":" + made.token())).ok();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> emulator.admin().deploys().act(ONE, Action.APPROVE, "Ann"))
                .withMessageContaining("your own");
        emulator.admin().deploys().act(ONE, Action.APPROVE, "Bob", "Looks fine");
        emulator.admin().deploys().act(ONE, Action.COMMENT, "Ann", "Thanks");

        JsonNode reviews = client.get(ONE + "/reviews").get("data");
        assertThat(reviews.findValuesAsText("display_name")).containsExactly("Bob", "Ann");
        assertThat(client.get(ONE).get("num_comments").asInt()).isEqualTo(1);
    }

    @Test
    void theOnlyAdministratorApprovesTheirOwnRequestAndNoTokenDoes(Client client, Emulator emulator) {
        client.admin()
                .patch("/objects" + Client.ORGANIZATION, "{\"sole_administrator\": \"Ann\"}")
                .ok();
        var made = emulator.admin().tokens().make("ci", Accesses.everything(), Optional.empty(), Optional.of("Ann"));
        Client token = client.with(made.id() + ":" + made.token());
        open(token).ok();

        assertThat(token.post(ONE + "/reviews", APPROVE).status()).isEqualTo(422);
        emulator.admin().deploys().act(ONE, Action.APPROVE, "Ann");

        assertThat(client.get(ONE).get("approved").asBoolean()).isTrue();
    }

    @Test
    void anInstantDeploymentIsNeitherGatedNorRevertable(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.DEPLOY_COPY, MINUTE);
        open(client).ok();
        assertThat(client.get(ONE)
                        .get("deployment")
                        .path("instant_ddl_eligible")
                        .asBoolean())
                .isTrue();

        Reply done = client.post(ONE + "/deploy", "{\"instant_ddl\": true}");

        assertThat(done.text("deployment_state")).isEqualTo("complete");
        assertThat(done.get("deployment").path("deployment_revert_request").isNull())
                .isTrue();
        assertThat(tables(client, MAIN)).contains("varchar");
    }

    @Test
    void aGatedOrUnfitRequestIsNotDeployedInstantly(Client client, Emulator emulator) {
        open(client, "dev", false).ok();
        assertThat(client.post(ONE + "/deploy", "{\"instant_ddl\": true}").message())
                .contains("auto-apply");

        client.put(ONE + "/auto-apply", "{\"enable\": true}").ok();
        emulator.admin().loadTables(DEV, "", Map.of("users", "CREATE TABLE users (id int PRIMARY KEY)"));
        assertThat(client.post(ONE + "/deploy", "{\"instant_ddl\": true}").message())
                .contains("not eligible");
    }

    @Test
    void tooLittleStorageHoldsItBackUntilTheKeyspaceIsEnlarged(Client client, Emulator emulator) {
        open(client).ok();
        emulator.admin().deploys().setFreeStorage(MAIN + "/keyspaces/shop", 1000L);

        Reply check = client.get(ONE + "/storage-check");
        assertThat(check.get("enough_storage").asBoolean()).isFalse();
        assertThat(check.get("storage_report")
                        .path("shop")
                        .path("-")
                        .path("has_enough")
                        .asBoolean(true))
                .isFalse();
        assertThat(deploy(client, ONE).message()).contains("storage");

        client.put(MAIN + "/keyspaces/shop/resizes", "{\"cluster_size\": \"PS_20\"}")
                .ok();
        assertThat(client.get(ONE + "/storage-check").get("enough_storage").asBoolean())
                .isTrue();
        deploy(client, ONE).ok();
    }

    @Test
    void throttlingSlowsTheCopyDownAndCanBeTakenBack(Client client, Emulator emulator) {
        client.patch(SHOP + "/throttler", "{\"ratio\": 50}").ok();
        open(client).ok();
        emulator.admin().setDelay(Delay.DEPLOY_COPY, Duration.ofMinutes(10));
        deploy(client, ONE).ok();

        emulator.clock().advance(Duration.ofMinutes(10));
        assertThat(operation(client).path("progress_percentage").asInt()).isEqualTo(50);
        assertThat(operation(client).path("eta_seconds").asInt()).isEqualTo(600);
        assertThat(operation(client).path("throttled_at").isNull()).isFalse();

        client.patch(ONE + "/throttler", """
                {"configurations": [{"keyspace_name": "shop", "ratio": 0}]}""").ok();
        emulator.clock().advance(Duration.ofMinutes(5));
        assertThat(state(client, ONE)).isEqualTo("complete_pending_revert");
        assertThat(client.get(SHOP + "/throttler")
                        .get("configurations")
                        .path(0)
                        .path("ratio")
                        .asInt())
                .isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                 | either",
                "{\"ratio\": 5, \"configurations\": []}                             | either",
                "{\"ratio\": 96}                                                    | between 0 and 95",
                "{\"ratio\": -1}                                                    | between 0 and 95",
                "{\"configurations\": []}                                           | one entry for each",
                "{\"configurations\": [{\"keyspace_name\": \"x\", \"ratio\": 1}]}   | one entry for each",
            })
    void throttlingThatCannotBeIsRefused(String body, String message, Client client) {
        Reply refused = client.patch(SHOP + "/throttler", body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.message()).contains(message);
    }

    @Test
    void aLockedTableHoldsTheCutoverUpForAnHour(Client client, Emulator emulator) {
        open(client).ok();
        emulator.admin().deploys().lock(MAIN, "users");
        deploy(client, ONE).ok();

        Reply locked = client.get(ONE);
        assertThat(locked.text("deployment_state")).isEqualTo("in_progress_cutover");
        assertThat(locked.get("deployment").path("table_locked").asBoolean()).isTrue();
        assertThat(locked.get("deployment").path("locked_table_name").asText()).isEqualTo("users");
        emulator.clock().advance(Duration.ofMinutes(59));
        assertThat(state(client, ONE)).isEqualTo("in_progress_cutover");
        emulator.clock().advance(MINUTE);
        assertThat(state(client, ONE)).isEqualTo("complete_pending_revert");
    }

    @Test
    void aLockIsOvercomeByForceOrWhenItEnds(Client client, Emulator emulator) {
        open(client).ok();
        assertThat(client.post(ONE + "/force-cutover", "").status()).isEqualTo(422);
        emulator.admin().deploys().lock(MAIN, "users");
        deploy(client, ONE).ok();

        Reply forced = client.post(ONE + "/force-cutover", "");

        assertThat(forced.text("deployment_state")).isEqualTo("complete_pending_revert");
        assertThat(forced.get("deployment").path("force_cutover_requested_at").isNull())
                .isFalse();
        client.post(ONE + "/skip-revert", "").ok();
        emulator.admin().loadTables(DEV, "", Map.of("users", Deploys.USERS));
        open(client).ok();
        deploy(client, Deploys.TWO).ok();
        emulator.admin().deploys().unlock(MAIN, "users");
        assertThat(state(client, Deploys.TWO)).isEqualTo("complete_pending_revert");
    }

    @Test
    void aStagedCutoverExpires(Client client, Emulator emulator) {
        open(client, "dev", false).ok();
        deploy(client, ONE).ok();
        client.admin().patch("/objects" + ONE, "{\"cutover_expiring\": true}").ok();
        assertThat(client.get(ONE).get("deployment").path("cutover_expiring").asBoolean())
                .isTrue();

        emulator.admin().deploys().expireCutover(ONE);

        Reply expired = client.get(ONE);
        assertThat(expired.text("deployment_state")).isEqualTo("complete_cancel");
        assertThat(expired.get("deployment").path("cancelled_actor").isNull()).isTrue();
    }

    @Test
    void autoApplyMayStillBeChangedWhileItRuns(Client client, Emulator emulator) {
        emulator.admin().setDelay(Delay.DEPLOY_COPY, MINUTE);
        open(client).ok();
        deploy(client, ONE).ok();
        client.put(ONE + "/auto-apply", "{\"enable\": false}").ok();
        emulator.clock().advance(MINUTE);
        assertThat(state(client, ONE)).isEqualTo("pending_cutover");

        Reply applied = client.put(ONE + "/auto-apply", "{\"enable\": true}");

        assertThat(applied.text("deployment_state")).isEqualTo("complete_pending_revert");
        assertThat(client.put(ONE + "/auto-apply", "{\"enable\": false}").status())
                .isEqualTo(422);
    }

    @Test
    void whatFailedCanBeCompletedButNotReverted(Client client, Emulator emulator) {
        open(client).ok();
        emulator.admin().deploys().fail(ONE, "Out of disk");

        deploy(client, ONE).ok();
        assertThat(operation(client).path("state").asText()).isEqualTo("error");
        assertThat(operation(client).path("deploy_errors").asText()).isEqualTo("Out of disk");
        assertThat(tables(client, MAIN)).doesNotContain("varchar");

        Reply completed = client.post(ONE + "/complete-deploy", "");
        assertThat(completed.text("deployment_state")).isEqualTo("complete");
        assertThat(completed.text("state")).isEqualTo("closed");
        assertThat(tables(client, MAIN)).contains("varchar");
        assertThat(client.post(ONE + "/revert", "").status()).isEqualTo(422);
    }

    @Test
    void aRevertThatFailsLeavesTheNewSchema(Client client, Emulator emulator) {
        open(client).ok();
        emulator.admin().deploys().failRevert(ONE, "Values are too long");
        deploy(client, ONE).ok();

        Reply failed = client.post(ONE + "/revert", "");

        assertThat(failed.text("deployment_state")).isEqualTo("complete_revert_error");
        assertThat(failed.text("state")).isEqualTo("open");
        assertThat(tables(client, MAIN)).contains("varchar");
        client.patch(ONE, "{\"state\": \"closed\"}").ok();
    }

    @Test
    void aRevertThatFailedCanBeCompleted(Client client, Emulator emulator) {
        open(client).ok();
        emulator.admin().deploys().failRevert(ONE, "Values are too long");
        deploy(client, ONE).ok();
        client.post(ONE + "/revert", "").ok();

        Reply completed = client.post(ONE + "/complete-deploy", "").ok();

        assertThat(completed.text("deployment_state")).isEqualTo("complete_revert");
        assertThat(completed.text("state")).isEqualTo("closed");
        assertThat(tables(client, MAIN)).doesNotContain("varchar");
    }

    @Test
    void aHeldRequestWaitsInItsStateUntilItIsReleased(Client client, Emulator emulator) {
        open(client).ok();
        emulator.admin().deploys().hold(ONE, DeployState.IN_PROGRESS);
        deploy(client, ONE).ok();
        emulator.clock().advance(Duration.ofDays(1));
        assertThat(state(client, ONE)).isEqualTo("in_progress");

        emulator.admin().deploys().release(ONE);

        assertThat(state(client, ONE)).isEqualTo("complete_pending_revert");
    }

    @Test
    void whatDoesNotFitTheStateIsRefused(Client client) {
        open(client).ok();

        for (String action :
                new String[] {"apply-deploy", "cancel", "complete-deploy", "force-cutover", "revert", "skip-revert"}) {
            Reply refused = client.post(ONE + "/" + action, "");
            assertThat(refused.status()).as(action).isEqualTo(422);
            assertThat(refused.message()).as(action).contains("ready");
        }
        deploy(client, ONE).ok();
        assertThat(deploy(client, ONE).message()).contains("complete_pending_revert");
        assertThat(client.patch(ONE, "{\"state\": \"closed\"}").status()).isEqualTo(422);
        assertThat(client.patch(ONE, "{\"state\": \"open\"}").status()).isEqualTo(400);
    }

    @Test
    void itIsShownWhatIsUsedAndCanBeLost(Client client, Emulator emulator) {
        emulator.admin().loadTables(DEV, "", Map.of("other", "CREATE TABLE other (id int PRIMARY KEY)"));
        emulator.admin().deploys().useTable(MAIN, "users");

        JsonNode operations = open(client).get("deployment").path("deploy_operations");

        assertThat(operations.findValuesAsText("operation_name")).containsExactly("CREATE", "DROP");
        assertThat(operations.path(0).path("table_recently_used").asBoolean()).isFalse();
        assertThat(operations.path(1).path("table_recently_used").asBoolean()).isTrue();
        assertThat(operations.path(1).path("table_recently_used_at").isNull()).isFalse();
        assertThat(operations.path(1).path("can_drop_data").asBoolean()).isTrue();
    }

    @Test
    void otherPeopleActOverHttpToo(Client client, Emulator emulator) {
        slowly(emulator);
        open(client).ok();
        emulator.clock().advance(MINUTE);
        String call = "{\"deploy_request\": \"" + ONE + "\", \"do\": \"%s\", \"by\": \"Ann\"}";

        client.admin().post("/deploy-requests", call.formatted("deploy")).ok();
        client.admin().post("/deploy-requests", call.formatted("cancel")).ok();

        Reply cancelled = client.get(ONE);
        assertThat(cancelled.text("deployment_state")).isEqualTo("cancelled");
        assertThat(cancelled
                        .get("deployment")
                        .path("cancelled_actor")
                        .path("display_name")
                        .asText())
                .isEqualTo("Ann");
        assertThat(client.admin()
                        .post("/deploy-requests", call.formatted("apply"))
                        .text("error"))
                .contains("cancelled");
        assertThat(client.admin()
                        .post("/deploy-requests", call.formatted("dance"))
                        .text("error"))
                .contains("skip-revert");
    }
}
