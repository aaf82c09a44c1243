package com.pulumi.planetscale.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.Pulumi;
import com.pulumi.planetscale.Database;
import com.pulumi.planetscale.emulator.junit.EmulatorExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A program in each language, type-checked, with the SDK as users install it, by Pulumi's automation API and the
/// real engine. Each program checks for itself what it gets: every connection string, lists and gates.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LanguageProgramsIT {
    private static final Path EXAMPLES = Path.of("").toAbsolutePath();

    @RegisterExtension
    final EmulatorExtension planetScale = EmulatorExtension.quick();

    @TempDir
    private Path folder;

    @Test
    void nodeProgramGetsEverythingAsPlainValues() throws Exception {
        Path program = program("nodejs", "node", "npm");
        run(program, "npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--no-save", sdk(".tgz"));
        // The README's program is compiled with it.
        Files.writeString(program.resolve("readme.ts"), readme("ts"));
        run(program, "npx", "tsc");

        assertThat(run(program, "node", "bin/program.js")).contains("1 passed, 0 failed");
    }

    @Test
    void pythonProgramGetsEverythingAsPlainValues() throws Exception {
        Path program = program("python", "python3");
        run(program, "python3", "-m", "venv", "venv");
        run(program, "venv/bin/pip", "install", "--quiet", "--requirement", "requirements.txt", sdk(".whl"));
        // The generated package as well, in the one run: mypy.ini lists what its generator leaves open.
        Files.writeString(program.resolve("readme.py"), readme("python"));
        run(program, "venv/bin/mypy", "-m", "program", "-m", "readme", "-p", "pulumi_planetscale");

        assertThat(run(program, "venv/bin/python", "program.py")).contains("1 passed, 0 failed");
    }

    @Test
    void goProgramGetsEverythingAsPlainValues() throws Exception {
        Path program = program("go", "go");
        run(program, "go", "mod", "edit", "-replace", module() + "=" + folder.resolve("go"));
        Files.writeString(Files.createDirectory(program.resolve("readme")).resolve("main.go"), readme("go"));
        run(program, "go", "vet", ".", "./readme", module() + "/planetscale");
        run(program, "go", "build", ".");

        assertThat(run(program, "./automation-go")).contains("1 passed, 0 failed");
    }

    @Test
    void javaProgramOfTheReadmeCompiles() throws Exception {
        Path source = Files.writeString(folder.resolve("App.java"), readme("java"));

        var problems = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        problems,
                        "-proc:none",
                        "-classpath",
                        home(Pulumi.class) + ":" + home(Database.class),
                        "-d",
                        folder.toString(),
                        source.toString());

        assertThat(status).as(problems.toString(StandardCharsets.UTF_8)).isZero();
    }

    /// The jar or folder that a class is in.
    private static Path home(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /// The README's program in a language.
    private static String readme(String language) throws IOException {
        String readme = Files.readString(EXAMPLES.resolve("../README.md"));
        String[] parts = readme.split("```" + language + "\n", -1);
        assertThat(parts).hasSize(2);
        return parts[1].substring(0, parts[1].indexOf("```"));
    }

    /// The module that the SDK says it is.
    private String module() throws IOException {
        return Files.readAllLines(folder.resolve("go/go.mod")).getFirst().replace("module ", "");
    }

    /// A copy of a program, with the SDK of its language packed beside it.
    private Path program(String language, String... tools) throws IOException, InterruptedException {
        Tools.need("the program for " + language, tools);
        run(EXAMPLES, EXAMPLES.resolve("../sdk-gen/package").toString(), folder.toString(), language);
        Path program = Files.createDirectory(folder.resolve("program"));
        try (Stream<Path> files = Files.list(EXAMPLES.resolve("automation-" + language))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                var _ = Files.copy(file, program.resolve(file.getFileName()));
            }
        }
        return program;
    }

    /// The file that the SDK was packed into.
    private String sdk(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> packed = files.map(Path::toString)
                    .filter(file -> file.endsWith(ending))
                    .toList();
            assertThat(packed).hasSize(1);
            return packed.getFirst();
        }
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
        environment.put("GOFLAGS", "-tags=osusergo,grpcnotrace");
        environment.put("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION", "true");
        environment.putAll(planetScale.environment());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s\n%s", String.join(" ", command), output)
                .isZero();
        return output;
    }
}
