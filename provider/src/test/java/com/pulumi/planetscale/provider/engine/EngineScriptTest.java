package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
        var command = new ArrayList<>(List.of("../engine/pulumi"));
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
