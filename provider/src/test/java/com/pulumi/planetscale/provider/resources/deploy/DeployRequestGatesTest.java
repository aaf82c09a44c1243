package com.pulumi.planetscale.provider.resources.deploy;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.pulumi.planetscale.emulator.admin.AdminDeploys.Action;
import com.pulumi.planetscale.emulator.deploy.DeployState;
import com.pulumi.planetscale.emulator.server.EmulatorTransformer;
import com.pulumi.planetscale.provider.PlayedShop;
import com.pulumi.planetscale.provider.PlayedShop.Run;
import com.pulumi.planetscale.provider.played.Structs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import pulumirpc.Provider.CreateResponse;

/// The gates of a deploy request, what happens while a run waits at them, and what must not be lost then.
class DeployRequestGatesTest {
    private static final double HOUR = 3600;

    private final PlayedShop shop;

    DeployRequestGatesTest() throws Exception {
        shop = new PlayedShop();
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void approvedFingerprintIsDeployedAndAnotherOneIsNot() throws Exception {
        CreateResponse made = shop.opened();
        String shown = text(Structs.map(made.getProperties()), "fingerprint");

        Run wrong = shop.update(made, HOUR, "approvedFingerprint", "0123456789abcdef");
        shop.load("dev", PlayedShop.USERS_WITH_NAME.replace("varchar(9)", "varchar(99)"));
        Run stale = shop.update(made, HOUR, "approvedFingerprint", shown);
        shop.load("dev", PlayedShop.USERS_WITH_NAME);
        Run right = shop.update(made, HOUR, "approvedFingerprint", shown);

        assertThat(wrong.words()).contains("the fingerprint is " + shown + ", and 0123456789abcdef was approved");
        assertThat(stale.words()).contains(", and " + shown + " was approved");
        assertThat(wrong.calls()).isEmpty();
        assertThat(stale.calls()).isEmpty();
        assertThat(wrong.state()).containsEntry("verdict", "refused");
        assertThat(right.state()).containsEntry("verdict", "live");
    }

    @Test
    void fingerprintThatIsNotKnownIsNotDeployed() throws Exception {
        CreateResponse made = shop.opened();
        String shown = text(Structs.map(made.getProperties()), "fingerprint");
        answer("GET", "/branches/dev/schema", aResponse().withStatus(404));

        Run run = shop.update(made, HOUR, "approvedFingerprint", shown);

        assertThat(run.words()).contains("fingerprint: it is not known", "read_branch");
        assertThat(run.calls()).isEmpty();
    }

    @Test
    void approvalOfAnOlderSchemaIsRefusedUntilItIsApprovedAgain() throws Exception {
        CreateResponse made = shop.opened();
        shop.requireApproval();
        shop.ann(Action.APPROVE);
        shop.emulator().clock().advance(Duration.ofMinutes(1));
        shop.load("dev", PlayedShop.USERS_WITH_NAME.replace("varchar(9)", "varchar(99)"));

        Run stale = shop.update(made, HOUR);
        shop.emulator().clock().advance(Duration.ofMinutes(1));
        shop.ann(Action.APPROVE);
        Run fresh = shop.update(made, HOUR);

        assertThat(stale.words()).contains("after the approval by Ann");
        assertThat(stale.calls()).isEmpty();
        assertThat(fresh.state()).containsEntry("verdict", "live").containsEntry("reviewers", List.of("Ann"));
    }

    @Test
    void droppedColumnNeedsThePermissionOfTheProgram() throws Exception {
        shop.load(
                "dev",
                PlayedShop.USERS.replace("`id` bigint", "`name` varchar(9)").replace("(`id`)", "(`name`)"));

        Run refused = shop.create(HOUR);
        Run allowed = shop.update(refused.recorded(), PlayedShop.inputs(), HOUR, "destructive", "allow");

        assertThat(refused.words()).contains("can drop data", "Set `destructive: allow` if that is intended");
        assertThat(refused.calls()).containsExactly("open");
        assertThat(refused.state()).containsEntry("number", "1").containsEntry("verdict", "refused");
        assertThat(allowed.calls()).containsExactly("deploy");
        assertThat(allowed.state()).containsEntry("verdict", "live");
    }

    @Test
    void requestThatWasOpenedOnlyIsDeployedInstantlyWherePossible() throws Exception {
        CreateResponse made = shop.opened();

        Run run = shop.update(made, HOUR, "instantDdl", true);

        assertThat(run.calls()).containsExactly("auto-apply", "deploy");
        assertThat(run.state()).containsEntry("deploymentState", "complete");
    }

    @Test
    void instantDdlThatIsNotPossibleIsRefused() throws Exception {
        shop.load("dev", PlayedShop.USERS.replace("bigint", "int"));

        Run run = shop.create(HOUR, "instantDdl", true, "destructive", "allow");

        assertThat(run.words()).contains("instantDdl: instant DDL cannot do all of it");
        assertThat(run.calls()).containsExactly("open");
    }

    @Test
    void missingStorageIsRefusedBeforeAnythingIsDeployed() throws Exception {
        CreateResponse made = shop.opened();
        shop.people().setFreeStorage(shop.branch("main").then("/keyspaces/shop").toString(), 10L);

        Run run = shop.update(made, HOUR);

        assertThat(run.words()).contains("storage: there is no room for the copies of the tables");
        assertThat(run.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "wait, waiting, timed out waiting at the gate `queue`",
        "fail, waiting, stopped at the gate `queue`",
        "handOff, waiting,"
    })
    void nothingIsPutIntoAQueueOnHold(String atGate, String verdict, @Nullable String words) throws Exception {
        CreateResponse made = shop.opened();
        shop.people().pauseQueue(shop.branch("main").toString(), "maintenance");

        Run run = shop.update(made, HOUR, "atGate", atGate);

        assertThat(run.calls()).isEmpty();
        assertThat(run.state()).containsEntry("verdict", verdict);
        assertThat(run.done()).isEqualTo(words == null);
        if (words == null) {
            assertThat(shop.engine().log())
                    .anyMatch(line -> line.getMessage().contains("is left to people at the gate"));
        } else {
            assertThat(run.words()).contains(words, "is paused: maintenance");
        }
    }

    @Test
    void queueThatGoesOnWhileARunWaitsIsJoined() throws Exception {
        CreateResponse made = shop.opened();
        String main = shop.branch("main").toString();
        shop.people().pauseQueue(main, "maintenance");
        shop.meanwhile(() -> shop.people().resumeQueue(main));

        assertThat(shop.update(made, HOUR).state()).containsEntry("verdict", "live");
    }

    @Test
    void approvalThatIsGivenWhileARunWaitsIsEnough() throws Exception {
        CreateResponse made = shop.opened();
        shop.requireApproval();
        shop.meanwhile(() -> shop.ann(Action.APPROVE));

        Run run = shop.update(made, HOUR);

        assertThat(run.calls()).containsExactly("auto-apply", "deploy");
        assertThat(run.state()).containsEntry("verdict", "live").containsEntry("approved", true);
    }

    @Test
    void requestThatIsClosedWhileARunWaitsEndsItAtOnce() throws Exception {
        CreateResponse made = shop.opened();
        shop.requireApproval();
        shop.meanwhile(() -> shop.ann(Action.CLOSE));

        Run run = shop.update(made, HOUR);

        assertThat(run.words()).contains("was closed without being deployed, by Ann");
        assertThat(run.state()).containsEntry("verdict", "closed");
    }

    /// What a run waits in goes on after a while; then it ends as without the wait.
    @ParameterizedTest
    @EnumSource(
            value = DeployState.class,
            names = {"PENDING", "QUEUED", "SUBMITTING", "IN_PROGRESS", "IN_PROGRESS_VSCHEMA", "IN_PROGRESS_CUTOVER"})
    void runGoesOnWhenWhatItWaitsInIsOver(DeployState state) throws Exception {
        CreateResponse made = heldIn(state);
        shop.meanwhile(() -> shop.people().release(PlayedShop.request()));

        assertThat(shop.update(made, HOUR).state()).containsEntry("verdict", "live");
    }

    @ParameterizedTest
    @EnumSource(
            value = DeployState.class,
            names = {"PENDING", "QUEUED", "SUBMITTING", "IN_PROGRESS", "IN_PROGRESS_VSCHEMA", "IN_PROGRESS_CUTOVER"})
    void cancelledRunLosesNothing(DeployState state) throws Exception {
        CreateResponse made = heldIn(state);
        shop.cancelMeanwhile();

        Run cancelled = shop.update(made, HOUR);
        shop.people().release(PlayedShop.request());
        Run next = shop.update(made, HOUR);

        assertThat(cancelled.done()).isFalse();
        assertThat(cancelled.words()).containsIgnoringCase("cancelled");
        assertThat(next.state()).containsEntry("verdict", "live").containsEntry("number", "1");
        assertThat(cancelled.calls()).doesNotContain("cancel", "close");
    }

    @Test
    void cancelledCreateRecordsTheRequest() throws Exception {
        shop.requireApproval();
        shop.cancelMeanwhile();

        Run cancelled = shop.create(HOUR);
        shop.ann(Action.APPROVE);
        Run next = shop.update(cancelled.recorded(), PlayedShop.inputs(), HOUR);

        assertThat(cancelled.calls()).containsExactly("open");
        assertThat(cancelled.state()).containsEntry("number", "1").containsKey("htmlUrl");
        assertThat(next.calls()).containsExactly("deploy");
        assertThat(next.state()).containsEntry("verdict", "live");
    }

    /// PlanetScale does it, and its answer is lost.
    @ParameterizedTest
    @ValueSource(strings = {"", "/1/deploy", "/1/apply-deploy", "/1/skip-revert"})
    void lostAnswerIsMadeUpForByLooking(String call) throws Exception {
        shop.emulator().lostAnswers().first("POST", ".*/deploy-requests" + call);

        Run staged = shop.create(HOUR, "stage", "staged");
        Run run = shop.update(staged.recorded(), PlayedShop.inputs("stage", "staged"), HOUR, "stage", "permanent");

        assertThat(staged.calls()).containsExactly("open", "deploy");
        assertThat(run.calls()).containsExactly("apply-deploy", "skip-revert");
        assertThat(run.state()).containsEntry("verdict", "live").containsEntry("deploymentState", "complete");
    }

    /// PlanetScale does not do it, and does not say so.
    @ParameterizedTest
    @ValueSource(strings = {"deploy", "apply-deploy", "skip-revert"})
    void callThatWasNotCarriedOutIsMadeAgain(String call) throws Exception {
        answer("POST", "/deploy-requests/1/" + call, aResponse().withStatus(503));

        Run staged = shop.create(HOUR, "stage", "staged");
        Run run = shop.update(staged.recorded(), PlayedShop.inputs("stage", "staged"), HOUR, "stage", "permanent");

        var all = new ArrayList<>(staged.calls());
        all.addAll(run.calls());
        assertThat(all).filteredOn(call::equals).hasSize(2);
        assertThat(run.state()).containsEntry("deploymentState", "complete");
    }

    @Test
    void callThatIsNeverAnsweredEndsTheRunWithWhatIsKnown() throws Exception {
        shop.emulator()
                .wireMock()
                .stubFor(any(urlPathMatching(".*/deploy-requests/1/deploy"))
                        .willReturn(aResponse().withStatus(503)));

        Run run = shop.create(HOUR);

        assertThat(run.calls()).containsExactly("open", "deploy", "deploy", "deploy");
        assertThat(run.words()).contains("503", "continue the same request");
        assertThat(run.state()).containsEntry("number", "1").containsEntry("verdict", "ready");
    }

    @Test
    void lostAnswerToTheClosingOfARequestWithoutChangesIsNoFailure() throws Exception {
        CreateResponse made = shop.opened();
        shop.load("dev", PlayedShop.USERS);
        shop.emulator().lostAnswers().first("PATCH", ".*/deploy-requests/1");

        Run run = shop.update(made, HOUR);

        assertThat(run.calls()).containsExactly("close");
        assertThat(run.state()).containsEntry("verdict", "noChanges").containsEntry("state", "closed");
    }

    @Test
    void deploymentThatPlanetScaleIsTooBusyForIsAskedForAgain() throws Exception {
        answer(
                "POST",
                "/deploy-requests/1/deploy",
                aResponse()
                        .withStatus(422)
                        .withBody("{\"code\": \"schema_mutation_blocked\", \"message\": \"Please try again later\"}"));

        Run run = shop.create(HOUR);

        assertThat(run.calls()).containsExactly("open", "deploy", "deploy");
        assertThat(run.state()).containsEntry("verdict", "live");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\": \"unprocessable\", \"message\": \"Unprocessable Entity\"}",
                "{\"code\": \"unprocessable\", \"message\": \"\"}",
                ""
            })
    void refusalWithoutAReasonIsAskedForAgain(String body) throws Exception {
        answer("POST", "/deploy-requests/1/deploy", aResponse().withStatus(422).withBody(body));

        Run run = shop.create(HOUR);

        assertThat(run.calls()).containsExactly("open", "deploy", "deploy");
        assertThat(run.state()).containsEntry("verdict", "live");
    }

