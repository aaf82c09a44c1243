package com.pulumi.planetscale.provider;

import com.pulumi.planetscale.provider.pulumi.PluginServer;
import com.pulumi.planetscale.provider.resource.RealTime;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/// The plugin's entry point: answers `--help` and `--version`, runs a sub-command, or serves an engine.
///
/// The way to the port line is kept short: no reflection, no formatting, no logging before it.
public final class Main {
    private static final String HELP = """
            The PlanetScale resource plugin for Pulumi. Pulumi starts it by itself.

            Usage: pulumi-resource-planetscale [ENGINE_ADDRESS]
                   pulumi-resource-planetscale import-file [OPTIONS]
                   pulumi-resource-planetscale gates [OPTIONS] [FILE]
                   pulumi-resource-planetscale --version | --help

            import-file writes what exists at PlanetScale as a file for `pulumi import --file`;
            gates writes the review of a plan, from what `pulumi preview --json` printed, as Markdown
            for the comment of a pull request. --help says more about each.

            Without an address it serves until it is stopped, for an engine that attaches to it:
            it prints its port, and PULUMI_DEBUG_PROVIDERS="planetscale:PORT" tells Pulumi about it.

            Settings of the provider that a program leaves out come from the environment:
              PLANETSCALE_ORGANIZATION      the organization
              PLANETSCALE_SERVICE_TOKEN_ID  the service token's id
              PLANETSCALE_SERVICE_TOKEN     the service token
              PLANETSCALE_SERVER_URL        another API than PlanetScale's, such as an emulator
              PLANETSCALE_ALLOW_INSECURE_ENDPOINT=true
                                            lets the token go there over plain HTTP, or because the
                                            stack alone says so
            """;

    private static final int WRONG_USAGE = 2;

    private Main() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        // The engine reads the port from stdout, and a single line before it makes it hang. Nothing else gets there.
        PrintStream stdout = System.out;
        System.setOut(System.err);
        String subCommand = arguments.length > 0 && isWord(arguments[0]) ? arguments[0] : "";
        if (!subCommand.isEmpty()) {
            System.exit(run(subCommand, List.of(arguments).subList(1, arguments.length), stdout));
        }
        String engineAddress = "";
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--version" -> {
                    stdout.println(Version.number());
                    return;
                }
                case "--help", "-h" -> {
                    stdout.print(HELP);
                    return;
                }
                // The only one of the engine's options whose value is a word of its own. Unknown ones are let pass:
                // their number has grown before.
                case "--tracing" -> i++;
                default -> engineAddress = arguments[i].startsWith("-") ? engineAddress : arguments[i];
            }
        }
        serve(stdout, engineAddress);
    }

    /// Whether it is neither an option nor the engine's address, which has a port.
    private static boolean isWord(String argument) {
        return !argument.startsWith("-") && argument.indexOf(':') < 0;
    }

    private static int run(String subCommand, List<String> arguments, PrintStream stdout) {
        if (subCommand.equals("import-file")) {
            var backend = new PlanetScale(System.getenv(), Version.number());
            return ImportFileCommand.run(backend, arguments, System.in, stdout, System.err);
        }
        if (subCommand.equals("gates")) {
            var backend = new PlanetScale(System.getenv(), Version.number());
            return GatesCommand.run(backend, arguments, System.in, stdout, System.err);
        }
        System.err.println(
                "There is no sub-command `" + subCommand + "`, only `import-file` and `gates`.\nTry --help.");
        return WRONG_USAGE;
    }

    private static void serve(PrintStream stdout, String engineAddress) throws IOException, InterruptedException {
        String version = Version.number();
        var backend = new PlanetScale(System.getenv(), version);
        var server = new PluginServer(backend, version, Version::schema, engineAddress, new RealTime());
        int port = server.start();
        // Before anyone knows of the plugin, and may end it.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(server), "end"));
        stdout.println(port);
        stdout.flush();
        server.await();
    }

    /// Runs when the plugin is asked to end (SIGTERM). A JVM that still has threads in calls to sockets waits for them
    /// before it ends, so there must be none.
    private static void finish(PluginServer server) {
        try {
            server.finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
