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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
    void tokenThatAStackGivesOpenlyIsSecretInTheState() {
        var given = Map.of("version", "1", "serviceTokenId", "abc", "serviceToken", "pscale_tkn_abc");

        assertThat(Structs.map(engine.checkConfig(given).getInputs()))
                .isEqualTo(Map.of(
                        "version", "1", "serviceTokenId", "abc", "serviceToken", Structs.secret("pscale_tkn_abc")));
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

    @ParameterizedTest
    @CsvSource({
        "serviceToken, PLANETSCALE_SERVICE_TOKEN",
        "serviceTokenId, PLANETSCALE_SERVICE_TOKEN_ID",
        "organization, PLANETSCALE_ORGANIZATION"
    })
    void whatIsNoCredentialIsNamedAndNotRepeated(String setting, String variable) throws Exception {
        for (String slip :
                List.of("\n", "\r\n", " ", "\t", "\u0000", "\u001b[31m", "\u00e9", "\u202e", "\ufeff", "\u00a0", "/")) {
            for (String value : List.of("planted" + slip, slip + "planted", "pla" + slip + "nted")) {
                assertThat(engine.checkConfig(Map.of(setting, value)).getFailuresList())
                        .extracting(CheckFailure::getReason)
                        .singleElement()
                        .asString()
                        .startsWith("`" + setting + "`: ")
                        .contains(variable)
                        .doesNotContain("planted", "pla", "\n", "\r", "\u001b", "\u0000");

                var environment = new HashMap<>(Map.of(
                        "PLANETSCALE_ORGANIZATION", "acme",
                        "PLANETSCALE_SERVICE_TOKEN_ID", "abc",
                        "PLANETSCALE_SERVICE_TOKEN", "def"));
                environment.put(variable, "pla" + slip + "nted");
                assertThat(configured(environment, Map.of()).orElseThrow())
                        .startsWith("`" + setting + "`: ")
                        .contains(variable)
                        .doesNotContain("nted");
            }
        }
        assertThat(engine.checkConfig(Map.of(setting, "")).getFailuresList())
                .extracting(CheckFailure::getReason)
                .singleElement()
                .asString()
                .startsWith("`" + setting + "`: it is empty.");
    }

    private static final Map<String, Object> OWN_TOKEN = Map.of("serviceTokenId", "abc", "serviceToken", "def");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.planetscale.com",
                "HTTP://10.0.0.7:8080/v1",
                "http://127.0.0.1.evil.example",
                "http://localhost.evil.example",
                "http://emulator",
                "http://[2001:db8::1]",
                "http://0.0.0.0",
                "http://[::]",
                "http://[::ffff:10.0.0.1]",
                "http://127.0.0.1.nip.io",
                "http://localhost.evil.com:8080/v1",
                "http://localhost.",
                "http://0177.0.0.1",
                "http://167772161",
                "http://169.254.169.254/latest",
                "http://xn--lcalhost-54a"
            })
    void tokenGoesNowhereElseUnencrypted(String endpoint) throws Exception {
        assertThat(configured(Map.of(), with(OWN_TOKEN, "endpoint", endpoint)).orElseThrow())
                .startsWith("`endpoint`: the service token would be sent to")
                .contains("plain HTTP", "`allowInsecureEndpoint`", "PLANETSCALE_ALLOW_INSECURE_ENDPOINT");
        assertThat(configured(Map.of("PLANETSCALE_SERVER_URL", endpoint), OWN_TOKEN))
                .isPresent();

        assertThat(configured(Map.of(), with(with(OWN_TOKEN, "endpoint", endpoint), "allowInsecureEndpoint", "true")))
                .isEmpty();
        assertThat(configured(
                        Map.of("PLANETSCALE_ALLOW_INSECURE_ENDPOINT", "true"), with(OWN_TOKEN, "endpoint", endpoint)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:1",
                "http://127.0.0.1:1/v1",
                "http://127.8.9.1",
                "http://[::1]:1",
                "HTTP://LOCALHOST:1",
                "http://[0:0:0:0:0:0:0:1]",
                "http://[::ffff:127.0.0.1]",
                "https://planetscale.example",
                "HTTPS://planetscale.example/v1"
            })
    void tokenGoesToThisMachineOrEncrypted(String endpoint) throws Exception {
        assertThat(configured(Map.of(), with(OWN_TOKEN, "endpoint", endpoint))).isEmpty();
    }

    @Test
    void stackCannotSendTheTokenOfTheEnvironmentElsewhere() throws Exception {
        var environment = Map.of("PLANETSCALE_SERVICE_TOKEN_ID", "abc", "PLANETSCALE_SERVICE_TOKEN", "planted-token");
        for (String endpoint : List.of(
                "https://evil.example",
                "https://api.planetscale.com.evil.example",
                "https://api.planetscale.com:444")) {
            Map<String, Object> stack = Map.of("endpoint", endpoint);

            assertThat(configured(environment, stack).orElseThrow())
                    .startsWith("`endpoint`: the stack's configuration would send the service token of the environment")
                    .contains("PLANETSCALE_SERVER_URL", "PLANETSCALE_ALLOW_INSECURE_ENDPOINT")
                    .doesNotContain("planted-token");
            assertThat(configured(environment, with(stack, "allowInsecureEndpoint", "true")))
                    .isPresent();

            assertThat(configured(with(environment, "PLANETSCALE_ALLOW_INSECURE_ENDPOINT", "true"), stack))
                    .isEmpty();
            assertThat(configured(with(environment, "PLANETSCALE_SERVER_URL", endpoint + "/v1"), stack))
                    .isEmpty();
            assertThat(configured(Map.of(), with(OWN_TOKEN, "endpoint", endpoint)))
                    .isEmpty();
        }
        assertThat(configured(environment, Map.of("endpoint", "https://api.planetscale.com/v1")))
                .isEmpty();
        assertThat(configured(environment, Map.of("endpoint", emulator.serverUrl())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:hunter2@api.planetscale.com",
                "https://hunter2@localhost",
                "http://localhost:80@hunter2.example",
                "http://localhost\\@hunter2.example",
                "http://hunter2%2eexample",
                "http://localhost%00.hunter2.example",
                "http://hunter2.example#@localhost",
                "http:localhost/hunter2",
                "hunter2",
                "https:///hunter2",
                "ftp://hunter2.example",
                "https://api.planetscale.com?x=hunter2",
                "https://api.planetscale.com#hunter2",
                "https://user:hunter2@exa mple",
                "https://user:hunter2@\n"
            })
    void badEndpointIsNotRepeated(String endpoint) throws Exception {
        assertThat(engine.checkConfig(Map.of("endpoint", endpoint)).getFailuresList())
                .extracting(CheckFailure::getReason)
                .singleElement()
                .asString()
                .startsWith("`endpoint`: ")
                .doesNotContain("hunter2");
        assertThat(configured(Map.of("PLANETSCALE_SERVER_URL", endpoint), OWN_TOKEN)
                        .orElseThrow())
                .doesNotContain("hunter2");
    }

    /// Why a plugin of an environment takes no settings; empty where it takes them.
    private static Optional<String> configured(Map<String, String> environment, Map<String, Object> settings)
            throws Exception {
        PluginServer other = server(environment, new RealTime());
        try (PlayedEngine played = connect(start(other))) {
            var _ = played.handshake();
            played.configure(settings);
            return Optional.empty();
        } catch (StatusRuntimeException refused) {
            return Optional.ofNullable(refused.getStatus().getDescription());
        } finally {
            other.stop();
        }
    }

    private static <T> Map<String, T> with(Map<String, T> settings, String name, T value) {
        var more = new HashMap<>(settings);
        more.put(name, value);
        return more;
    }

    @Test
    void settingsOfAStackComeAsTexts() {
        assertThat(engine.checkConfig(Map.of("requestsPerMinute", "100")).getFailuresList())
                .isEmpty();
        assertThat(engine.checkConfig(Map.of("requestsPerMinute", "many")).getFailuresList())
                .extracting(CheckFailure::getReason)
                .containsExactly("`requestsPerMinute`: this is a string. Give a whole number.");
        assertThat(engine.checkConfig(Map.of("requestsPerMinute", "1e12")).getFailuresList())
                .extracting(CheckFailure::getReason)
                .containsExactly(
                        "`requestsPerMinute`: 1000000000000 is not a supported number of calls a minute. Use 1 to"
                                + " 1000000.");
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
