package com.pulumi.planetscale.provider.engine;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.server.EmulatorTransformer;
import com.pulumi.planetscale.emulator.time.Delay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What a run survives.
class FaultIT {
    /// How long a database takes that a run waits for in vain; passed by moving the emulator's clock.
    private static final Duration LONG = Duration.ofMinutes(10);

    private static final String SHOP = """
            shop:
              type: planetscale:Database
              properties:
                name: shop
                clusterSize: PS_10
            """;
    private static final String SHOP_AND_APP = SHOP + """
            app:
              type: planetscale:Password
              properties:
                database: ${shop.name}
                branch: main
                name: app
                role: admin
            """;

    @Test
    void pluginKilledInAWaitLeavesOneDatabase() throws Exception {
        try (Stack stack = Stack.with(Emulator.Options.defaults().delay(Delay.DATABASE, LONG))) {
            stack.program(SHOP);
            Stack.Running up = stack.startUp();
            awaitTheWaitForTheDatabase(stack);

            up.plugins().forEach(ProcessHandle::destroyForcibly);
            var _ = up.await().failed();
            stack.emulator().clock().advance(LONG);

            assertThat(stack.up().succeeded().output()).contains("was adopted: an interrupted run had created it");
            assertThat(posts(stack)).hasSize(1);
            assertOneDatabase(stack);
        }
    }

    @Test
    void engineKilledInAWaitLeavesOneDatabase() throws Exception {
        try (Stack stack = Stack.with(Emulator.Options.defaults().delay(Delay.DATABASE, LONG))
                .attached()) {
            stack.program(SHOP);
            Stack.Running up = stack.startUp();
            awaitTheWaitForTheDatabase(stack);
            List<ProcessHandle> plugins = up.plugins();

            up.killEngine();
            var _ = up.await().failed();
            for (ProcessHandle plugin : plugins) {
                // A plugin without an engine ends by itself.
                var _ = plugin.onExit().get(30, TimeUnit.SECONDS);
            }
            var _ = stack.pulumi("cancel", "--yes").succeeded();
            stack.emulator().clock().advance(LONG);

            assertThat(stack.up().succeeded().output()).contains("was adopted: an interrupted run had created it");
            assertOneDatabase(stack);
        }
    }

