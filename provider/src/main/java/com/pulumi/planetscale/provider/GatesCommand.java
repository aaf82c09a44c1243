package com.pulumi.planetscale.provider;

import com.pulumi.planetscale.provider.report.NotUnderstoodException;
import com.pulumi.planetscale.provider.report.Report;
import com.pulumi.planetscale.provider.report.ReportText;
import com.pulumi.planetscale.provider.report.Reports;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The sub-command `gates`. It asks no one and needs no settings: the file tells everything.
@Command(
        name = "pulumi-resource-planetscale gates",
        mixinStandardHelpOptions = true,
        versionProvider = ImportFileCommand.OurVersion.class,
        sortOptions = false,
        description = {
            "Writes deploy requests as Markdown, for the comment of a pull request: what they change, what that"
                    + " can lose, and the gates on the way.",
            "",
            "It reads the output of one of these:",
            "  pulumi preview --json",
            "  pulumi stack output --json    of a program that exports `verdict` and `gates`",
            ""
        },
        footer = {
            "",
            "Exit codes: 0 for a report, 1 for a fault of this plugin, 2 for a mistake on the command line or a file"
                    + " that is neither of these, 3 for a report with a verdict of --fail-on.",
            "",
            "A refused preview ends with an error but still prints JSON, so in a pipeline:",
            "  pulumi preview --json > preview.json || true",
            "  pulumi-resource-planetscale gates --fail-on refused preview.json > comment.md"
        })
final class GatesCommand implements Callable<Integer> {
    private static final int FOUND = 3;

    private final InputStream stdin;
    private final PrintWriter out;

    /// The verdicts over which someone may want a pipeline to stop.
    enum Stopping {
        REFUSED,
        WAITING,
        FAILED,
        CANCELED,
        CLOSED,
        REVERTED
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "File with Pulumi's output. Defaults to standard input.")
    private @Nullable Path file;

    @Option(
            names = "--fail-on",
            split = ",",
            paramLabel = "VERDICT",
            description = "End with exit code 3 if a deploy request is refused, waiting, failed, canceled, closed or"
                    + " reverted, whichever are given, with commas between.")
    private List<Stopping> failOn = List.of();

    private GatesCommand(InputStream stdin, PrintWriter out) {
        this.stdin = stdin;
        this.out = out;
    }

    /// Runs the sub-command.
    ///
    /// @param arguments those after its name
    /// @return the exit code
    static int run(List<String> arguments, InputStream stdin, PrintStream stdout, PrintStream stderr) {
        var out = new PrintWriter(stdout, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(stderr, true, StandardCharsets.UTF_8);
        return new CommandLine(new GatesCommand(stdin, out))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((mistake, _) -> {
                    err.println(mistake.getMessage() + "\nTry --help.");
                    return ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, _, _) -> {
                    err.println(words(failure));
                    return failure instanceof RuntimeException ? ExitCode.SOFTWARE : ExitCode.USAGE;
                })
                .execute(arguments.toArray(String[]::new));
    }

    private static String words(Exception failure) {
        return switch (failure) {
            case NotUnderstoodException explained -> String.valueOf(explained.getMessage());
            case IOException unreadable -> "The file cannot be read: " + unreadable.getMessage() + ".";
            default -> "This is a fault of the PlanetScale provider, please report it: " + failure;
        };
    }

    @Override
    public Integer call() throws IOException, NotUnderstoodException {
        byte[] bytes = file == null ? stdin.readAllBytes() : Files.readAllBytes(file);
        Report report = Reports.read(new String(bytes, StandardCharsets.UTF_8));
        out.print(ReportText.of(report));
        out.flush();
        boolean found = report.changes().stream()
                .map(change -> change.verdict().toUpperCase(Locale.ROOT))
                .anyMatch(
                        verdict -> failOn.stream().anyMatch(stop -> stop.name().equals(verdict)));
        return found ? FOUND : ExitCode.OK;
    }
}
