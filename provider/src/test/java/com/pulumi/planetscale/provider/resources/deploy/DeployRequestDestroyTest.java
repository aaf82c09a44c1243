package com.pulumi.planetscale.provider.resources.deploy;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.pulumi.planetscale.emulator.admin.AdminDeploys.Action;
import com.pulumi.planetscale.emulator.deploy.DeployState;
import com.pulumi.planetscale.provider.PlayedShop;
import com.pulumi.planetscale.provider.PlayedShop.Run;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.Provider.CreateResponse;

/// What a destroy does about a deploy request, wherever it has got to.
class DeployRequestDestroyTest {
    private static final String URL = "/v1/organizations/acme/databases/[^/]+/deploy-requests/1";
    private static final String TOO_LATE =
            "{\"code\": \"unprocessable\", \"message\": \"Deploy request cannot be cancelled\"}";

    private final PlayedShop shop;

    DeployRequestDestroyTest() throws Exception {
        shop = new PlayedShop();
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void openRequestIsClosed() throws Exception {
        Run run = shop.delete(shop.opened());

        assertThat(run.done()).isTrue();
        assertThat(run.calls()).containsExactly("close");
        assertThat(shop.live().path("state").asText()).isEqualTo("closed");
        assertThat(said()).contains("deploy request #1 is closed and removed from the state only");
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED, cancelled",
        "SUBMITTING, complete_cancel",
        "IN_PROGRESS, complete_cancel",
        "PENDING_CUTOVER, complete_cancel"
    })
    void requestUnderWayIsCanceledAndClosed(DeployState state, String end) throws Exception {
        CreateResponse made = shop.opened();
        shop.people().hold(PlayedShop.request(), state);
        shop.ann(Action.DEPLOY);

        Run run = shop.delete(made);

        assertThat(run.words()).isEmpty();
        assertThat(run.calls()).containsExactly("cancel", "close");
        assertThat(shop.live().path("deployment_state").asText()).isEqualTo(end);
        assertThat(shop.live().path("state").asText()).isEqualTo("closed");
    }

    @Test
    void cutoverIsWaitedForAndTheNewSchemaStays() throws Exception {
        CreateResponse made = cuttingOver();
        shop.meanwhile(() -> shop.people().release(PlayedShop.request()));

        Run run = shop.delete(made);

        assertThat(run.words()).isEmpty();
        assertThat(run.calls()).isEmpty();
        assertThat(shop.live().path("deployment_state").asText()).isEqualTo("complete_pending_revert");
        assertThat(said())
                .contains("/acme/shop/deploy-requests/1) is being cut over, which cannot be canceled")
                .contains("waiting for deploy request #1 to come to an end: running, cutting over")
                .contains("the schema that it brought to `main` stays");
    }

    @Test
    void cutoverThatATableLocksOutIsSaidWhileItIsWaitedFor() throws Exception {
        CreateResponse made = shop.opened();
        String main = shop.branch("main").toString();
        shop.people().lock(main, "users");
        shop.ann(Action.DEPLOY);
        shop.ann(Action.APPLY);
        shop.meanwhile(() -> shop.people().unlock(main, "users"));

        Run run = shop.delete(made);

        assertThat(run.words()).isEmpty();
        assertThat(said()).contains("running, table `users` is locked, which holds up the cutover");
    }

    @Test
    void cutoverThatDoesNotEndInTimeIsSaidToGoOn() throws Exception {
        CreateResponse made = cuttingOver();

        Run run = shop.delete(made);

        assertThat(run.done()).isFalse();
        assertThat(run.words()).contains("timed out", "deploy request #1 to come to an end: it has been `running`");
        assertThat(run.calls()).isEmpty();
    }

    @Test
    void cutoverThatFailsIsClosed() throws Exception {
        CreateResponse made = cuttingOver();
        shop.people().fail(PlayedShop.request(), "disk full");
        shop.meanwhile(() -> shop.people().release(PlayedShop.request()));

        Run run = shop.delete(made);

        assertThat(run.words()).isEmpty();
        assertThat(run.calls()).containsExactly("close");
        assertThat(shop.live().path("deployment_state").asText()).isEqualTo("complete_error");
    }

