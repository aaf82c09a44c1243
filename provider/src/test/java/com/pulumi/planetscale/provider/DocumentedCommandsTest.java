package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.pages.Documents;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The sub-commands of the plugin take the options that the documentation gives them.
class DocumentedCommandsTest {
    private static final Pattern OPTION = Pattern.compile("(?<= )--[a-z-]+");

    private static final Path ROOT = Path.of("..");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern SCRIPT =
            Pattern.compile("(?:^|[ (&|])((?:benchmark|docs|engine|examples|release|sdk-gen)/[a-z/-]+)(?= |$)");
    private static final Pattern TESTS = Pattern.compile("-D(?:it\\.)?test='?([\\w,]+)");

    @Test
    void everyOptionOfASubCommandIsInItsHelp() {
        var backend = new PlanetScale(Map.of(), "0");
        var none = new ByteArrayInputStream(new byte[0]);
        check("gates", help((out, err) -> GatesCommand.run(backend, List.of("--help"), none, out, err)));
        check("import-file", help((out, err) -> ImportFileCommand.run(backend, List.of("--help"), none, out, err)));
    }

    /// Those of the table in CONTRIBUTING, too.
    @Test
    void everyScriptAndTestThatACommandNamesExists() throws IOException {
        var commands = new ArrayList<String>();
        Documents.commands().forEach(command -> commands.add(command.text()));
        CODE.matcher(Files.readString(ROOT.resolve("CONTRIBUTING.md")))
                .results()
                .forEach(code -> commands.add(code.group(1)));
        List<String> scripts = named(SCRIPT, commands);
        List<String> tests = named(TESTS, commands).stream()
                .flatMap(names -> Stream.of(names.split(",", -1)))
                .filter(name -> !name.equals("none"))
                .toList();

        assertThat(scripts)
                .contains("examples/run", "docs/convert")
                .allSatisfy(script -> assertThat(ROOT.resolve(script)).isExecutable());
        assertThat(tests).contains("FaultMatrixTest").isSubsetOf(classes());
    }

    private static List<String> named(Pattern pattern, List<String> commands) {
        return commands.stream()
                .flatMap(command -> pattern.matcher(command).results())
                .map(name -> name.group(1))
                .distinct()
                .toList();
    }

    private static Set<String> classes() throws IOException {
        Set<String> classes = new HashSet<>();
        for (String module : List.of("provider", "emulator")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                files.map(file -> file.getFileName().toString().replace(".java", ""))
                        .forEach(classes::add);
            }
        }
        return classes;
    }

    @FunctionalInterface
    private interface Command {
        int run(PrintStream out, PrintStream err);
    }

    private static void check(String subCommand, String help) {
        String begin = "pulumi-resource-planetscale " + subCommand;
        assertThat(Documents.commands())
                .filteredOn(command -> command.text().contains(begin))
                .isNotEmpty()
                .allSatisfy(command -> assertThat(OPTION.matcher(command.text()
                                        .substring(command.text().indexOf(begin))
                                        .replaceAll(" [|>)].*", ""))
                                .results()
                                .map(MatchResult::group))
                        .as(command.file() + ": " + command.text())
                        .allMatch(help::contains));
    }

    private static String help(Command command) {
        var out = new ByteArrayOutputStream();
        int status = command.run(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(status).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
