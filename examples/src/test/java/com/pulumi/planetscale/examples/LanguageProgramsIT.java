package com.pulumi.planetscale.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.Pulumi;
import com.pulumi.planetscale.emulator.junit.EmulatorExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/// A program in each language, type-checked, with the SDK as users install it by the README's commands, by Pulumi's
/// automation API and the real engine. Each program checks for itself what it gets: every connection string, lists and
/// gates.
@Order(1)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LanguageProgramsIT {
    private static final Path EXAMPLES = Path.of("").toAbsolutePath();

    @RegisterExtension
    final EmulatorExtension planetScale = EmulatorExtension.quick();

    @TempDir(factory = SamePlace.class)
    private Path folder;

    @Test
    void nodeProgramGetsEverythingAsPlainValues() throws Exception {
        Path program = program("nodejs", "node", "npm");
        readme(program, "npm install CHECKOUT");
        // The README's program is compiled with it.
        Files.writeString(program.resolve("readme.ts"), Readme.program("ts"));
        run(program, "npx", "tsc");

        assertThat(run(program, "node", "bin/program.js")).contains("1 passed, 0 failed");
    }

    @Test
    void pythonProgramGetsEverythingAsPlainValues() throws Exception {
        Path program = program("python", "python3");
        run(program, "python3", "-m", "venv", "venv");
        readme(program, "pip install CHECKOUT");
        // The generated package as well, in the one run: mypy.ini lists what its generator leaves open.
        Files.writeString(program.resolve("readme.py"), Readme.program("python"));
        run(program, "venv/bin/mypy", "-m", "program", "-m", "readme", "-p", "pulumi_planetscale");

        assertThat(run(program, "venv/bin/python", "program.py")).contains("1 passed, 0 failed");
    }

    @Test
    void goProgramGetsEverythingAsPlainValues() throws Exception {
        Path program = program("go", "go");
        readme(program, "go mod edit -replace");
        Files.writeString(Files.createDirectory(program.resolve("readme")).resolve("main.go"), Readme.program("go"));
        readme(program, "go mod tidy");
        run(program, "go", "vet", ".", "./readme", module() + "/planetscale");
        run(program, "go", "build", ".");

        assertThat(run(program, "./automation-go")).contains("1 passed, 0 failed");
    }

    /// With the jar and the POM where Maven has installed them, in a repository of its own.
    @Test
    void javaProgramOfTheReadmeCompiles() throws Exception {
        Path program = program("java");
        readme(program, "mvn install:install-file");
        Path installed = folder.resolve("m2/com/pulumi/planetscale/planetscale/0.1.0");
        assertThat(installed.resolve("planetscale-0.1.0.pom")).content().contains("<artifactId>pulumi</artifactId>");
        Path source = Files.writeString(folder.resolve("App.java"), Readme.program("java"));

        var problems = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        problems,
                        "-proc:none",
                        "-classpath",
                        home(Pulumi.class) + ":" + installed.resolve("planetscale-0.1.0.jar"),
                        "-d",
                        folder.toString(),
                        source.toString());

        assertThat(status).as(problems.toString(StandardCharsets.UTF_8)).isZero();
    }

    /// Where there is a .NET SDK, as on the runners of `.github/workflows/build.yml`.
    @Test
    void dotnetProjectCompilesWithItsReference() throws Exception {
        Path program = program("dotnet", "dotnet");
        run(program, "dotnet", "new", "console");
        readme(program, "dotnet add reference CHECKOUT");

        run(program, "dotnet", "build");
    }

    /// The jar or folder that a class is in.
    private static Path home(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /// Runs a command of the README in a shell, as it is written.
    private void readme(Path in, String beginning) throws IOException, InterruptedException {
        run(in, "sh", "-euc", Readme.command(beginning, folder));
    }

    /// The module that the SDK says it is.
    private String module() throws IOException {
        return Files.readAllLines(folder.resolve("go/go.mod")).getFirst().replace("module ", "");
    }

    /// A copy of a program, if there is one, with the SDK of its language packed beside it.
    private Path program(String language, String... tools) throws IOException, InterruptedException {
        Tools.need("the program for " + language, tools);
        // The README's command makes all of them.
        run(
                EXAMPLES.resolve(".."),
                Readme.command("sdk-gen/package sdks", folder)
                        .replaceFirst("sdks nodejs.*", folder + " " + language)
                        .split(" ", -1));
        Path program = Files.createDirectory(folder.resolve("program"));
        Path example = EXAMPLES.resolve("automation-" + language);
        if (Files.exists(example)) {
            try (Stream<Path> files = Files.list(example)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    var _ = Files.copy(file, program.resolve(file.getFileName()));
                }
            }
        }
        return program;
    }

    private String run(Path in, String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
        Files.createDirectories(folder.resolve("state"));
        var environment = builder.environment();
        environment.put("PULUMI_BACKEND_URL", folder.resolve("state").toUri().toString());
        environment.put("PULUMI_CONFIG_PASSPHRASE", "it");
        environment.put("PULUMI_HOME", folder.resolve("home").toString());
        // As engine/pulumi builds the engine, most of whose packages Go has compiled then.
        environment.put("CGO_ENABLED", "0");
        environment.put("GOFLAGS", "-tags=osusergo,grpcnotrace -ldflags=-w -buildvcs=false");
        environment.put("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION", "true");
        // What a user's shell has after `. venv/bin/activate`; pip installs what the program asks for besides.
        environment.merge("PATH", in.resolve("venv/bin").toString(), (path, venv) -> venv + ":" + path);
        if (Files.exists(in.resolve("requirements.txt"))) {
            environment.put("PIP_REQUIREMENT", "requirements.txt");
        }
        // What Python runs once, it compiles itself.
        environment.put("PIP_NO_COMPILE", "1");
        environment.put("npm_config_prefer_offline", "true");
        environment.put("npm_config_audit", "false");
        environment.put("npm_config_fund", "false");
        environment.put("npm_config_package_lock", "false");
        environment.put("npm_config_save", "false");
        // Not the user's own repository.
        environment.merge(
                "MAVEN_OPTS", "-DlocalRepositoryPath=" + folder.resolve("m2"), (set, ours) -> set + " " + ours);
        environment.putAll(planetScale.environment());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s\n%s", String.join(" ", command), output)
                .isZero();
        return output;
    }

    /// A folder for a test that is the same in each build of this checkout. Go compiles the SDK again where it is in
    /// another place, even if nothing in it has changed.
    private static final class SamePlace implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
            Path place = EXAMPLES.resolve("target")
                    .resolve(test.getRequiredTestMethod().getName());
            if (Files.exists(place)) {
                // A test that was killed has left it.
                try (Stream<Path> left = Files.walk(place)) {
                    for (Path file : left.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            return Files.createDirectories(place);
        }
    }
}
