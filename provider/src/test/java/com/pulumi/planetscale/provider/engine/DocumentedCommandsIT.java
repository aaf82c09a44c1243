package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.pages.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The engine takes the commands and options that the documentation and the pipelines give it.
class DocumentedCommandsIT {
    private static final Pattern COMMAND = Pattern.compile(
            "(?:^|[\\s`(])(?:engine/)?pulumi ((?:config set|plugin install|stack [a-z]+|state delete|[a-z]+))([^|`>]*)");
    private static final Pattern OPTION = Pattern.compile("(?<= )--[a-z-]+");
    /// Options that the engine takes and does not list.
    private static final List<String> HIDDEN = List.of("--plan");

    @Test
    void everyOptionIsInTheEnginesHelp() throws IOException {
        var options = new HashMap<String, Set<String>>();
        Documents.commands().forEach(command -> collect(command.text(), options));
        Documents.quotedCommands().forEach(command -> collect(command.text(), options));
        for (String file : List.of(
                "../examples/pipelines/pipeline",
                "../examples/pipelines/github/.github/workflows/planetscale.yml",
                "../examples/pipelines/gitlab/.gitlab-ci.yml")) {
            Files.readString(Path.of(file)).lines().forEach(line -> collect(line, options));
        }

        assertThat(options.keySet()).contains("preview", "up", "import", "config set");
        try (Stack stack = Stack.quick()) {
            for (Map.Entry<String, Set<String>> command : options.entrySet()) {
                String help = stack.pulumi(
                                Stream.concat(Stream.of(command.getKey().split(" ", -1)), Stream.of("--help"))
                                        .toArray(String[]::new))
                        .succeeded()
                        .output();
                assertThat(command.getValue())
                        .as("pulumi " + command.getKey())
                        .allMatch(option -> help.contains(option) || HIDDEN.contains(option));
            }
        }
    }

    private static void collect(String line, Map<String, Set<String>> options) {
        // What another command prints is not an option of this one.
        Matcher command = COMMAND.matcher(line.replaceAll("\\$\\([^)]*\\)", "VALUE"));
        while (command.find()) {
            Set<String> found = options.computeIfAbsent(command.group(1), _ -> new TreeSet<>());
            OPTION.matcher(Optional.ofNullable(command.group(2)).orElse(""))
                    .results()
                    .map(MatchResult::group)
                    .forEach(found::add);
        }
    }
}
