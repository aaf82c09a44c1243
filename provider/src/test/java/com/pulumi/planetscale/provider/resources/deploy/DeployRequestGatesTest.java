package com.pulumi.planetscale.provider.resources.deploy;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.emulator.admin.AdminDeploys.Action;
import com.pulumi.planetscale.emulator.deploy.DeployState;
import com.pulumi.planetscale.provider.PlayedShop;
import com.pulumi.planetscale.provider.PlayedShop.Run;
import com.pulumi.planetscale.provider.played.Structs;
import java.time.Duration;
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

/// The gates of a deploy request, and what happens while a run waits at them.
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
        shop.answerOnce("GET", "/branches/dev/schema", aResponse().withStatus(404));

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
    void droppedTableNeedsThePermissionOfTheProgram() throws Exception {
        for (String statement : List.of(PlayedShop.USERS.replace("users", "people"), "DROP TABLE `users`")) {
            shop.emulator().admin().runDdl("/organizations/acme/databases/shop/branches/dev", "", statement);
        }

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
    void deploymentBesideTheQueueIsAskedForIfTheProgramSaysSo() throws Exception {
        CreateResponse made = shop.opened();

        Run run = shop.update(made, HOUR, "strategy", "parallel");

        assertThat(run.state()).containsEntry("verdict", "live");
        shop.emulator()
                .wireMock()
                .verify(postRequestedFor(urlPathMatching(".*/deploy-requests/1/deploy"))
                        .withRequestBody(matchingJsonPath("$[?(@.strategy == 'parallel')]")));
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

    /// What was judged when the wait began is judged again right before the deployment: PlanetScale may not say in the
    /// request that a schema has changed meanwhile.
    @ParameterizedTest
    @ValueSource(strings = {"dev", "main"})
    void schemaThatChangesWhileARunWaitsIsNotTheApprovedOne(String branch) throws Exception {
        CreateResponse made = shop.opened();
        String shown = text(Structs.map(made.getProperties()), "fingerprint");
        var same = (ObjectNode) shop.live();
        shop.people().pauseQueue(shop.branch("main").toString(), "maintenance");
        shop.meanwhile(() -> {
            shop.load(branch, PlayedShop.USERS_WITH_NAME.replace("`name` varchar(9)", "`mail` text"));
            shop.people().resumeQueue(shop.branch("main").toString());
            shop.emulator()
                    .wireMock()
                    .stubFor(get(urlPathMatching(".*/deploy-requests/1")).willReturn(okJson(same.toString())));
        });

        Run run = shop.update(made, HOUR, "approvedFingerprint", shown);

        assertThat(run.words()).contains(", and " + shown + " was approved");
        assertThat(run.calls()).isEmpty();
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
    private static String text(Map<String, Object> state, String name) {
        return (String) Objects.requireNonNull(state.get(name));
    }
}