    @Test
    void refusalWithoutAReasonIsNotAskedForForEver() throws Exception {
        shop.emulator()
                .wireMock()
                .stubFor(request("POST", urlPathMatching(".*/deploy-requests/1/deploy"))
                        .atPriority(1)
                        .willReturn(aResponse()
                                .withStatus(422)
                                .withBody("{\"code\": \"unprocessable\", \"message\": \"Unprocessable Entity\"}")));

        Run run = shop.create(HOUR);

        assertThat(run.done()).isFalse();
        assertThat(run.words()).contains("422 unprocessable: Unprocessable Entity", "Run `pulumi up` again");
        assertThat(run.calls()).hasSizeBetween(10, 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Deploy request is already being deployed", "Deploy request is not deployable"})
    void refusalOfWhatSomebodyElseHasJustDoneIsNoFailure(String message) throws Exception {
        answer(
                "POST",
                "/deploy-requests/1/deploy",
                aResponse()
                        .withTransformers(EmulatorTransformer.NAME)
                        .withStatus(422)
                        .withBody("{\"code\": \"unprocessable\", \"message\": \"" + message + "\"}"));

        Run run = shop.create(HOUR);

        assertThat(run.calls()).containsExactly("open", "deploy");
        assertThat(run.state()).containsEntry("verdict", "live");
    }

    @Test
    void nothingIsOpenedToBeReverted() throws Exception {
        Run run = shop.create(HOUR, "stage", "reverted");

        assertThat(run.words()).contains("nothing was deployed yet");
        assertThat(run.calls()).isEmpty();
    }

    /// A request that is opened, asked to go live, and stays in a state on its way.
    private CreateResponse heldIn(DeployState state) throws Exception {
        CreateResponse made = shop.opened();
        if (state == DeployState.IN_PROGRESS_VSCHEMA) {
            shop.changeVSchema();
        }
        shop.people().hold(PlayedShop.request(), state);
        if (state == DeployState.PENDING) {
            shop.load("dev", PlayedShop.USERS_WITH_NAME);
        }
        return made;
    }

    /// Answers in PlanetScale's stead, once.
    private void answer(String method, String path, ResponseDefinitionBuilder response) {
        shop.emulator()
                .wireMock()
                .stubFor(request(method, urlPathMatching("/v1/organizations/acme/databases/[^/]+" + path))
                        .inScenario(method + path)
                        .whenScenarioStateIs("Started")
                        .willReturn(response)
                        .willSetStateTo("over"));
    }

    private static String text(Map<String, Object> state, String name) {
        return (String) Objects.requireNonNull(state.get(name));
    }
}
