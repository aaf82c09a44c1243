package com.pulumi.planetscale.provider.engine;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.pulumi.planetscale.emulator.deploy.DeployState.COMPLETE;
import static com.pulumi.planetscale.emulator.deploy.DeployState.COMPLETE_PENDING_REVERT;
import static com.pulumi.planetscale.emulator.deploy.DeployState.IN_PROGRESS;
import static com.pulumi.planetscale.emulator.deploy.DeployState.IN_PROGRESS_CUTOVER;
import static com.pulumi.planetscale.emulator.deploy.DeployState.IN_PROGRESS_REVERT;
import static com.pulumi.planetscale.emulator.deploy.DeployState.IN_PROGRESS_REVERT_VSCHEMA;
import static com.pulumi.planetscale.emulator.deploy.DeployState.IN_PROGRESS_VSCHEMA;
import static com.pulumi.planetscale.emulator.deploy.DeployState.NO_CHANGES;
import static com.pulumi.planetscale.emulator.deploy.DeployState.PENDING;
import static com.pulumi.planetscale.emulator.deploy.DeployState.PENDING_CUTOVER;
import static com.pulumi.planetscale.emulator.deploy.DeployState.QUEUED;
import static com.pulumi.planetscale.emulator.deploy.DeployState.READY;
import static com.pulumi.planetscale.emulator.deploy.DeployState.SUBMITTING;
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

/// Engine and plugin are killed in each phase that a run can be in. The next run continues with the same
/// request, and there is one in the end.
class DeployRequestKilledIT {
    /// How long a phase lasts in which a run is killed; passed by moving the emulator's clock. Shorter than the
    /// revert window.
    private static final Duration LONG = Duration.ofMinutes(10);

    /// How long an answer is withheld: longer than anybody lives who waits for it.
    private static final int NEVER = 60_000;

    /// A phase that takes long.
    ///
    /// @param recorded whether an earlier run has opened the request, so that the engine knows of it
    record Slow(String name, Delay work, DeployState state, String stage, boolean recorded, String verdict) {
        @Override
        public String toString() {
            return name + (recorded ? ", opened by an earlier run" : ", in the run that opens it");
        }
    }

    private static Stream<Slow> slowPhases() {
        return Stream.of(
                new Slow("checking", Delay.DEPLOY_CHECK, PENDING, "deployed", false, "live"),
                new Slow("queued", Delay.DEPLOY_QUEUE, QUEUED, "deployed", false, "live"),
                new Slow("submitting", Delay.DEPLOY_SUBMIT, SUBMITTING, "deployed", false, "live"),
                new Slow("copying", Delay.DEPLOY_COPY, IN_PROGRESS, "deployed", false, "live"),
                new Slow("copying, to be staged", Delay.DEPLOY_COPY, IN_PROGRESS, "staged", false, "staged"),
                new Slow("VSchema", Delay.DEPLOY_VSCHEMA, IN_PROGRESS_VSCHEMA, "deployed", false, "live"),
                new Slow("cutover", Delay.DEPLOY_CUTOVER, IN_PROGRESS_CUTOVER, "deployed", false, "live"),
                new Slow("cutover, for good", Delay.DEPLOY_CUTOVER, IN_PROGRESS_CUTOVER, "permanent", false, "live"),
                new Slow("queued", Delay.DEPLOY_QUEUE, QUEUED, "deployed", true, "live"),
                new Slow("copying", Delay.DEPLOY_COPY, IN_PROGRESS, "deployed", true, "live"),
                new Slow("cutover", Delay.DEPLOY_CUTOVER, IN_PROGRESS_CUTOVER, "permanent", true, "live"));
    }

    @ParameterizedTest
    @MethodSource("slowPhases")
    void runThatIsKilledWhileItWaitsIsGoneOnWith(Slow phase) {
        Emulator.Options options = Emulator.Options.defaults().withoutDelays().delay(phase.work(), LONG);
        try (Stack stack = ChangedShop.stack(options)) {
            if (phase.state() == IN_PROGRESS_VSCHEMA) {
                ChangedShop.changeVSchema(stack);
            }
            if (phase.recorded()) {
                stack.program(change("stage: opened\n"));
                var _ = stack.up().succeeded();
            }
            stack.program(change("stage: " + phase.stage() + "\n"));
            Stack.Running up = start(stack);
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
            assertEnd(stack, phase.verdict(), !phase.stage().equals("staged"));
        }
    }

