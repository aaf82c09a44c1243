package com.pulumi.planetscale.provider;

import com.pulumi.planetscale.provider.lifecycle.Backend;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.pulumi.ImportFile;
import com.pulumi.planetscale.provider.pulumi.ImportFile.Result;
import com.pulumi.planetscale.provider.pulumi.ImportFile.Selection;
import com.pulumi.planetscale.provider.terraform.Handover;
import com.pulumi.planetscale.provider.terraform.OfficialProvider;
import com.pulumi.planetscale.provider.terraform.Takeover;
import com.pulumi.planetscale.provider.terraform.TerraformState;
import com.pulumi.planetscale.provider.text.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The sub-command `import-file`. Standard output carries the file, unless it goes elsewhere; everything else
/// is said on standard error.
@Command(
        name = "pulumi-resource-planetscale import-file",
        mixinStandardHelpOptions = true,
        versionProvider = ImportFileCommand.OurVersion.class,
        sortOptions = false,
        description = {
            "Writes what exists at PlanetScale as a file for `pulumi import --file`.",
            "",
            "Each object gets a unique name, and its database or branch as its parent. What PlanetScale creates and"
                    + " deletes by itself is omitted, and so is what is finished, such as a closed deploy request.",
            ""
        },
        footer = {
            "",
            "The organization and the service token come from PLANETSCALE_ORGANIZATION, PLANETSCALE_SERVICE_TOKEN_ID"
                    + " and PLANETSCALE_SERVICE_TOKEN of the environment. Nothing at PlanetScale is changed.",
            "",
            "Exit codes: 0 for a complete file, 1 for none, 2 for a mistake on the command line, 3 for a file without"
                    + " what the token may not read, an import cannot name, or PlanetScale does not have any more."
        })
final class ImportFileCommand implements Callable<Integer> {
    private static final int INCOMPLETE = 3;

    /// In place of a file's name: standard input.
    private static final String STDIN = "-";

    private final Backend backend;
    private final InputStream stdin;
    private final PrintStream stdout;
    private final PrintWriter err;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to this file instead of standard output.")
    private @Nullable Path output;

    @Option(names = "--force", description = "Overwrite the file if it exists.")
    private boolean force;

    @Option(
            names = "--organization",
            paramLabel = "NAME",
            description = "Organization to use instead of the environment's.")
    private @Nullable String organization;

    @Option(
            names = "--database",
            paramLabel = "NAME",
            description = "Only this database and what belongs to it. May be repeated.")
    private List<String> databases = List.of();

    @Option(names = "--kind", paramLabel = "KIND", description = "Only this kind, such as Branch. May be repeated.")
    private List<String> kinds = List.of();

    @Option(names = "--no-parents", description = "Do not make owners the parents of what belongs to them.")
    private boolean noParents;

    @Option(
            names = "--terraform-state",
            paramLabel = "FILE",
            description = {
                "Only what the official Terraform provider manages by this state, called as there. - reads what"
                        + " `terraform state pull` prints from standard input."
            })
    private @Nullable String terraformState;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private ImportFileCommand(Backend backend, InputStream stdin, PrintStream stdout, PrintWriter err) {
        this.backend = backend;
        this.stdin = stdin;
        this.stdout = stdout;
        this.err = err;
    }

