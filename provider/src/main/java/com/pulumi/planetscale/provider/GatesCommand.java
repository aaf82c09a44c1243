package com.pulumi.planetscale.provider;

import com.pulumi.planetscale.provider.lifecycle.Backend;
import com.pulumi.planetscale.provider.report.NotUnderstoodException;
import com.pulumi.planetscale.provider.report.Report;
import com.pulumi.planetscale.provider.report.ReportText;
import com.pulumi.planetscale.provider.report.Reports;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The sub-command `gates`. It needs no settings, since the file holds everything but the prices of what is deleted.
@Command(
        name = "pulumi-resource-planetscale gates",
        mixinStandardHelpOptions = true,
        versionProvider = ImportFileCommand.OurVersion.class,
        sortOptions = false,
        description = {
            "Writes the review of a plan as Markdown, for the comment of a pull request: data that is deleted,"
                    + " schema changes with what they can lose and the gates on their way, credentials that are"
                    + " rotated or revoked, and the monthly cost as one difference. Dangers come first.",
            "",
            "It reads the output of one of these:",
            "  pulumi preview --json",
            "  pulumi stack output --json    of a program that exports `verdict` and `gates`",
            ""
        },
        footer = {
            "",
            "Exit codes: 0 for a report, 1 for a fault of this plugin, 2 for a mistake on the command line or a file"
                    + " that is neither of these, 3 for a report in which --fail-on finds something.",
            "",
            "A refused preview ends with an error but still prints JSON, so in a pipeline:",
            "  pulumi preview --json > preview.json || true",
            "  pulumi-resource-planetscale gates --fail-on refused preview.json > comment.md"
        })
final class GatesCommand implements Callable<Integer> {
    private static final int FOUND = 3;

    private final Backend backend;
    private final InputStream stdin;
    private final PrintWriter out;

    /// What a pipeline can stop for: verdicts of deploy requests, and deletions.
    enum Stopping {
        LOSS,
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
            paramLabel = "WHAT",
            description = "End with exit code 3 if the plan or a deploy request is refused, if a deploy request is"
                    + " waiting, failed, canceled, closed or reverted, or if data is deleted (loss), whichever are"
                    + " given, with commas between.")
    private List<Stopping> failOn = List.of();

    @Option(
            names = "--fingerprint",
            paramLabel = "RESOURCE",
            description =
                    "Print only the fingerprint of this deploy request, named as in the program: the value for its"
                            + " `approvedFingerprint`.")
    private @Nullable String fingerprint;

    @Option(
            names = "--prices",
            description = "Ask PlanetScale what deleted clusters cost. Needs the organization and the service token in"
                    + " the environment.")
    private boolean prices;

    private GatesCommand(Backend backend, InputStream stdin, PrintWriter out) {
        this.backend = backend;
        this.stdin = stdin;
        this.out = out;
    }

    /// Runs the sub-command.
    ///
    /// @param arguments those after its name
    /// @return the exit code
    static int run(Backend backend, List<String> arguments, InputStream stdin, PrintStream stdout, PrintStream stderr) {
        var out = new PrintWriter(stdout, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(stderr, true, StandardCharsets.UTF_8);
        return new CommandLine(new GatesCommand(backend, stdin, out))
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
            case FileSystemException unreadable -> "The file cannot be read: " + unreadable.getMessage() + ".";
            case IOException explained -> String.valueOf(explained.getMessage());
            default -> "This is a fault of the PlanetScale provider, please report it: " + failure;
        };
    }

    @Override
    public Integer call() throws IOException, NotUnderstoodException {
        byte[] bytes = file == null ? stdin.readAllBytes() : Files.readAllBytes(file);
        Report report = read(new String(bytes, StandardCharsets.UTF_8));
        out.print(fingerprint == null ? ReportText.of(report) : fingerprint(report, fingerprint) + "\n");
        out.flush();
        return failOn.stream().anyMatch(stop -> isFound(stop, report)) ? FOUND : ExitCode.OK;
    }

    private Report read(String printed) throws IOException, NotUnderstoodException {
        try {
            return Reports.read(printed, KnownKinds.of(backend, prices));
        } catch (UncheckedIOException failure) {
            throw Objects.requireNonNull(failure.getCause());
        }
    }

    private static boolean isFound(Stopping stop, Report report) {
        return switch (stop) {
            case LOSS -> !report.losses().isEmpty();
            case REFUSED -> report.isRefused() || hasVerdict(stop, report);
            case WAITING, FAILED, CANCELED, CLOSED, REVERTED -> hasVerdict(stop, report);
        };
    }

    private static boolean hasVerdict(Stopping stop, Report report) {
        return report.changes().stream().anyMatch(change -> change.verdict().equalsIgnoreCase(stop.name()));
    }

    private static String fingerprint(Report report, String name) throws NotUnderstoodException {
        return report.changes().stream()
                .filter(change ->
                        change.name().equals(name) && !change.fingerprint().isEmpty())
                .map(Report.Change::fingerprint)
                .findFirst()
                .orElseThrow(() -> new NotUnderstoodException("There is no fingerprint of a deploy request `" + name
                        + "` in it. It has one if its branches exist, the token may read their schemas, and there is"
                        + " something to deploy."));
    }
}
