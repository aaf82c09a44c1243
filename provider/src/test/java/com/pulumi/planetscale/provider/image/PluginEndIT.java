package com.pulumi.planetscale.provider.image;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.server.EmulatorTransformer;
import com.pulumi.planetscale.provider.played.Failed;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import com.pulumi.planetscale.provider.played.PluginProcess;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pulumirpc.Provider.ErrorResourceInitFailed;

/// How the plugin ends when it is asked to by a signal.
class PluginEndIT {
    private static final Path LAUNCHER =
            Path.of("target/plugin/pulumi-resource-planetscale").toAbsolutePath();
    private static final String SOME_ENGINE = "127.0.0.1:9";
    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path home;

    @Test
    void whatIsBeingWrittenIsRecordedFirst() throws Exception {
        try (Emulator emulator = Emulator.start(Emulator.Options.defaults());
                var plugin = PluginProcess.start(LAUNCHER, Map.of("PULUMI_HOME", home.toString()), SOME_ENGINE);
                var engine = PlayedEngine.connect(plugin.port())) {
            emulator.wireMock()
                    .stubFor(post(urlMatching(".*/databases"))
                            .atPriority(1)
                            .willReturn(aResponse().withFixedDelay(2_000).withTransformers(EmulatorTransformer.NAME)));
            configure(engine, emulator);
            var reply = CompletableFuture.supplyAsync(
                    () -> engine.create("Database", "shop", Map.of("name", "shop", "clusterSize", "PS_10")));
            awaitCall(emulator, "POST");

            plugin.process().destroy();

            // The database takes a while to become ready, which is not waited for.
            assertThatThrownBy(() -> reply.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(StatusRuntimeException.class, failure -> {
                        var recorded = Failed.detail(failure, ErrorResourceInitFailed.class);
                        assertThat(recorded.getId()).isEqualTo(emulator.organization() + "/shop");
                        assertThat(recorded.getProperties().getFieldsMap()).containsKeys("publicId", "name");
                    });
            assertThat(plugin.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(plugin.process().exitValue()).isEqualTo(TERMINATED);
        }
    }

    @Test
    void idlePluginEndsThoughItsEngineIsThere() throws Exception {
        try (Emulator emulator = Emulator.start(Emulator.Options.defaults());
                var plugin = PluginProcess.start(LAUNCHER, Map.of("PULUMI_HOME", home.toString()), SOME_ENGINE);
                var engine = PlayedEngine.connect(plugin.port())) {
            configure(engine, emulator);
            assertThat(engine.list("Database", Map.of())).isEmpty();

            plugin.process().destroy();

            assertThat(plugin.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void configure(PlayedEngine engine, Emulator emulator) {
        var _ = engine.handshake();
        engine.configure(Map.of(
                "organization",
                emulator.organization(),
                "serviceTokenId",
                emulator.serviceTokenId(),
                "serviceToken",
                emulator.serviceToken(),
                "endpoint",
                emulator.serverUrl()));
    }

    private static void awaitCall(Emulator emulator, String method) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> emulator.journal().calls().stream()
                        .anyMatch(call -> call.method().equals(method)));
    }
}
