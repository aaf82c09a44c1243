package com.pulumi.planetscale.provider.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.pages.CommandRuns.Line;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every command of the documentation is run by a test or a workflow, or `documented-commands.txt` says why not.
class CommandRunsTest {
    private static final List<Line> LINES = CommandRuns.all();
    private static final Pattern TESTS = Pattern.compile("\\b[A-Z]\\w+(?:Test|IT|Benchmark)\\b");

    @Test
    void everyCommandIsRunOrHasAReason() {
        assertThat(commands().filter(command -> line(command).isEmpty()))
                .as("Have a test run these commands, and name it in documented-commands.txt.")
                .extracting(command -> Documents.name(command.file()) + " | " + command.text())
                .isEmpty();
    }

    /// The first line that covers a command is the one that counts.
    @Test
    void everyLineCoversACommand() {
        List<Line> used = commands().flatMap(command -> line(command).stream()).toList();

        assertThat(LINES).filteredOn(line -> !used.contains(line)).isEmpty();
    }

    @Test
    void whatRunsACommandExistsAndNamesIt() {
        assertThat(LINES.stream().map(line -> fault(line)).filter(fault -> !fault.isEmpty()))
                .isEmpty();
    }

    private static String fault(Line line) {
        return switch (line.runner()) {
            case CommandRuns.Test test -> {
                String source = CommandRuns.source(test.type()).orElse("");
                yield source.contains("void " + test.method() + "(") && source.contains('"' + line.named())
                        ? ""
                        : test.type() + "#" + test.method() + " does not exist, or has no \"" + line.named();
            }
            case CommandRuns.Workflow(var file, var reason) ->
                Pages.text(file).contains(line.named()) ? unreasonable(reason) : file + " has no " + line.named();
            case CommandRuns.Nothing(var reason) -> unreasonable(reason);
        };
    }

    private static String unreasonable(String reason) {
        return reason.matches(".{20,}\\.")
                        && TESTS.matcher(reason)
                                .results()
                                .allMatch(
                                        test -> CommandRuns.source(test.group()).isPresent())
                ? ""
                : "not a sentence, or it names a test that does not exist: " + reason;
    }

    private static Stream<Documents.Block> commands() {
        return Stream.concat(Documents.commands().stream(), Documents.quotedCommands().stream());
    }

    private static Optional<Line> line(Documents.Block command) {
        return LINES.stream().filter(line -> line.covers(command)).findFirst();
    }
}
