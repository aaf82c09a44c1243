package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `engine/pulumi` does on a machine that has neither Pulumi nor anything in its caches.
class EngineScriptTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path home;

    /// A Go that makes empty programs, and counts.
    @BeforeEach
    void provideGo() throws IOException {
        Path go = Files.createDirectory(home.resolve("bin")).resolve("go");
        Files.writeString(go, """
                #!/bin/sh
                echo "$*" >>"$HOME/go-calls"
                while [ "$1" != -o ]; do shift; done
                for name in pulumi pulumi-language-java gen-sdk gen-dotnet; do
                  printf '#!/bin/sh\\nenv\\n' >"$2/$name"
                  chmod +x "$2/$name"
                done
                """);
        Files.setPosixFilePermissions(go, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void pulumiIsBuiltOnceAndFoundAgain() throws Exception {
        String first = where();
        String second = where();

        assertThat(Path.of(first, "pulumi")).isExecutable().startsWith(home);
        assertThat(second).isEqualTo(first);
        assertThat(Files.readAllLines(home.resolve("go-calls"))).hasSize(4);
    }

    /// From its home, Pulumi uses a plugin without a word; it warns of each that it finds on the PATH.
    @Test
    void pluginIsInstalledInAHomeOfTheCheckout() throws Exception {
        List<String> environment = output(0, "preview").lines().toList();

        assertThat(environment)
                .anyMatch(line -> line.startsWith("PULUMI_HOME=" + home))
                .noneMatch(line -> line.startsWith("PATH=") && line.contains("provider/target/plugin"));
        Path pulumiHome = Path.of(environment.stream()
                .filter(line -> line.startsWith("PULUMI_HOME="))
                .findFirst()
                .orElseThrow()
                .substring("PULUMI_HOME=".length()));
        try (Stream<Path> installed = Files.list(pulumiHome.resolve("plugins"))) {
            Path folder = installed.toList().getFirst();
            assertThat(folder.getFileName().toString()).matches("resource-planetscale-v\\d+\\.\\d+\\.\\d+");
            assertThat(Files.readSymbolicLink(folder.resolve("pulumi-resource-planetscale")))
                    .isEqualTo(Path.of("../provider/target/plugin/pulumi-resource-planetscale")
                            .toAbsolutePath()
                            .normalize());
        }
    }

    @Test
    void pluginIsInstalledInAHomeOfYourOwnUnlessItHasAnother() throws Exception {
        Path own = home.resolve("own");
        String version = JSON.readTree(Path.of("../schema/schema.json").toFile())
                .path("version")
                .asText();
        Path installed = own.resolve("plugins/resource-planetscale-v" + version + "/pulumi-resource-planetscale");

        assertThat(output(0, Map.of("PULUMI_HOME", own.toString()), "preview").lines())
                .contains("PULUMI_HOME=" + own)
                .noneMatch(line -> line.startsWith("PATH=") && line.contains("provider/target/plugin"));
        assertThat(installed).isSymbolicLink();

        Files.delete(installed);
        Files.createFile(installed);
        assertThat(output(0, Map.of("PULUMI_HOME", own.toString()), "preview").lines())
                .anyMatch(line -> line.startsWith("PATH=") && line.contains("provider/target/plugin"));
        assertThat(installed).isRegularFile().isEmptyFile();
    }

    /// Pulumi starts a plugin whose folder has changed once more, to ask for its schema.
    @Test
    void linkToThePluginIsRenewedOnlyAfterABuild() throws Exception {
        Path checkout = home.resolve("checkout");
        Path script = copied("engine/pulumi", checkout);
        Path schema = copied("schema/schema.json", checkout);
        Path launcher = executable(checkout.resolve("provider/target/plugin/pulumi-resource-planetscale"));
        for (String name : List.of("pulumi", "pulumi-language-yaml", "pulumi-language-java")) {
            var _ = executable(home.resolve("bin").resolve(name));
        }
        var environment = Map.of("PULUMI_HOME", home.resolve("own").toString(), "PULUMI_PLANETSCALE_ENGINE", "path");
        String version = JSON.readTree(schema.toFile()).path("version").asText();
        Path installed = home.resolve("own/plugins/resource-planetscale-v" + version);
        var _ = output(0, script, environment, "preview");
        FileTime built = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        FileTime linked = FileTime.from(Instant.parse("2026-01-02T00:00:00Z"));
        Files.setLastModifiedTime(launcher, built);
        Files.setLastModifiedTime(installed, linked);

        var _ = output(0, script, environment, "preview");
        assertThat(Files.getLastModifiedTime(installed)).isEqualTo(linked);

        Files.setLastModifiedTime(launcher, FileTime.from(Instant.parse("2026-01-03T00:00:00Z")));
        var _ = output(0, script, environment, "preview");
        assertThat(Files.getLastModifiedTime(installed)).isNotEqualTo(linked);
        assertThat(installed.resolve("pulumi-resource-planetscale").toRealPath())
                .isEqualTo(launcher.toRealPath());
    }

    private static Path copied(String file, Path checkout) throws IOException {
        Path copy = checkout.resolve(file);
        Files.createDirectories(copy.getParent());
        return Files.copy(Path.of("..", file), copy, StandardCopyOption.COPY_ATTRIBUTES);
    }

    /// A program that says which version it is, as all do that are asked.
    private static Path executable(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\necho v999.0.0\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void someoneWhoIsLoggedInElsewhereReadsOnceWhereTheStateIs() throws Exception {
        Files.writeString(Files.createDirectory(home.resolve(".pulumi")).resolve("credentials.json"), """
                {
                    "current": "https://api.pulumi.com"
                }
                """);

        assertThat(output(0, "preview"))
                .contains("logged in to https://api.pulumi.com", "PULUMI_BACKEND_URL=https://api.pulumi.com");
        assertThat(output(0, "preview")).doesNotContain("logged in to");
    }

    @Test
    void launcherAloneIsNotInstalled() throws Exception {
        Path launcher = Files.writeString(home.resolve("pulumi-resource-planetscale"), "#!/bin/sh\n");

        assertThat(output(1, "plugin", "install", "resource", "planetscale", "0.1.0", "--file", launcher.toString()))
                .contains("only the launcher", "Use --file " + home);
        assertThat(output(1, "plugin", "install", "resource", "planetscale", "0.1.0", "--file=" + launcher))
                .contains("only the launcher");
    }

    private String where() throws IOException, InterruptedException {
        return output(0, "--where").lines().toList().getLast();
    }

    /// What the script prints, and the Pulumi that it runs.
    private String output(int status, String... arguments) throws IOException, InterruptedException {
        return output(status, Map.of(), arguments);
    }

    private String output(int status, Map<String, String> more, String... arguments)
            throws IOException, InterruptedException {
        return output(status, Path.of("../engine/pulumi"), more, arguments);
    }

    private String output(int status, Path script, Map<String, String> more, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        builder.environment().put("PATH", home.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().put("PULUMI_PLANETSCALE_ENGINE", "build");
        builder.environment().putAll(more);
        builder.redirectErrorStream(true);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isEqualTo(status);
        return output;
    }
}
