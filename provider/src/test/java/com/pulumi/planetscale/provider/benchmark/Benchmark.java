package com.pulumi.planetscale.provider.benchmark;

import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.benchmark.PulumiSubject.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Measures commands of a real engine against the emulator, and writes the results to `docs/performance.md`.
@Command(
        name = "benchmark/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures the provider and writes docs/performance.md and docs/performance.svg.")
public final class Benchmark implements Callable<Integer> {
    static final String DATABASE = "shop";

    private static final int STARTS = 20;
    /// Small programs are quick, and are measured several times.
    private static final int SMALL = 10;

    private static final int ROUNDS_OF_SMALL = 3;
    private static final int ALL_CALLS = 1_000_000;

    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "N",
            description =
                    "Numbers of resources, separated by commas (default: ${DEFAULT-VALUE}). 5000 takes half an hour.")
    private List<Integer> sizes = List.of(1, 10, 100, 1000);

    @Option(
            names = "--checkpoints",
            description = "Let the engine write its state file after each resource, as it does for users. That is"
                    + " quadratic, and most of what 1,000 resources take.")
    private boolean checkpoints;

    @Option(
            names = "--compare",
            paramLabel = "COMMAND",
            description =
                    "Another provider: COMMAND is run by a shell as `COMMAND STEP COUNT`, for the steps preview, up,"
                            + " unchanged, refresh, rename and destroy, in a folder that stays the same, and takes COUNT passwords"
                            + " of the branch `main` of $PLANETSCALE_DATABASE through the step. benchmark/terraform is one.")
    private @Nullable String compare;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "How many passwords both make for --compare (default: ${DEFAULT-VALUE}).")
    private int count = 100;

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            description = "Where performance.md is, and performance.svg is written (default: ${DEFAULT-VALUE}).")
    private Path output = Path.of("../docs");

    private Benchmark() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Benchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path engine = engine();
        var document = new Document(output.resolve("performance.md"));
        if (compare == null) {
            say("start-up");
            document.replace("start", starts(StartUp.measured(STARTS)));
            Scale scale = scale(engine);
            document.replace("scale", scale.table());
            Files.writeString(output.resolve("performance.svg"), scale.plot());
        } else {
            document.replace("comparison", comparison(engine, compare).table());
        }
        document.replace("machine", Machine.description(engine));
        return CommandLine.ExitCode.OK;
    }

    private static void say(String what) {
        System.err.println("benchmark: " + what);
    }

    private static String starts(StartUp starts) {
        var rows = new StringBuilder("| From the start of the process to | Median | Ratio |\n|---|---:|---:|\n");
        for (String measure : starts.measures()) {
            rows.append(String.format(
                    Locale.ROOT,
                    "| %s | %.0f ms | %.2f × |%n",
                    measure,
                    starts.milliseconds(measure),
                    starts.ratio(measure)));
        }
        return rows.toString();
    }

    private Scale scale(Path engine) throws IOException, InterruptedException {
        var scale = new Scale();
        for (int size : sizes) {
            say(size + " resources");
            var environment = new HashMap<String, String>();
            if (!checkpoints) {
                environment.put("PULUMI_EXPERIMENTAL", "true");
                environment.put("PULUMI_SKIP_CHECKPOINTS", "true");
            }
            int rounds = size <= SMALL ? ROUNDS_OF_SMALL : 1;
            scale.add(
                    size,
                    measured(Kind.PASSWORDS, size, engine, environment, rounds),
                    measured(Kind.STASHES, size, engine, environment, rounds));
        }
        return scale;
    }

    private static Map<Step, Measurement> measured(
            Kind kind, int size, Path engine, Map<String, String> environment, int rounds)
            throws IOException, InterruptedException {
        var several = new EnumMap<Step, List<Measurement>>(Step.class);
        for (int round = 0; round < rounds; round++) {
            run(kind, size, engine, environment)
                    .forEach((step, measured) -> several.computeIfAbsent(step, _ -> new ArrayList<>())
                            .add(measured));
        }
        var medians = new EnumMap<Step, Measurement>(Step.class);
        several.forEach((step, measured) -> medians.put(step, Measurement.median(measured)));
        return medians;
    }

    private static Map<Step, Measurement> run(Kind kind, int size, Path engine, Map<String, String> more)
            throws IOException, InterruptedException {
        try (Emulator emulator = emulator()) {
            var environment = new HashMap<>(emulator.environment());
            environment.putAll(more);
            try (var subject = new PulumiSubject(kind, size, engine, environment).withoutLimit()) {
                return new Trial(emulator).run(subject);
            }
        }
    }

    private Comparison comparison(Path engine, String other) throws IOException, InterruptedException {
        say(count + " passwords by this provider");
        Map<Step, Measurement> ours;
        try (Emulator emulator = emulator();
                var subject = new PulumiSubject(Kind.PASSWORDS, count, engine, emulator.environment())) {
            ours = new Trial(emulator).run(subject);
        }
        say(count + " passwords by the other");
        try (Emulator emulator = emulator();
                var subject = new CommandSubject(other, count, emulator.environment())) {
            return new Comparison(count, other, ours, new Trial(emulator).run(subject));
        }
    }

    /// PlanetScale without any delay, with one database and its branch.
    private static Emulator emulator() {
        Emulator emulator = Emulator.start(
                Emulator.Options.defaults().withoutDelays().requestsPerMinute(0).journalEntries(ALL_CALLS));
        var _ = emulator.client()
                .call("POST", "/databases", "{\"name\": \"" + DATABASE + "\", \"cluster_size\": \"PS_10\"}");
        return emulator;
    }

    /// The folder of the `pulumi` that the tests use.
    private static Path engine() throws IOException, InterruptedException {
        Process where = new ProcessBuilder("../engine/pulumi", "--where")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String folder = new String(where.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (where.waitFor() != 0) {
            throw new IllegalStateException("there is no Pulumi to measure with");
        }
        return Path.of(folder);
    }
}
