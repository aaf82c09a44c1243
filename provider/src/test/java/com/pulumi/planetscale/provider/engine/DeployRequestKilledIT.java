package com.pulumi.planetscale.provider.engine;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.pulumi.planetscale.emulator.deploy.DeployState.COMPLETE_PENDING_REVERT;
import static com.pulumi.planetscale.emulator.deploy.DeployState.IN_PROGRESS;
import static com.pulumi.planetscale.emulator.deploy.DeployState.IN_PROGRESS_CUTOVER;
import static com.pulumi.planetscale.emulator.deploy.DeployState.IN_PROGRESS_REVERT;
import static com.pulumi.planetscale.emulator.deploy.DeployState.READY;
import static com.pulumi.planetscale.provider.engine.ChangedShop.change;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.admin.AdminDeploys.Action;
import com.pulumi.planetscale.emulator.deploy.DeployState;
import com.pulumi.planetscale.emulator.server.EmulatorTransformer;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Engine and plugin are killed while a run waits and while it calls PlanetScale. The next run continues with the same
/// request, and there is one in the end. `DeployRequestKilledTest` does this for each call in each phase.
class DeployRequestKilledIT {
    /// How long a phase lasts in which a run is killed; passed by moving the emulator's clock. Shorter than the
    /// revert window.
    private static final Duration LONG = Duration.ofMinutes(10);

    /// How long an answer is withheld, in milliseconds: longer than the run that waits for it lives.
    private static final int NEVER = 60_000;

    /// A phase that takes long.
    ///
    /// @param recorded whether an earlier run has opened the request, so that the engine knows of it
    record Slow(String name, Delay work, DeployState state, String stage, boolean recorded) {
        @Override
        public String toString() {
            return name + (recorded ? ", opened by an earlier run" : ", in the run that opens it");
        }
    }

    private static Stream<Slow> slowPhases() {
        return Stream.of(
                new Slow("copying", Delay.DEPLOY_COPY, IN_PROGRESS, "deployed", false),
                new Slow("cutover", Delay.DEPLOY_CUTOVER, IN_PROGRESS_CUTOVER, "permanent", true));
    }

    @ParameterizedTest
    @MethodSource("slowPhases")
    void runThatIsKilledWhileItWaitsIsContinued(Slow phase) {
        Emulator.Options options = Emulator.Options.defaults().withoutDelays().delay(phase.work(), LONG);
        try (Stack stack = ChangedShop.stack(options).attached()) {
            if (phase.recorded()) {
                stack.program(change("stage: opened\n"));
                var _ = stack.up().succeeded();
            }
            stack.program(change("stage: " + phase.stage() + "\n"));
            Stack.Running up = stack.startUp();
            ChangedShop.awaitLookAt(stack, phase.state());

            kill(stack, up);
            stack.emulator().clock().advance(LONG.dividedBy(2));
            Stack.Running next = start(stack);
            ChangedShop.awaitLookAt(stack, phase.state());
            stack.emulator().clock().advance(LONG.dividedBy(2));

            String said = next.await().succeeded().output();
            assertThat(said.contains("is already open; resuming it")).isEqualTo(!phase.recorded());
            if (phase.state() == IN_PROGRESS) {
                assertThat(said).containsPattern("running, altering `shop.users`, 5\\d %");
            }
            assertEnd(stack, "live", true);
        }
    }

    @Test
    void runThatIsKilledAtTheGateOfTheApprovalIsContinuedOnceItIsApproved() {
        try (Stack stack =
                ChangedShop.stack(Emulator.Options.defaults().withoutDelays()).attached()) {
            stack.program(change("requireApproval: true\natGate: wait\n"));
            Stack.Running up = stack.startUp();
            stack.awaitCall("GET", "/storage-check");
            ChangedShop.awaitLookAt(stack, READY);

            kill(stack, up);
            ChangedShop.ann(stack, Action.APPROVE);

            assertThat(stack.up().succeeded().output()).contains("is already open; resuming it");
            assertThat(stack.state("change").path("outputs").path("reviewers")).hasSize(1);
            assertEnd(stack, "live", true);
        }
    }

