package com.pulumi.planetscale.emulator;

import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.time.Delay;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The packaged jar as a process.
@Timeout(60)
final class EmulatorIT {
    private static final Path JAR = Path.of("target/planetscale-emulator.jar").toAbsolutePath();

    @TempDir
    private Path folder = Path.of("");

    /// A run that serves.
    private record Run(Process process, List<String> lines, Map<String, String> environment, Path err)
            implements AutoCloseable {
        Client client() {
            return new Client(
                    environment.getOrDefault("PLANETSCALE_SERVER_URL", ""),
                    environment.get("PLANETSCALE_SERVICE_TOKEN_ID") + ":"
                            + environment.get("PLANETSCALE_SERVICE_TOKEN"));
        }

        boolean terminate() throws InterruptedException {
            process.destroy();
            return process.waitFor(10, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private Run serve(String... arguments) throws IOException {
        Path err = folder.resolve("err-" + System.nanoTime());
        Process process = new ProcessBuilder(command(arguments))
                .redirectError(err.toFile())
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < 4; i++) {
            String line = out.readLine();
            assertThat(line).as("%s", Files.readString(err)).isNotNull();
            lines.add(line);
            environment.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        return new Run(process, lines, environment, err);
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /// A run that ends by itself.
    private record Ended(int code, String out, String err) {}

    private static Ended run(String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(arguments)).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, err);
    }

    @Test
    void itWritesFourLinesAndServes() throws IOException, InterruptedException {
        try (Run run = serve("--port", "0", "--organization", "acme", "--no-delays")) {
            assertThat(run.lines())
                    .extracting(line -> line.substring(0, line.indexOf('=')))
                    .containsExactly(
                            "PLANETSCALE_SERVER_URL",
                            "PLANETSCALE_ORGANIZATION",
                            "PLANETSCALE_SERVICE_TOKEN_ID",
                            "PLANETSCALE_SERVICE_TOKEN");
            assertThat(run.environment().get("PLANETSCALE_SERVER_URL")).matches("http://127\\.0\\.0\\.1:\\d+/v1");

            assertThat(run.client().createShop().ok().text("state")).isEqualTo("ready");

            assertThat(run.terminate()).isTrue();
            assertThat(Files.readString(run.err())).isEmpty();
        }
    }

    @Test
    void stateOutlivesTheProcess() throws IOException, InterruptedException {
        String state = folder.resolve("state.json").toString();
        Map<String, String> first;
        try (Run run = serve("--port", "0", "--state", state)) {
            run.client().createShop().ok();
            first = run.environment();
            assertThat(run.terminate()).isTrue();
        }

        try (Run run = serve("--port", "0", "--state", state)) {
            assertThat(run.environment().get("PLANETSCALE_SERVICE_TOKEN"))
                    .isEqualTo(first.get("PLANETSCALE_SERVICE_TOKEN"));
            assertThat(run.client().get(SHOP).status()).isEqualTo(200);
        }
    }

    @Test
    void verboseTellsRequestsWithoutSecrets() throws IOException, InterruptedException {
        try (Run run = serve("--port", "0", "--verbose")) {
            run.client().get("/organizations").ok();
            assertThat(run.terminate()).isTrue();

            assertThat(Files.readString(run.err()))
                    .contains("GET /organizations 200")
                    .doesNotContain("pscale_tkn_");
        }
    }

    @Test
    void theLimitIsOnByDefault() throws IOException {
        try (Run run = serve("--port", "0")) {
            for (int i = 0; i < 600; i++) {
                run.client().get("/regions?per_page=1").ok();
            }

            assertThat(run.client().get("/regions").status()).isEqualTo(429);
        }
    }

    @Test
    void aPortInUseIsASentence() throws IOException, InterruptedException {
        try (Run run = serve("--port", "0")) {
            String port =
                    run.environment().getOrDefault("PLANETSCALE_SERVER_URL", "").replaceAll(".*:(\\d+)/v1", "$1");

            Ended ended = run("--port", port);

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err()).startsWith("Port " + port).doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | --colour red               | Unknown option",
                "2 | --port many                | port",
                "2 | --delay lunch=1h           | no delay lunch",
                "2 | --delay branch=soon        | is not a duration",
                "1 | --seed /nowhere/seed.json  | /nowhere/seed.json cannot be read",
            })
    void mistakesAreSentences(int code, String arguments, String message) throws IOException, InterruptedException {
        Ended ended = run(arguments.split(" ", -1));

        assertThat(ended.code()).isEqualTo(code);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains(message).doesNotContain("\tat ");
    }

    /// The LGPL asks for its text and a notice wherever the library goes; the Apache licence asks for notices, too.
    @Test
    void licencesOfWhatIsInsideAreInTheJar() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            assertThat(jar.getEntry("org/mariadb/jdbc/Driver.class")).isNotNull();
            assertThat(text(jar, "META-INF/NOTICE"))
                    .contains("MariaDB Connector/J", "META-INF/licenses/LGPL-2.1.txt")
                    .contains("Eclipse Jetty");
            assertThat(text(jar, "META-INF/licenses/LGPL-2.1.txt")).contains("GNU LESSER GENERAL PUBLIC LICENSE");
        }
    }

    private static String text(JarFile jar, String entry) throws IOException {
        try (InputStream content = jar.getInputStream(jar.getJarEntry(entry))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void helpAndVersionAreThere() throws IOException, InterruptedException {
        Ended help = run("--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("--port", "--seed", "--state", "/__admin/planetscale", "planetscale");
        for (Delay delay : Delay.values()) {
            assertThat(help.out()).contains(delay.label());
        }

        Ended version = run("--version");
        assertThat(version.code()).isZero();
        assertThat(version.out()).matches("planetscale-emulator \\d+\\.\\d+\\.\\d+.*\\s*");
    }
}
