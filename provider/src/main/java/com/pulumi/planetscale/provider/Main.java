package com.pulumi.planetscale.provider;

import com.pulumi.planetscale.provider.pulumi.PluginServer;
import java.io.IOException;
import java.io.PrintStream;

/// The plugin's entry point: answers `--help` and `--version`, or serves an engine.
///
/// The way to the port line is kept short: no reflection, no formatting, no logging before it.
public final class Main {
    private static final String HELP = """
            The PlanetScale resource plugin for Pulumi. Pulumi starts it by itself.

            Usage: pulumi-resource-planetscale [ENGINE_ADDRESS]
                   pulumi-resource-planetscale --version | --help

            Without an address it serves until it is stopped, for an engine that attaches to it:
            it prints its port, and PULUMI_DEBUG_PROVIDERS="planetscale:PORT" tells Pulumi about it.

            Settings of the provider that a program leaves out come from the environment:
              PLANETSCALE_ORGANIZATION      the organization
              PLANETSCALE_SERVICE_TOKEN_ID  the service token's id
              PLANETSCALE_SERVICE_TOKEN     the service token
              PLANETSCALE_SERVER_URL        another API than PlanetScale's, such as an emulator
            """;

    private Main() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        // The engine reads the port from stdout, and a single line before it makes it hang. Nothing else gets there.
        PrintStream stdout = System.out;
        System.setOut(System.err);
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

    private static void serve(PrintStream stdout, String engineAddress) throws IOException, InterruptedException {
        String version = Version.number();
        var server =
                new PluginServer(new PlanetScale(System.getenv(), version), version, Version::schema, engineAddress);
        stdout.println(server.start());
        stdout.flush();
        server.await();
    }
}