    /// PlanetScale is faster: between the look and the call the cutover begins.
    @Test
    void cutoverThatBeginsBeforeItIsCanceledIsWaitedFor() throws Exception {
        CreateResponse made = running();
        cancellation(aResponse().withStatus(422).withBody(TOO_LATE));
        showOnce("in_progress_cutover");
        shop.meanwhile(() -> shop.people().release(PlayedShop.request()));

        Run run = shop.delete(made);

        assertThat(run.words()).isEmpty();
        assertThat(run.calls()).containsExactly("cancel");
        assertThat(said()).contains("is being cut over, which cannot be canceled");
        assertThat(shop.live().path("deployment_state").asText()).isEqualTo("complete_pending_revert");
    }

    @Test
    void cancellationWhoseAnswerIsLostIsLookedFor() throws Exception {
        CreateResponse made = running();
        shop.emulator().lostAnswers().first("POST", URL + "/cancel");

        Run run = shop.delete(made);

        assertThat(run.words()).isEmpty();
        assertThat(run.calls()).containsExactly("cancel", "close");
    }

    @Test
    void refusedCancellationOfWhatCouldBeCanceledFailsAndClosesNothing() throws Exception {
        CreateResponse made = running();
        cancellation(aResponse().withStatus(422).withBody(TOO_LATE));

        Run run = shop.delete(made);

        assertThat(run.words()).contains("Deploy request cannot be cancelled");
        assertThat(run.calls()).containsExactly("cancel");
        assertThat(shop.live().path("state").asText()).isEqualTo("open");
    }

    @ParameterizedTest
    @EnumSource(
            value = Action.class,
            names = {"REVERT", "SKIP_REVERT"})
    void requestThatWasLiveIsOnlyForgotten(Action action) throws Exception {
        CreateResponse made = shop.opened();
        shop.ann(Action.DEPLOY);
        shop.ann(Action.APPLY);
        shop.people().hold(PlayedShop.request(), DeployState.IN_PROGRESS_REVERT);
        shop.ann(action);
        shop.meanwhile(() -> shop.people().release(PlayedShop.request()));

        Run run = shop.delete(made);

        assertThat(run.words()).isEmpty();
        assertThat(run.calls()).isEmpty();
        assertThat(said()).contains("removed from the state only");
        assertThat(shop.live().path("state").asText()).isEqualTo("closed");
    }

    private CreateResponse cuttingOver() {
        CreateResponse made = shop.opened();
        shop.people().hold(PlayedShop.request(), DeployState.IN_PROGRESS_CUTOVER);
        shop.ann(Action.DEPLOY);
        shop.ann(Action.APPLY);
        return made;
    }

    /// A request that copies, and goes live by itself once it is released.
    private CreateResponse running() throws Exception {
        CreateResponse made = shop.opened();
        shop.put("/auto-apply", Map.of("enable", true));
        shop.people().hold(PlayedShop.request(), DeployState.IN_PROGRESS);
        shop.ann(Action.DEPLOY);
        return made;
    }

    /// Answers the first request to cancel.
    private void cancellation(ResponseDefinitionBuilder response) {
        shop.emulator()
                .wireMock()
                .stubFor(post(urlPathMatching(URL + "/cancel"))
                        .inScenario("cancel")
                        .whenScenarioStateIs("Started")
                        .willReturn(response)
                        .willSetStateTo("refused"));
    }

    /// Lets the API tell another state, once after the request to cancel.
    private void showOnce(String state) throws Exception {
        var live = (ObjectNode) shop.live();
        live.put("deployment_state", state);
        shop.emulator()
                .wireMock()
                .stubFor(get(urlPathMatching(URL))
                        .inScenario("cancel")
                        .whenScenarioStateIs("refused")
                        .willReturn(okJson(live.toString()))
                        .willSetStateTo("shown"));
    }

    private String said() {
        List<String> lines =
                shop.engine().log().stream().map(LogRequest::getMessage).toList();
        return String.join("\n", lines);
    }
}
