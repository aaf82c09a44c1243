package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.pages.Documents;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The sub-commands of the plugin take the options that the documentation gives them.
class DocumentedCommandsTest {
    private static final Pattern OPTION = Pattern.compile("(?<= )--[a-z-]+");

    @Test
    void everyOptionOfASubCommandIsInItsHelp() {
        var backend = new PlanetScale(Map.of(), "0");
        var none = new ByteArrayInputStream(new byte[0]);
        check("gates", help((out, err) -> GatesCommand.run(backend, List.of("--help"), none, out, err)));
        check("import-file", help((out, err) -> ImportFileCommand.run(backend, List.of("--help"), none, out, err)));
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