    @Test
    void runThatIsKilledAtTheGateOfTheApprovalIsGoneOnWithOnceItIsGiven() {
        try (Stack stack = ChangedShop.stack(Emulator.Options.defaults().withoutDelays())) {
            stack.program(change("requireApproval: true\natGate: wait\n"));
            Stack.Running up = start(stack);
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
                new Call("POST", one + "/deploy", "", "deployed", true, COMPLETE_PENDING_REVERT),
                new Call("POST", one + "/deploy", "opened", "deployed", true, COMPLETE_PENDING_REVERT),
                new Call("POST", one + "/apply-deploy", "staged", "deployed", false, PENDING_CUTOVER),
                new Call("POST", one + "/apply-deploy", "staged", "deployed", true, COMPLETE_PENDING_REVERT),
                new Call("POST", one + "/skip-revert", "", "permanent", false, COMPLETE_PENDING_REVERT),
                new Call("POST", one + "/skip-revert", "", "permanent", true, COMPLETE),
                new Call("POST", one + "/skip-revert", "deployed", "permanent", true, COMPLETE));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void runThatIsKilledDuringACallIsGoneOnWith(Call call) {
        try (Stack stack = ChangedShop.stack(Emulator.Options.defaults().withoutDelays())) {
            if (!call.before().isEmpty()) {
                stack.program(change("stage: " + call.before() + "\n"));
                var _ = stack.up().succeeded();
            }
            stack.program(change("stage: " + call.stage() + "\n"));
            withhold(stack, call.method(), call.path(), call.arrives());
            Stack.Running up = start(stack);
            stack.awaitCall(call.method(), call.path());
            ChangedShop.awaitState(stack, call.state());

            kill(stack, up);
            stack.healFaults();

            var _ = stack.up().succeeded();
            assertEnd(stack, "live", true);
        }
    }

    /// The request is as far as it shall go, and the engine has not heard of it.
    @Test
    void runThatIsKilledBetweenTheCutoverAndItsEndIsGoneOnWith() {
        try (Stack stack = ChangedShop.stack(Emulator.Options.defaults().withoutDelays())) {
            stack.program(change(""));
            stack.emulator()
                    .wireMock()
                    .stubFor(post(urlPathMatching(".*/deploy-requests/1/deploy"))
                            .atPriority(1)
                            .inScenario("live")
                            .willReturn(aResponse().withTransformers(EmulatorTransformer.NAME))
                            .willSetStateTo("deployed"));
            stack.emulator()
                    .wireMock()
                    .stubFor(get(urlPathMatching(".*/branches/main/schema"))
                            .atPriority(1)
                            .inScenario("live")
                            .whenScenarioStateIs("deployed")
                            .willReturn(late(true)));
            Stack.Running up = start(stack);
            Stack.patiently()
                    .untilAsserted(() -> assertThat(stack.calls().stream()
                                    .dropWhile(call -> !call.endsWith("/deploy-requests/1/deploy")))
                            .anyMatch(call -> call.contains("/branches/main/schema")));

            kill(stack, up);
            stack.healFaults();

            assertThat(stack.up().succeeded().output()).contains("is already open; resuming it");
            assertThat(ChangedShop.output(stack, "schemaRevision")).hasSize(16);
            assertEnd(stack, "live", true);
        }
    }

    @Test
    void runThatIsKilledAfterItsBranchWasDeletedFindsItsRequest() {
        try (Stack stack = ChangedShop.stack(Emulator.Options.defaults().withoutDelays())) {
            stack.program(change("stage: permanent\nautoDeleteBranch: true\n").replace("    intoBranch: main\n", ""));
            withhold(stack, "POST", "/deploy-requests/1/skip-revert", true);
            Stack.Running up = start(stack);
            ChangedShop.awaitState(stack, COMPLETE);

            kill(stack, up);
            stack.healFaults();

            assertThat(stack.up().succeeded().output()).contains("has done what the program asks, and was adopted");
            assertThat(ChangedShop.output(stack, "intoBranch")).isEqualTo("main");
            assertEnd(stack, "live", true);
        }
    }

    @Test
    void runThatIsKilledWhileItClosesWhatChangesNothingFindsItsRequest() {
        try (Stack stack = ChangedShop.stack(Emulator.Options.defaults().withoutDelays())) {
            ChangedShop.load(stack, "dev", "");
            stack.program(change(""));
            withhold(stack, "PATCH", "/deploy-requests/1", true);
            Stack.Running up = start(stack);
            stack.awaitCall("PATCH", "/deploy-requests/1");
            ChangedShop.awaitState(stack, NO_CHANGES);

            kill(stack, up);
            stack.healFaults();

            var _ = stack.up().succeeded();
            assertEnd(stack, "noChanges", false);
        }
    }

    /// A pipeline may look at the cloud before it goes on.
    @ParameterizedTest
    @ValueSource(strings = {"", "refresh while it is reverted", "refresh afterwards"})
    void runThatIsKilledWhileItRevertsIsGoneOnWith(String meanwhile) {
        Emulator.Options options = Emulator.Options.defaults().withoutDelays().delay(Delay.DEPLOY_REVERT, LONG);
        try (Stack stack = ChangedShop.stack(options)) {
            stack.program(change(""));
            var _ = stack.up().succeeded();
            stack.program(change("stage: reverted\n"));
            Stack.Running up = start(stack);
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

    @Test
    void runThatIsKilledWhileItRevertsAVSchemaIsGoneOnWith() {
        Emulator.Options options = Emulator.Options.defaults().withoutDelays();
        try (Stack stack = ChangedShop.stack(options)) {
            ChangedShop.changeVSchema(stack);
            stack.program(change(""));
            var _ = stack.up().succeeded();
            stack.emulator().admin().deploys().hold(ChangedShop.REQUEST, IN_PROGRESS_REVERT_VSCHEMA);
            stack.program(change("stage: reverted\n"));
            Stack.Running up = start(stack);
            ChangedShop.awaitLookAt(stack, IN_PROGRESS_REVERT_VSCHEMA);

            kill(stack, up);
            stack.emulator().admin().deploys().release(ChangedShop.REQUEST);

            var _ = stack.up().succeeded();
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
        FaultIT.engineOf(up).destroyForcibly();
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
        var _ = stack.up("--expect-no-changes").succeeded();
        var _ = stack.refresh("--expect-no-changes").succeeded();
        assertThat(ChangedShop.numbers(stack)).containsExactly(1L);
    }
}
