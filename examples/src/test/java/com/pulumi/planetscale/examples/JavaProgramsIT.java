package com.pulumi.planetscale.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.Context;
import com.pulumi.automation.ConfigValue;
import com.pulumi.automation.LocalWorkspace;
import com.pulumi.automation.LocalWorkspaceOptions;
import com.pulumi.automation.OperationType;
import com.pulumi.automation.OutputValue;
import com.pulumi.automation.RefreshOptions;
import com.pulumi.automation.UpOptions;
import com.pulumi.automation.WorkspaceStack;
import com.pulumi.planetscale.Database;
import com.pulumi.planetscale.DatabaseArgs;
import com.pulumi.planetscale.Password;
import com.pulumi.planetscale.PasswordArgs;
import com.pulumi.planetscale.emulator.junit.EmulatorExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import quickstart.App;

/// Programs in Java, with the generated SDK and the real engine by Pulumi's automation API.
@Timeout(value = 5, unit = TimeUnit.MINUTES) // An engine that hangs would hold up the build for ever.
@Execution(value = ExecutionMode.SAME_THREAD, reason = "programs of one JVM share the threads of the automation API")
@SuppressWarnings("try") // The API's stacks are closed by a method that may throw anything.
class JavaProgramsIT {
    private static final UpOptions NO_CHANGES =
            UpOptions.builder().expectNoChanges(true).build();

    @RegisterExtension
    static final EmulatorExtension planetScale = EmulatorExtension.quick();

    @TempDir
    private Path folder;

    @Test
    void quickstartLivesAWholeLife() throws Exception {
        try (WorkspaceStack stack = stack(App::stack, planetScale.emulator().serviceToken())) {
            assertThat(stack.preview().changeSummary()).containsEntry(OperationType.CREATE, 4);

            var made = stack.up();
            var _ = stack.up(NO_CHANGES);
            var _ = stack.refresh(RefreshOptions.builder().expectNoChanges(true).build());

            Map<String, OutputValue> outputs = made.outputs();
            assertThat(output(outputs, "databaseUrl").isSecret()).isTrue();
            assertThat(output(outputs, "databaseUrl").value().toString())
                    .startsWith("mysql://" + output(outputs, "username").value())
                    .contains("@" + output(outputs, "host").value());

            var _ = stack.destroy();
            assertThat(planetScale.emulator().client().get("/databases").path("data"))
                    .isEmpty();
        }
    }

    @Test
    void changedProgramIsAppliedInPlaceAndDroppedOptionsGoBack() throws Exception {
        Object host;
        try (WorkspaceStack stack =
                stack(shop("app", List.of("10.0.0.0/8")), planetScale.emulator().serviceToken())) {
            host = output(stack.up().outputs(), "host").value();
        }
        try (WorkspaceStack stack =
                stack(shop("renamed", List.of()), planetScale.emulator().serviceToken())) {
            assertThat(stack.preview().changeSummary())
                    .containsEntry(OperationType.UPDATE, 1)
                    .doesNotContainKey(OperationType.REPLACE);
            var updated = stack.up();

            assertThat(output(updated.outputs(), "host").value()).isEqualTo(host);
            assertThat(output(updated.outputs(), "cidrs").value()).isEqualTo("");
            var _ = stack.up(NO_CHANGES);
            var _ = stack.destroy();
        }
    }

    /// At `-v=9` the engine prints the settings that it hands to any plugin, so the engine's own log is omitted.
    @Test
    void tokenThatIsASettingOfTheStackIsNowhereInClear() throws Exception {
        String token = planetScale.emulator().serviceToken();
        try (WorkspaceStack stack = stack(App::stack, "")) {
            stack.setConfig("planetscale:serviceToken", new ConfigValue(token, true));
            var said = new ConcurrentLinkedQueue<String>();
            UpOptions talkative = UpOptions.builder()
                    .debug(true)
                    .onStandardOutput(said::add)
                    .onStandardError(said::add)
                    .build();

            var _ = stack.up(talkative);

            assertThat(String.join("\n", said)).contains("planetscale").doesNotContain(token);
            try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
                assertThat(files.filter(Files::isRegularFile))
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(file).content().doesNotContain(token));
            }
            var _ = stack.destroy();
        }
    }

    @Test
    void schemaGoesLiveBeforeWhatNeedsItIsReleased() throws Exception {
        try (WorkspaceStack stack =
                stack(deployrequest.App::stack, planetScale.emulator().serviceToken())) {
            var first = stack.up();
            assertThat(output(first.outputs(), "verdict").value()).isEqualTo("noChanges");
            planetScale
                    .emulator()
                    .admin()
                    .loadTables(
                            "/organizations/acme/databases/shop/branches/dev",
                            "",
                            Map.of("users", "CREATE TABLE `users` (`id` bigint PRIMARY KEY)"));
            stack.setConfig("release", new ConfigValue("2"));
            planetScale.journal().clear();

            var second = stack.up();

            assertThat(output(second.outputs(), "verdict").value()).isEqualTo("live");
            assertThat(output(second.outputs(), "reviewAt").value().toString()).endsWith("/deploy-requests/2");
            assertThat(output(second.outputs(), "username").value())
                    .isNotEqualTo(output(first.outputs(), "username").value());
            assertThat(changes())
                    .containsExactly("POST deploy-requests", "POST deploy", "POST passwords", "DELETE password");
            var _ = stack.up(NO_CHANGES);
            var _ = stack.destroy();
        }
    }

    private static Consumer<Context> shop(String passwordName, List<String> cidrs) {
        return context -> {
            var shop = new Database(
                    "shop",
                    DatabaseArgs.builder().name("shop").clusterSize("PS_10").build());
            var arguments =
                    PasswordArgs.builder().database(shop.name()).branch("main").name(passwordName);
            var app = new Password("app", (cidrs.isEmpty() ? arguments : arguments.cidrs(cidrs)).build());
            context.export("host", app.accessHostUrl());
            // The automation API reads outputs that are strings only.
            context.export("cidrs", app.cidrs().applyValue(ranges -> String.join(" ", ranges)));
        };
    }

    private WorkspaceStack stack(Consumer<Context> program, String token) throws Exception {
        Files.createDirectories(folder.resolve("state"));
        return LocalWorkspace.createOrSelectStack(
                "java",
                "it",
                program,
                LocalWorkspaceOptions.builder()
                        .environmentVariables(environment(token))
                        .build());
    }

    private static OutputValue output(Map<String, OutputValue> outputs, String name) {
        return Objects.requireNonNull(outputs.get(name), name);
    }

    /// What has been asked of PlanetScale besides reads, in order.
    private List<String> changes() {
        return planetScale.journal().writes().stream()
                .map(call -> call.method() + " " + word(call.path()))
                .toList();
    }

    private static String word(String url) {
        return url.contains("/passwords/") ? "password" : url.substring(url.lastIndexOf('/') + 1);
    }

    private Map<String, String> environment(String token) {
        var environment = new HashMap<>(planetScale.environment());
        environment.putAll(Map.of(
                "PULUMI_BACKEND_URL",
                folder.resolve("state").toUri().toString(),
                "PULUMI_CONFIG_PASSPHRASE",
                "it",
                "PULUMI_HOME",
                folder.resolve("home").toString(),
                "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION",
                "true",
                "PLANETSCALE_SERVICE_TOKEN",
                token));
        return environment;
    }
}
