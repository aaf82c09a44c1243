package com.pulumi.planetscale.provider;

import static com.pulumi.planetscale.provider.played.Failed.detail;
import static com.pulumi.planetscale.provider.played.Failed.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.played.PlayedEngine;
import com.pulumi.planetscale.provider.played.Structs;
import com.pulumi.planetscale.provider.pulumi.PluginServer;
import com.pulumi.planetscale.provider.resource.RealTime;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pulumirpc.Plugin.PluginAttach;
import pulumirpc.Provider.CheckFailure;
import pulumirpc.Provider.CheckResponse;
import pulumirpc.Provider.ConfigureErrorMissingKeys;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.DiffResponse.DiffChanges;

/// What the engine is told of settings.
class FrontSettingsTest extends Front {
    @Test
    void missingCredentialsAreNamedAsSettings() throws Exception {
        try (PlayedEngine other = connect(port)) {
            var _ = other.handshake();

            StatusRuntimeException failure = failure(() -> other.configure(Map.of("endpoint", emulator.serverUrl())));

            ConfigureErrorMissingKeys missing = detail(failure, ConfigureErrorMissingKeys.class);
            assertThat(missing.getMissingKeysList())
                    .extracting(ConfigureErrorMissingKeys.MissingKey::getName)
                    .containsExactly("planetscale:serviceTokenId", "planetscale:serviceToken");
        }
    }

    @Test
    void credentialsOfTheEnvironmentAreUsedAndKeptOutOfTheState() throws Exception {
        var environment = Map.of(
                "PLANETSCALE_ORG", emulator.organization(),
                "PLANETSCALE_SERVICE_TOKEN_ID", emulator.serviceTokenId(),
                "PLANETSCALE_SERVICE_TOKEN", emulator.serviceToken(),
                "PLANETSCALE_SERVER_URL", emulator.serverUrl());
        PluginServer other = server(environment, new RealTime());
        try (PlayedEngine played = connect(start(other))) {
            var _ = played.handshake();
            CheckResponse checked = played.checkConfig(Map.of("version", "1"));
            played.configure(Map.of());

            assertThat(Structs.map(checked.getInputs())).isEqualTo(Map.of("version", "1"));
            assertThat(played.create("Database", "shop", SHOP).getId()).isEqualTo("acme/shop");
        } finally {
            other.stop();
        }
    }

    @Test
    void swappedCredentialsAreRecognised() {
        assertThat(engine.checkConfig(Map.of("serviceTokenId", "pscale_tkn_abc", "serviceToken", "abc"))
                        .getFailuresList())
                .extracting(CheckFailure::getReason)
                .singleElement()
                .asString()
                .contains("look swapped")
                .doesNotContain("pscale_tkn_abc");
    }

    @Test
    void settingsOfAStackComeAsTexts() {
        assertThat(engine.checkConfig(Map.of("requestsPerMinute", "100")).getFailuresList())
                .isEmpty();
        assertThat(engine.checkConfig(Map.of("requestsPerMinute", "many")).getFailuresList())
                .extracting(CheckFailure::getReason)
                .containsExactly("`requestsPerMinute`: this is a text. Give a whole number.");
        assertThat(engine.checkConfig(Map.of("requestsPerMinute", "1e12")).getFailuresList())
                .extracting(CheckFailure::getReason)
                .containsExactly(
                        "`requestsPerMinute`: 1000000000000 calls a minute cannot be kept to. Use 1 to 1000000.");
    }

    @Test
    void slipInASettingsNameIsRefusedAndSomethingElseIsLetPass() {
        assertThat(engine.checkConfig(Map.of("organisation", "a", "somethingNew", "b"))
                        .getFailuresList())
                .extracting(CheckFailure::getReason)
                .containsExactly("`organisation`: there is no such property. Did you mean `organization`?");
    }

    @Test
    void changedSettingsReplaceNothing() {
        DiffResponse diff = engine.diffConfig(
                Map.of("serviceToken", "a", "version", "1"), Map.of("serviceToken", "b", "version", "2"));

        assertThat(diff.getChanges()).isEqualTo(DiffChanges.DIFF_SOME);
        assertThat(diff.getDiffsList()).containsExactly("serviceToken");
        assertThat(diff.getReplacesList()).isEmpty();
    }

    @Test
    void attachedEnginesHaveSettingsOfTheirOwn() throws Exception {
        try (Emulator second = Emulator.start(
                        Emulator.Options.defaults().withoutDelays().organization("globex"));
                PlayedEngine other = connect(port)) {
            var _ = other.handshake();
            var _ = other.plugin().attach(PluginAttach.getDefaultInstance());
            other.configure(Map.of(
                    "organization", "globex",
                    "serviceTokenId", second.serviceTokenId(),
                    "serviceToken", second.serviceToken(),
                    "endpoint", second.serverUrl()));

            assertThat(other.create("Database", "shop", SHOP).getId()).isEqualTo("globex/shop");
            assertThat(engine.create("Database", "shop", SHOP).getId()).isEqualTo("acme/shop");
            other.cancel();
            assertThat(engine.list("Database", Map.of())).containsExactly("acme/shop");
        }
    }
}
