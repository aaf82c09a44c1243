package com.pulumi.planetscale.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.junit.EmulatorExtension;
import com.pulumi.planetscale.emulator.mysql.MySqlServers;
import com.pulumi.planetscale.emulator.postgresql.PostgresServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The applications of `apps`, with their databases: `apps/journey` takes each through its life and checks it.
@Order(1)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ApplicationsIT {
    private static final Path APPS = Path.of("apps").toAbsolutePath();
    private static final boolean MYSQL = has(MySqlServers::find);
    private static final boolean POSTGRES = has(() -> PostgresServers.find(Optional.empty()));

    @TempDir
    private Path folder;

    @RegisterExtension
    final EmulatorExtension planetScale = EmulatorExtension.with(() -> Emulator.Options.defaults()
            .withoutDelays()
            .mysql(MYSQL)
            .postgres(POSTGRES)
            .tls(certificate()));

    /// Fails or skips where this machine has no server for an application.
    private static void needServer(boolean there, String server) {
        assertThat(there || !"required".equals(System.getProperty("languages")))
                .as("this machine has %s", server)
                .isTrue();
        assumeTrue(there, "SKIPPED: the application needs " + server + "; see emulator/README.md");
    }

    /// Clients check the databases by it, as they check PlanetScale's by the authorities of their system.
    private Path certificate() {
        return folder.resolve("ca.pem");
    }

    private static boolean has(Callable<?> server) {
        try {
            var _ = server.call();
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    static List<String> applications() throws IOException {
        try (Stream<Path> folders = Files.list(APPS)) {
            return folders.filter(app -> Files.isExecutable(app.resolve("app")))
                    .map(app -> app.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("applications")
    void applicationRunsOnTheSchemaThatItsMigrationsMake(String name) throws Exception {
        Path app = APPS.resolve(name);
        Tools.need(
                "the application " + name,
                run(Map.of(), app.resolve("app").toString(), "tools").strip().split(" "));
        if (Files.readString(app.resolve("Pulumi.yaml")).contains("kind: postgresql")) {
            needServer(POSTGRES, "PostgreSQL 17 or newer");
        } else {
            needServer(MYSQL, "MariaDB or MySQL");
        }
        Files.createDirectories(folder.resolve("state"));

        String said = run(
                Map.of(
                        "PULUMI_BACKEND_URL", folder.resolve("state").toUri().toString(),
                        "PULUMI_CONFIG_PASSPHRASE", "it",
                        "PULUMI_HOME", folder.resolve("home").toString(),
                        "DATABASE_CA", certificate().toString(),
                        "MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"),
                APPS.resolve("journey").toString(),
                name);

        assertThat(said)
                .contains("A reader cannot write.")
                .containsPattern("The schema .*cannot be changed")
                .contains("The password before the rotation is no longer valid.")
                .contains("done: everything that was made is gone again")
                .as("no plain text of a password")
                .doesNotContain("pscale_pw_");
        assertThat(planetScale.emulator().client().get("/databases").path("data"))
                .isEmpty();
    }

    private String run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION", "true");
        builder.environment().putAll(planetScale.environment());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s\n%s", String.join(" ", command), output)
                .isZero();
        return output;
    }
}
