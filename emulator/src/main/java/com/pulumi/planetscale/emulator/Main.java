package com.pulumi.planetscale.emulator;

import com.pulumi.planetscale.emulator.model.WebhookReach;
import com.pulumi.planetscale.emulator.recording.RecordCommand;
import com.pulumi.planetscale.emulator.time.Delay;
import com.pulumi.planetscale.emulator.time.Durations;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The command line. Standard output carries four lines for the environment of clients; everything else is said on
/// standard error.
@Command(
        name = "planetscale-emulator",
        subcommands = RecordCommand.class,
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        description = {
            "PlanetScale's HTTP API on this machine, in memory.",
            "",
            "Once it serves it writes four lines to standard output, which a shell can take over:"
                    + " PLANETSCALE_SERVER_URL, PLANETSCALE_ORGANIZATION, PLANETSCALE_SERVICE_TOKEN_ID and"
                    + " PLANETSCALE_SERVICE_TOKEN. The token may do everything; a new one is made at each start, unless"
                    + " --state keeps it.",
            ""
        },
        footer = {
            "",
            "Delays, by --delay NAME=DURATION (such as branch=5s):",
            "  database, branch, restore, keyspace, keyspace-resize, resize-flag,",
            "  vtgate-resize, cluster-change, config-change, switchover, bouncer-drain, backup, role,",
            "  deploy-check, deploy-queue, deploy-submit, deploy-copy, deploy-vschema, deploy-cutover,",
            "  deploy-cancel, deploy-revert.",
            "",
            "Admin interface, JSON over HTTP on the same port; GET /__admin/planetscale lists all calls:",
            "  GET assumptions                      what rests on no published source",
            "  GET clock, POST clock/advance        read the clock, move it forward",
            "  GET, PATCH delays; GET, PUT limit    durations, limit on requests",
            "  GET, PATCH answers                   terse refusals, sparse objects",
            "  POST tokens, PUT accesses/ID         tokens, what they may do",
            "  GET, PATCH, DELETE objects/PATH      any object, by its path in the API",
            "  POST objects                         make one of any kind",
            "  POST responses                       play the second administrator",
            "  POST credentials                     would a database let a user in",
            "  PUT tables; POST ddl                 the schema of a branch; one statement",
            "  POST deploy-requests                 what other people do with one",
            "  POST events, deliveries/await        let an event happen, wait for webhooks",
            "  GET, PUT state                       everything at once",
            "",
            "Faults are scripted by WireMock's stubs (/__admin/mappings). A stub that names the transformer"
                    + " \"planetscale\" has the work done first; its delay, fault, status or body then come on top."
        })
public final class Main implements Callable<Integer> {
    private static final int PORT = 8725;
    private static final int REQUESTS_PER_MINUTE = 600;
    private static final int JOURNAL = 10_000;

    @Option(names = "--port", description = "Port to listen on; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port = PORT;

    @Option(
            names = "--bind-address",
            description = "Address to listen on (default: ${DEFAULT-VALUE}, this machine only).")
    private String bindAddress = "127.0.0.1";

    @Option(
            names = "--organization",
            paramLabel = "NAME",
            description = "Organization that exists at the start (default: ${DEFAULT-VALUE}).")
    private String organization = "acme";

    @Option(names = "--seed", paramLabel = "FILE", description = "Objects to begin with, as JSON.")
    private @Nullable Path seed;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "Keep everything in this file over restarts. Where it exists, no seed is planted.")
    private @Nullable Path state;

    @Option(
            names = "--mysql",
            description = "Run a MySQL-compatible server of this machine behind each Vitess branch that is used:"
                    + " a password logs in at its access_host_url. Needs mysqld or mariadbd on the PATH, or MariaDB in"
                    + " Maven's local repository.")
    private boolean mysql;

    @Option(
            names = "--postgres",
            description = "Run a PostgreSQL server of this machine behind each PostgreSQL branch that is used: a role"
                    + " logs in at its access_host_url. Needs postgres 17 or newer on the PATH or where packages put"
                    + " it, or in Maven's local repository.")
    private boolean postgres;

