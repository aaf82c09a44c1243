package com.pulumi.planetscale.provider.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What runs the commands of the documentation, as `documented-commands.txt` has it.
final class CommandRuns {
    private static final String FILE = "/documented-commands.txt";
    private static final List<String> TESTS = List.of("provider", "emulator", "emulator-junit", "examples");

    private CommandRuns() {}

    /// A line of the file.
    ///
    /// @param page the document, or a folder of documents with a slash at its end; `*` for all
    /// @param beginning how the commands begin; `*` for all of the page
    /// @param runner what runs them
    record Line(String page, String beginning, Runner runner) {
        boolean covers(Documents.Block command) {
            String file = Documents.name(command.file());
            return (page.equals("*") || page.equals(file) || (page.endsWith("/") && file.startsWith(page)))
                    && (beginning.equals("*") || command.text().startsWith(beginning));
        }

        /// What the source of the runner has to name: the command, or the page or folder whose commands it takes.
        String named() {
            return beginning.equals("*") ? page.replaceAll("/$", "").replaceAll("^(?!docs/[^/]*$).*/", "") : beginning;
        }
    }

    /// What runs a command.
    sealed interface Runner {
        static Runner of(String text) {
            if (text.startsWith("not run: ")) {
                return new Nothing(text.substring("not run: ".length()));
            }
            return text.startsWith(".github/") ? Workflow.of(text) : Test.of(text);
        }
    }

    /// A test of any module.
    record Test(String type, String method) implements Runner {
        static Test of(String text) {
            String[] parts = text.split("#", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException(text + " is not a test, a workflow or a reason");
            }
            return new Test(parts[0], parts[1]);
        }
    }

    /// A workflow of the repository.
    ///
    /// @param reason why no test runs it
    record Workflow(Path file, String reason) implements Runner {
        static Workflow of(String text) {
            String[] parts = text.split(": ", 2);
            return new Workflow(Path.of("..", parts[0]), parts.length == 2 ? parts[1] : "");
        }
    }

    /// Nothing.
    ///
    /// @param reason why not
    record Nothing(String reason) implements Runner {}

    /// The lines of the file.
    static List<Line> all() {
        return read().lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\s*\\|\\s*", 3))
                .map(parts -> new Line(parts[0], parts[1], Runner.of(parts[2])))
                .toList();
    }

    /// The source of a test class of any module.
    static Optional<String> source(String test) {
        return TESTS.stream()
                .map(module -> Path.of("..", module, "src/test/java"))
                .flatMap(CommandRuns::files)
                .filter(file -> file.endsWith(test + ".java"))
                .map(Pages::text)
                .findFirst();
    }

    private static String read() {
        try (InputStream stream = Objects.requireNonNull(CommandRuns.class.getResourceAsStream(FILE), FILE)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