    /// A call that is on its way.
    ///
    /// @param before the stage that an earlier run has brought it to; empty where there was none
    /// @param arrives whether PlanetScale does what is asked, before the answer is lost with who asked
    /// @param state that of the request when the run is killed
    record Call(String method, String path, String before, String stage, boolean arrives, DeployState state) {
        @Override
        public String toString() {
            return method + " " + path + (arrives ? ", carried out" : ", lost") + ", stage: " + stage;
        }
    }

    private static Stream<Call> calls() {
        String one = "/deploy-requests/1";
        return Stream.of(
                new Call("POST", "/deploy-requests", "", "deployed", true, READY),
                new Call("POST", one + "/deploy", "", "deployed", false, READY),
                new Call("POST", one + "/apply-deploy", "staged", "deployed", true, COMPLETE_PENDING_REVERT));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void runThatIsKilledDuringACallIsContinued(Call call) {
        try (Stack stack =
                ChangedShop.stack(Emulator.Options.defaults().withoutDelays()).attached()) {
            if (!call.before().isEmpty()) {
                stack.program(change("stage: " + call.before() + "\n"));
                var _ = stack.up().succeeded();
            }
            stack.program(change("stage: " + call.stage() + "\n"));
            withhold(stack, call.method(), call.path(), call.arrives());
            Stack.Running up = stack.startUp();
            stack.awaitCall(call.method(), call.path());
            ChangedShop.awaitState(stack, call.state());

            kill(stack, up);
            stack.healFaults();

            var _ = stack.up().succeeded();
            assertEnd(stack, "live", true);
        }
    }

    /// A pipeline may look at the cloud before it goes on.
    @ParameterizedTest
    @ValueSource(strings = {"refresh while it is reverted", "refresh afterwards"})
    void runThatIsKilledWhileItRevertsIsContinued(String meanwhile) {
        Emulator.Options options = Emulator.Options.defaults().withoutDelays().delay(Delay.DEPLOY_REVERT, LONG);
        try (Stack stack = ChangedShop.stack(options).attached()) {
            stack.program(change(""));
            var _ = stack.up().succeeded();
            stack.program(change("stage: reverted\n"));
            Stack.Running up = stack.startUp();
            ChangedShop.awaitLookAt(stack, IN_PROGRESS_REVERT);

            kill(stack, up);
            if (meanwhile.startsWith("refresh while")) {
                var _ = stack.refresh().succeeded();
            }
            if (meanwhile.endsWith("afterwards")) {
                stack.emulator().clock().advance(LONG);
                var _ = stack.refresh().succeeded();
                var _ = stack.up().succeeded();
            } else {
                Stack.Running next = start(stack);
                ChangedShop.awaitLookAt(stack, IN_PROGRESS_REVERT);
                stack.emulator().clock().advance(LONG);
                var _ = next.await().succeeded();
            }

            assertEnd(stack, "reverted", false);
        }
    }

    private static Stack.Running start(Stack stack) {
        return stack.start("up", "--yes", "--skip-preview");
    }

    /// A crash of the machine: no one has time to say anything.
    private static void kill(Stack stack, Stack.Running up) {
        List<ProcessHandle> plugins = up.plugins();
        assertThat(plugins).isNotEmpty();
        up.killEngine();
        plugins.forEach(ProcessHandle::destroyForcibly);
        var _ = up.await().failed();
        var _ = stack.pulumi("cancel", "--yes").succeeded();
    }

    private static void withhold(Stack stack, String method, String path, boolean arrives) {
        stack.emulator()
                .wireMock()
                .stubFor(request(method, urlPathMatching(".*" + path))
                        .atPriority(1)
                        .willReturn(late(arrives)));
    }

    private static ResponseDefinitionBuilder late(boolean arrives) {
        ResponseDefinitionBuilder response = aResponse().withFixedDelay(NEVER);
        return arrives ? response.withTransformers(EmulatorTransformer.NAME) : response.withStatus(503);
    }

    private static void assertEnd(Stack stack, String verdict, boolean live) {
        assertThat(ChangedShop.numbers(stack)).containsExactly(1L);
        assertThat(ChangedShop.output(stack, "verdict")).isEqualTo(verdict);
        assertThat(ChangedShop.isLive(stack)).isEqualTo(live);
        stack.assertSettled();
        assertThat(ChangedShop.numbers(stack)).containsExactly(1L);
    }
}
