package com.pulumi.planetscale.emulator.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.mysql.Served;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The emulator in front of PlanetScale's own driver, as npm has it. What is expected of it is in `driver.test.js`.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@ExtendWith(Served.class)
final class ServerlessDriverIT {
    private static final Path PROGRAM = Path.of("src/test/serverless-driver");

    @TempDir
    private Path folder;

    @Test
    void theDriverGetsTypesNullsBytesTransactionsAndErrorsAsPlanetScaleGivesThem(Client client, Emulator emulator)
            throws IOException, InterruptedException {
        need("node");
        need("npm");
        client.createShop().ok();
        client.createDev().ok();
        client.post(Client.MAIN + "/safe-migrations", "").ok();
        try (Stream<Path> files = Files.list(PROGRAM)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        run(Map.of(), "npm", "ci", "--no-audit", "--no-fund");

        String said = run(
                Map.of(
                        "DEV_URL", url(client, emulator, Client.DEV, "admin"),
                        "READER_URL", url(client, emulator, Client.DEV, "reader"),
                        "MAIN_URL", url(client, emulator, Client.MAIN, "admin")),
                "npm",
                "test");

        assertThat(said).containsPattern("pass [1-9]").contains("fail 0").contains("skipped 0");
    }

    private static String url(Client client, Emulator emulator, String branch, String role) {
        Reply password = client.post(branch + "/passwords", "{\"role\": \"" + role + "\"}")
                .ok();
        return "http://" + password.text("username") + ":" + password.text("plain_text") + "@"
                + URI.create(emulator.serverUrl()).getAuthority();
    }

    private String run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s\n%s", String.join(" ", command), output)
                .isZero();
        return output;
    }

    /// Skips the test, or fails it under `-Dlanguages=required`, where a program is missing.
    private static void need(String tool) {
        boolean there = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
        assertThat(there || !"required".equals(System.getProperty("languages")))
                .as("%s is on the PATH", tool)
                .isTrue();
        Assumptions.assumeTrue(there, () -> "SKIPPED: the serverless driver needs " + tool + " on the PATH");
    }
}
