package com.pulumi.planetscale.provider.resources.deploy;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.server.EmulatorTransformer;
import com.pulumi.planetscale.provider.PlayedShop;
import com.pulumi.planetscale.provider.PlayedShop.Run;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pulumirpc.Provider.CreateResponse;

/// Answers to the calls of a run that are lost, refuse for the moment, or come too late.
class DeployRequestAnswersTest {
    private static final double HOUR = 3600;

    private final PlayedShop shop;

    DeployRequestAnswersTest() throws Exception {
        shop = new PlayedShop();
    }

    @AfterEach
    void stop() {
        shop.close();
    }

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
        shop.answerOnce("POST", "/deploy-requests/1/" + call, aResponse().withStatus(503));

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
        shop.answerOnce(
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
        shop.answerOnce(
                "POST", "/deploy-requests/1/deploy", aResponse().withStatus(422).withBody(body));

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
        shop.answerOnce(
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
}