    @Option(
            names = "--tls",
            paramLabel = "FILE",
            description =
                    "With --mysql or --postgres: let databases encrypt, and write the certificate of the authority by which"
                            + " clients check them to this file (PEM).")
    private @Nullable Path tls;

    @Option(
            names = "--delay",
            paramLabel = "NAME=DURATION",
            description = "How long one kind of work takes, such as branch=5s. May be repeated.")
    private Map<String, String> delays = Map.of();

    @Option(names = "--no-delays", description = "Finish all work in the answer that starts it.")
    private boolean noDelays;

    @Option(
            names = "--requests-per-minute",
            paramLabel = "N",
            description = "Answer 429 to more requests in any 60 seconds; 0 for no limit (default: ${DEFAULT-VALUE}).")
    private int requestsPerMinute = REQUESTS_PER_MINUTE;

    @Option(
            names = "--webhooks",
            paramLabel = "REACH",
            description = "How far webhooks reach: nowhere, local (this machine, and its addresses are accepted), or"
                    + " everywhere (default: nowhere).")
    private @Nullable String webhooks;

    @Option(
            names = "--terse",
            description =
                    "Answer each 422 with \"unprocessable: Unprocessable Entity\" alone, for clients that must not"
                            + " depend on words.")
    private boolean terse;

    @Option(
            names = "--sparse",
            description = "Leave out of answers what is null, and each field that the API's description does not"
                    + " require.")
    private boolean sparse;

    @Option(names = "--verbose", description = "Write one line for each request.")
    private boolean verbose;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    public static void main(String... arguments) {
        // Otherwise the JDBC driver writes what a database refuses to standard output.
        System.setProperty("mariadb.logging.disable", "true");
        System.exit(commandLine().execute(arguments));
    }

    /// Mistakes end in a sentence: exit code 2 for the command line's, 1 for what is found at the start.
    private static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler((e, arguments) -> {
                    e.getCommandLine().getErr().println(e.getMessage() + "\nTry --help.");
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    line.getErr().println(e instanceof EmulatorException ? e.getMessage() : "Unexpected: " + e);
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    @Override
    public Integer call() throws InterruptedException {
        Emulator emulator = Emulator.start(options());
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            emulator.close();
            closed.countDown();
        }));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.print("PLANETSCALE_SERVER_URL=" + emulator.serverUrl() + "\n"
                + "PLANETSCALE_ORGANIZATION=" + emulator.organization() + "\n"
                + "PLANETSCALE_SERVICE_TOKEN_ID=" + emulator.serviceTokenId() + "\n"
                + "PLANETSCALE_SERVICE_TOKEN=" + emulator.serviceToken() + "\n");
        out.flush();
        closed.await();
        return CommandLine.ExitCode.OK;
    }

    private Emulator.Options options() {
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Emulator.Options options = Emulator.Options.defaults()
                .port(port)
                .bindAddress(bindAddress)
                .organization(organization)
                .requestsPerMinute(requestsPerMinute)
                .journalEntries(JOURNAL)
                .terse(terse)
                .sparse(sparse)
                .mysql(mysql)
                .postgres(postgres)
                .verbose(verbose)
                .log(err::println);
        if (noDelays) {
            options.withoutDelays();
        }
        delays.forEach((name, duration) -> options.delay(delay(name), duration(duration)));
        if (webhooks != null) {
            options.webhooks(reach(webhooks));
        }
        if (tls != null) {
            if (!mysql && !postgres) {
                throw usage("--tls is for the databases that --mysql and --postgres start.");
            }
            options.tls(tls);
        }
        if (seed != null) {
            options.seed(seed);
        }
        if (state != null) {
            options.state(state);
        }
        return options;
    }

    private Delay delay(String name) {
        return Delay.labelled(name)
                .orElseThrow(() -> usage("There is no delay " + name + ". Choose one of: " + Delay.labels() + "."));
    }

    private WebhookReach reach(String name) {
        return WebhookReach.labelled(name)
                .orElseThrow(
                        () -> usage("There is no reach " + name + ". Choose one of: " + WebhookReach.labels() + "."));
    }

    private Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    /// Tells the version that the jar was built with.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"planetscale-emulator " + (version == null ? "(not packaged)" : version)};
        }
    }
}
