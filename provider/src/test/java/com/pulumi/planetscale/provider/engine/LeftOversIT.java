package com.pulumi.planetscale.provider.engine;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.pulumi.planetscale.emulator.server.EmulatorTransformer;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// What interrupted runs leave behind, for each kind.
@Order(1)
class LeftOversIT {
    @Test
    void pluginKilledWhileTheyAreMadeLeavesOneOfEach() throws Exception {
        try (Stack stack = Stack.quick().attached()) {
            Stack.Running up = interrupted(stack);

            up.plugins().forEach(ProcessHandle::destroyForcibly);
            var _ = up.await().failed();
            stack.healFaults();

            assertThat(stack.up().succeeded().output()).contains("an interrupted run had");
            OneOfEach.assertOnce(stack);
            assertThat(stack.up("--expect-no-changes").succeeded().output()).doesNotContain("left over");
        }
    }

    /// The plugin goes on to the end of its requests, and notes what came of them.
    @Test
    void engineKilledWhileTheyAreMadeLeavesOneOfEach() throws Exception {
        try (Stack stack = Stack.quick().attached()) {
            Stack.Running up = interrupted(stack);
            List<ProcessHandle> plugins = up.plugins();

            up.killEngine();
            var _ = up.await().failed();
            for (ProcessHandle plugin : plugins) {
                plugin.onExit().join();
            }
            var _ = stack.pulumi("cancel", "--yes").succeeded();
            stack.healFaults();

            assertThat(stack.up().succeeded().output())
                    .contains("Branch `acme/shop/dev` was adopted: an interrupted run had created it")
                    .containsPattern("Webhook `acme/shop/.*` was adopted")
                    .containsPattern("Password `acme/shop/main/.*` was deleted, and another one is created");
            OneOfEach.assertOnce(stack);
            assertThat(stack.up("--expect-no-changes").succeeded().output()).doesNotContain("left over");
        }
    }

    @Test
    void lostAnswersLeaveOneOfEachWithItsSecret() {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(OneOfEach.DATABASES);
            var _ = stack.up().succeeded();
            OneOfEach.PLACES.forEach(place -> stack.loseTheFirstAnswerTo(place.collection()));
            stack.program(OneOfEach.PROGRAM);

            var _ = stack.up().succeeded();

            OneOfEach.assertOnce(stack);
            stack.assertSettled();
        }
    }

    @Test
    void whatADroppedResourceHasLeftIsNamedByEveryCommand() throws Exception {
        try (Stack stack = Stack.quick().attached()) {
            Stack.Running up = interrupted(stack);
            up.plugins().forEach(ProcessHandle::destroyForcibly);
            var _ = up.await().failed();
            stack.healFaults();
            stack.program(OneOfEach.DATABASES);

            for (Stack.Run run : List.of(stack.pulumi("preview"), stack.up(), stack.refresh())) {
                assertThat(run.succeeded().output())
                        .contains("Branch `acme/shop/dev` is left over", "`pulumi import`")
                        .containsPattern("Password `acme/shop/main/.*` is left over")
                        .containsPattern("Role `acme/ledger/main/.*` is left over")
                        .containsPattern("Webhook `acme/shop/.*` is left over")
                        .containsPattern("BackupSchedule `acme/shop/.*` is left over")
                        .containsPattern("Backup `acme/shop/main/.*` is left over");
            }

            var _ = stack.destroy().succeeded();
            stack.program("");
            assertThat(stack.up().succeeded().output()).doesNotContain("left over", "interrupted run");
        }
    }

    /// Runs until PlanetScale has made everything, but no one has been told so.
    private static Stack.Running interrupted(Stack stack) {
        stack.program(OneOfEach.DATABASES);
        var _ = stack.up().succeeded();
        stack.program(OneOfEach.PROGRAM);
        // Longer than the slowest of them takes to be asked for.
        OneOfEach.PLACES.forEach(
                place -> stub(stack, place.collection(), aResponse().withFixedDelay(15_000)));
        Stack.Running up = stack.startUp("--parallel", "8");
        OneOfEach.PLACES.forEach(place -> stack.awaitObjects(place.collection(), place.others() + 1));
        return up;
    }

    private static void stub(Stack stack, String collection, ResponseDefinitionBuilder answer) {
        stack.emulator()
                .wireMock()
                .stubFor(post(urlMatching(".*" + collection))
                        .atPriority(1)
                        .willReturn(answer.withTransformers(EmulatorTransformer.NAME)));
    }
}