    /// Runs the sub-command.
    ///
    /// @param arguments those after its name
    /// @return the exit code
    static int run(Backend backend, List<String> arguments, InputStream stdin, PrintStream stdout, PrintStream stderr) {
        var out = new PrintWriter(stdout, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(stderr, true, StandardCharsets.UTF_8);
        return new CommandLine(new ImportFileCommand(backend, stdin, stdout, err))
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((mistake, _) -> {
                    err.println(Shown.lines(String.valueOf(mistake.getMessage())) + "\nTry --help.");
                    return ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, _, _) -> {
                    err.println(Shown.lines(words(failure)));
                    return ExitCode.SOFTWARE;
                })
                .execute(arguments.toArray(String[]::new));
    }

    private static String words(Exception failure) {
        return switch (failure) {
            case FileSystemException file -> "The file cannot be written: " + file.getMessage() + ".";
            case IOException explained -> String.valueOf(explained.getMessage());
            case InterruptedException _ -> "Cancelled.";
            default -> "This is a fault of the PlanetScale provider, please report it: " + failure;
        };
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (output != null && Files.exists(output, LinkOption.NOFOLLOW_LINKS) && !force) {
            throw mistake("`" + output + "` already exists. Give another name, or --force to overwrite it.");
        }
        PropertyMap settings = settings();
        var importFile = new ImportFile(backend, settings);
        Set<String> wanted = known(importFile.kinds());
        var selected = new HashSet<>(databases);
        if (terraformState == null) {
            return deliver(importFile, new Selection(wanted, selected, !noParents, ImportFile.Choice.USUAL));
        }
        TerraformState state = state(terraformState);
        var takeover = new Takeover(state, organization(settings), wanted, selected);
        int status = deliver(importFile, new Selection(wanted, selected, !noParents, takeover));
        if (status == ExitCode.SOFTWARE) {
            return status;
        }
        var handover = new Handover(state, takeover);
        // Cleaned first: what is invisible could divide a secret.
        Consumer<String> said = text -> err.println(backend.mask(settings, Shown.line(text)));
        boolean isWhole = handover.explain(said);
        handover.instruct(said);
        return isWhole ? status : INCOMPLETE;
    }

    private int deliver(ImportFile importFile, Selection selection) throws IOException, InterruptedException {
        return output == null ? print(importFile, selection) : write(importFile, selection, output.toAbsolutePath());
    }

    private TerraformState state(String file) throws IOException {
        if (file.equals(STDIN)) {
            return TerraformState.read(stdin, "standard input", OfficialProvider.load());
        }
        try (InputStream stream = Files.newInputStream(Path.of(file))) {
            return TerraformState.read(stream, file, OfficialProvider.load());
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new IOException("There is no Terraform state `" + file + "`.", e);
        } catch (FileSystemException e) {
            throw new IOException(
                    "The Terraform state `" + file + "` cannot be read: "
                            + Objects.requireNonNullElse(e.getReason(), "access is denied") + ".",
                    e);
        }
    }

    private static String organization(PropertyMap settings) {
        return settings.value(EnvironmentSettings.ORGANIZATION).plain() instanceof Value.Text(String name) ? name : "";
    }

    /// Standard output may go to a file as well, so nothing is printed before everything is read.
    private int print(ImportFile importFile, Selection selection) throws IOException, InterruptedException {
        var whole = new StringWriter();
        int status = judged(importFile.write(selection, whole, err::println));
        if (status != ExitCode.SOFTWARE) {
            stdout.write(whole.toString().getBytes(StandardCharsets.UTF_8));
            stdout.flush();
            if (stdout.checkError()) {
                throw new IOException("Standard output cannot be written to.");
            }
        }
        return status;
    }

    /// The file appears when nothing more can go wrong with it.
    private int write(ImportFile importFile, Selection selection, Path file) throws IOException, InterruptedException {
        // No file that is there may be written to, or be deleted in the end.
        Path part = file.resolveSibling(".import-file-" + UUID.randomUUID() + ".part");
        Writer writer = Files.newBufferedWriter(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        part.toFile().deleteOnExit();
        try (writer) {
            Result result = importFile.write(selection, writer, err::println);
            int status = judged(result);
            if (status != ExitCode.SOFTWARE) {
                move(part, file);
                if (!result.written().isEmpty()) {
                    err.println("Import it with: pulumi import --file " + output);
                }
            }
            return status;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void move(Path part, Path file) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private int judged(Result result) {
        if (!result.missing().isEmpty()) {
            err.println(Shown.line("There is no database `" + String.join("`, `", new TreeSet<>(result.missing()))
                    + "`, or the token may not see it."));
            return ExitCode.SOFTWARE;
        }
        if (result.written().isEmpty() && result.unread() > 0) {
            err.println("Nothing could be read.");
            return ExitCode.SOFTWARE;
        }
        String counts = result.written().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        err.println(counts.isEmpty() ? "There is nothing to import." : "Written: " + counts + ".");
        if (result.unread() > 0) {
            err.println("The file is incomplete: " + result.unread() + (result.unread() == 1 ? " list" : " lists")
                    + " could not be read, for the reasons above.");
        }
        if (result.unnameable() > 0) {
            err.println("The file is incomplete: " + result.unnameable()
                    + (result.unnameable() == 1
                            ? " object has a name that cannot be imported. Rename it at PlanetScale first."
                            : " objects have names that cannot be imported. Rename them at PlanetScale first."));
        }
        if (result.unread() > 0 || result.unnameable() > 0) {
            return INCOMPLETE;
        }
        return ExitCode.OK;
    }

    private PropertyMap settings() throws IOException {
        return EnvironmentSettings.of(
                backend,
                organization == null
                        ? PropertyMap.EMPTY
                        : PropertyMap.EMPTY.with(EnvironmentSettings.ORGANIZATION, new Value.Text(organization)));
    }

    private Set<String> known(List<String> all) {
        var known = new HashSet<String>();
        for (String kind : kinds) {
            known.add(all.stream()
                    .filter(kind::equalsIgnoreCase)
                    .findFirst()
                    .orElseThrow(() -> mistake("There is no kind `" + kind + "` that can be listed. There are "
                            + String.join(", ", all) + ".")));
        }
        return known;
    }

    private ParameterException mistake(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /// The plugin's version.
    static final class OurVersion implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {Version.number()};
        }
    }
}