    @Test
    void engineKilledWhileAPasswordIsMadeLeavesOnePassword() throws Exception {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(SHOP);
            var _ = stack.up().succeeded();
            stack.program(SHOP_AND_APP);
            answerLate(stack, 3);
            Stack.Running up = stack.startUp();
            stack.awaitObjects("/databases/shop/branches/main/passwords", 1);

            up.killEngine();
            var _ = up.await().failed();
            var _ = stack.pulumi("cancel", "--yes").succeeded();
            stack.healFaults();

            String output = stack.up().succeeded().output();

            assertThat(output).contains("was deleted, and another one is created");
            assertThat(stack.emulatedObjects("/databases/shop/branches/main/passwords"))
                    .isEqualTo(1);
            assertThat(stack.state("app")
                            .path("outputs")
                            .path("plainText")
                            .path("plaintext")
                            .asText())
                    .contains("pscale_pw_");
        }
    }

    @Test
    void pluginKilledWhileAPasswordIsMadeLeavesOnePassword() throws Exception {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(SHOP);
            var _ = stack.up().succeeded();
            stack.program(SHOP_AND_APP);
            answerLate(stack, 3);
            Stack.Running up = stack.startUp();
            stack.awaitObjects("/databases/shop/branches/main/passwords", 1);

            up.plugins().forEach(ProcessHandle::destroyForcibly);
            var _ = up.await().failed();
            stack.healFaults();

            assertThat(stack.up().succeeded().output()).contains("an interrupted run had asked for it");
            assertThat(passwords(stack)).isEqualTo(1);
            assertThat(stack.state("app")
                            .path("outputs")
                            .path("plainText")
                            .path("plaintext")
                            .asText())
                    .contains("pscale_pw_");
        }
    }

    @Test
    void createThatTimesOutGoesOnInTheNextRun() {
        try (Stack stack = Stack.with(Emulator.Options.defaults().delay(Delay.DATABASE, LONG))
                .attached()) {
            stack.program(SHOP + "  options:\n    customTimeouts:\n      create: 1s\n");

            assertThat(stack.up().failed().output())
                    .containsPattern(
                            "timed out after \\d+ s waiting for database `shop` to become ready: it has been `pending`")
                    .contains("customTimeouts");
            stack.emulator().clock().advance(LONG);
            var _ = stack.up().succeeded();

            assertThat(posts(stack)).hasSize(1);
            assertOneDatabase(stack);
        }
    }

    @Test
    void lostAnswersLeaveOneObjectEachWithItsSecret() {
        try (Stack stack = Stack.quick().attached()) {
            stack.loseTheFirstAnswerTo("/databases");
            stack.loseTheFirstAnswerTo("/passwords");
            stack.program(SHOP_AND_APP);

            var _ = stack.up().succeeded();

            assertOneDatabase(stack);
            assertThat(passwords(stack)).isEqualTo(1);
            assertThat(stack.state("app")
                            .path("outputs")
                            .path("plainText")
                            .path("plaintext")
                            .asText())
                    .contains("pscale_pw_");
            stack.assertSettled();
        }
    }

    @Test
    void ctrlCEndsAWaitWithinSecondsAndLosesNothing() throws Exception {
        try (Stack stack = Stack.with(Emulator.Options.defaults().delay(Delay.DATABASE, LONG))
                .attached()) {
            stack.program(SHOP);
            Stack.Running up = stack.startUp();
            awaitTheWaitForTheDatabase(stack);

            Instant pressed = Instant.now();
            var _ = new ProcessBuilder(
                            "kill", "-INT", Long.toString(engineOf(up).pid()))
                    .start()
                    .waitFor();
            Stack.Run run = up.await().failed();

            assertThat(Duration.between(pressed, Instant.now())).isLessThan(Duration.ofSeconds(10));
            assertThat(run.output()).contains("cancelled before it was finished");
            stack.emulator().clock().advance(LONG);
            var _ = stack.up().succeeded();
            assertThat(posts(stack)).hasSize(1);
        }
    }

    @Test
    void serverThatComesBackIsNotNoticed() {
        try (Stack stack = Stack.quick().attached()) {
            stack.emulator()
                    .wireMock()
                    .stubFor(any(anyUrl())
                            .atPriority(1)
                            .inScenario("down")
                            .whenScenarioStateIs("Started")
                            .willReturn(aResponse().withStatus(503))
                            .willSetStateTo("still down"));
            stack.emulator()
                    .wireMock()
                    .stubFor(any(anyUrl())
                            .atPriority(1)
                            .inScenario("down")
                            .whenScenarioStateIs("still down")
                            .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "1"))
                            .willSetStateTo("up"));
            stack.program(SHOP);

            var _ = stack.up().succeeded();

            assertOneDatabase(stack);
        }
    }

    @Test
    void refreshWithoutAccessForgetsNothing() {
        try (Stack stack = Stack.quick().attached()) {
            stack.program(SHOP_AND_APP);
            var _ = stack.up().succeeded();
            stack.emulator()
                    .wireMock()
                    .stubFor(any(urlMatching("/v1/organizations/acme/databases/.*"))
                            .atPriority(1)
                            .willReturn(aResponse().withStatus(404)));
            stack.emulator()
                    .wireMock()
                    .stubFor(any(urlMatching("/v1/organizations/acme/databases\\?.*"))
                            .atPriority(1)
                            .willReturn(aResponse().withStatus(404)));

            assertThat(stack.refresh().failed().output())
                    .contains("is not open to the service token")
                    .contains("needs the access `read_database`");

            stack.healFaults();
            var _ = stack.up("--expect-no-changes").succeeded();
        }
    }

    static ProcessHandle engineOf(Stack.Running running) {
        // The script replaces itself by the engine.
        return running.process().toHandle();
    }

    private static void answerLate(Stack stack, int seconds) {
        stack.emulator()
                .wireMock()
                .stubFor(post(urlMatching(".*/passwords"))
                        .atPriority(1)
                        .willReturn(
                                aResponse().withFixedDelay(seconds * 1000).withTransformers(EmulatorTransformer.NAME)));
    }

    /// The provider also looks at databases before it makes one.
    private static void awaitTheWaitForTheDatabase(Stack stack) {
        Stack.patiently()
                .untilAsserted(() -> assertThat(stack.calls().stream().dropWhile(call -> !call.startsWith("POST ")))
                        .anyMatch(call -> call.startsWith("GET ") && call.contains("/databases/")));
    }

    private static List<String> posts(Stack stack) {
        return stack.calls().stream().filter(call -> call.startsWith("POST ")).toList();
    }

    private static void assertOneDatabase(Stack stack) {
        assertThat(stack.emulatedObjects("/databases")).isEqualTo(1);
    }

    private static long passwords(Stack stack) {
        return stack.emulatedObjects("/databases/shop/branches/main/passwords");
    }
}
