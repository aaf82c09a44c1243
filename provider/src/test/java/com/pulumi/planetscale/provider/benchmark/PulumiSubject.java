package com.pulumi.planetscale.provider.benchmark;

import com.pulumi.planetscale.provider.engine.StackFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Pulumi with a YAML program of so many resources.
final class PulumiSubject implements Subject {
    private static final Path PLUGIN = Path.of("target/plugin").toAbsolutePath();

    private final StackFolder folder = StackFolder.initialized(StackFolder.Secrets.PASSPHRASE);
    private final int resources;
    private final Kind kind;
    private final Map<String, String> environment;
    private final Path engine;

    /// What the program declares.
    enum Kind {
        /// Passwords of one branch.
        PASSWORDS {
            @Override
            String resource(int number, String name) {
                return """
                          p%d:
                            type: planetscale:Password
                            properties:
                              database: %s
                              branch: main
                              name: %s-%d
                              role: reader
                        """.formatted(number, Benchmark.DATABASE, name, number);
            }
        },
        /// Resources that the engine has itself and that call nothing, with as much in the state: what remains is what
        /// the engine takes.
        STASHES {
            @Override
            String resource(int number, String name) {
                return """
                          p%d:
                            type: pulumi:index:Stash
                            properties:
                              input:
                                database: %s
                                branch: main
                                name: %s-%d
                                role: reader
                                username: 0123456789abcdef
                                host: aws.connect.psdb.cloud
                                createdAt: "2026-11-29T00:00:00Z"
                                plainText: {"fn::secret": pscale_pw_0123456789abcdef%d}
                                connectionStrings: {"fn::secret": "mysql://0123456789abcdef@aws.connect.psdb.cloud/%d"}
                        """.formatted(number, Benchmark.DATABASE, name, number, number, number);
            }
        };

        abstract String resource(int number, String name);

        String program(int resources, String name) {
            return IntStream.range(0, resources)
                    .mapToObj(number -> resource(number, name))
                    .collect(Collectors.joining("", "resources:\n", ""));
        }
    }

    /// @param engine the folder of `pulumi`
    /// @param environment variables besides those that keep the stack to a folder of its own
    PulumiSubject(Kind kind, int resources, Path engine, Map<String, String> environment) {
        this.kind = kind;
        this.resources = resources;
        this.engine = engine;
        this.environment = environment;
    }

    /// Lets the provider make any number of calls: what is measured then is the provider, and not the limit that the
    /// service sets.
    PulumiSubject withoutLimit() {
        folder.configure("planetscale:requestsPerMinute", "1000000");
        return this;
    }

    @Override
    public ProcessBuilder command(Step step) throws IOException {
        folder.write(kind.program(resources, step == Step.RENAME ? "renamed" : "app"));
        var command = new ArrayList<String>(List.of(engine.resolve("pulumi").toString()));
        command.addAll(
                switch (step) {
                    case PREVIEW -> List.of("preview");
                    case UP, UNCHANGED, RENAME -> List.of("up", "--yes", "--skip-preview");
                    case REFRESH -> List.of("refresh", "--yes", "--skip-preview");
                    case DESTROY -> List.of("destroy", "--yes", "--skip-preview");
                });
        command.addAll(List.of("--non-interactive", "--color", "never"));
        var builder = new ProcessBuilder(command).directory(folder.program().toFile());
        builder.environment().putAll(folder.environment());
        builder.environment().putAll(environment);
        builder.environment()
                .merge("PATH", PLUGIN + File.pathSeparator + engine, (path, ours) -> ours + File.pathSeparator + path);
        return builder;
    }

    @Override
    public long stateBytes() {
        return folder.checkpoint().length();
    }

    @Override
    public void close() {
        folder.close();
    }
}
