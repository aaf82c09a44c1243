package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.lifecycle.Outcome;
import com.pulumi.planetscale.provider.property.PropertyMap;
import com.pulumi.planetscale.provider.property.Value;
import com.pulumi.planetscale.provider.report.Printed;
import com.pulumi.planetscale.provider.resources.World;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What comes of `gates`, run in this process.
class GatesCommandTest {
    private static final String REFUSED = new Printed()
            .say("error", "drop", "error: Preview failed: that drops data.")
            .text();

    @TempDir
    Path folder;

    private record Run(int status, String out, String err) {}

    private static Run run(String stdin, String... arguments) {
        return run(new PlanetScale(Map.of(), "0"), stdin, arguments);
    }

    private static Run run(PlanetScale backend, String stdin, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int status = GatesCommand.run(
                backend,
                List.of(arguments),
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void standardInputIsRenderedToStandardOutput() {
        Run run = run(REFUSED);

        assertThat(run).isEqualTo(new Run(0, """
                ## Review of the plan

                **The plan is refused; 1 schema change (1 refused).**

                What the plan deletes is not in this review: Pulumi plans deletions last, and stops at a refusal.

                ### `drop`: refused

                **Errors**

                - that drops data.
                """, ""));
    }

    @Test
    void fileIsRenderedAsStandardInputIs() throws IOException {
        Path file = Files.writeString(folder.resolve("preview.json"), REFUSED);

        assertThat(run("", file.toString())).isEqualTo(run(REFUSED));
    }

    @Test
    void verdictsMayEndItWithAnotherCode() {
        assertThat(run(REFUSED, "--fail-on", "refused,waiting").status()).isEqualTo(3);
        assertThat(run(REFUSED, "--fail-on", "refused").out())
                .isEqualTo(run(REFUSED).out());
        assertThat(run(REFUSED, "--fail-on=waiting").status()).isZero();
    }

    @Test
    void deletedDataMayEndItWithAnotherCode() {
        String losing = new Printed()
                .stepOf("delete", "Branch", "old", "acme/shop/old", "", "name", "old")
                .text();

        assertThat(run(losing, "--fail-on=loss").status()).isEqualTo(3);
        assertThat(run(losing, "--fail-on=refused").status()).isZero();
        assertThat(run(losing).out())
                .contains("| Branch `old` | `acme/shop/old` | deleted | its data, backups and credentials |");
    }

    @Test
    void fingerprintIsPrintedAlone() {
        String planned = new Printed()
                .say(
                        "info",
                        "change",
                        "a deploy request of `dev` into `main` would be `ready`; fingerprint 2c152de27f9bb019; its"
                                + " gates:\n    lint, passed: no lint errors\n")
                .text();

        assertThat(run(planned, "--fingerprint", "change")).isEqualTo(new Run(0, "2c152de27f9bb019\n", ""));
        assertThat(run(planned, "--fingerprint", "other")).satisfies(run -> {
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("There is no fingerprint of a deploy request `other`");
        });
    }

    @Test
    void pricesNeedTheSettingsOfTheEnvironment() {
        assertThat(run(REFUSED, "--prices")).satisfies(run -> {
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).contains("Set PLANETSCALE_ORGANIZATION and PLANETSCALE_SERVICE_TOKEN_ID");
        });
    }

    @Test
    void pricesOfDeletedClustersAreAskedFor() throws Exception {
        try (World world = World.quick()) {
            PropertyMap shop = ((Outcome.Ready) world.lifecycle("Database")
                            .create(
                                    world.operation(),
                                    world.settings()
                                            .with("name", new Value.Text("shop"))
                                            .with("clusterSize", new Value.Text("PS_20"))))
                    .state();
            String[] state = shop.values().entrySet().stream()
                    .filter(entry -> entry.getValue() instanceof Value.Text)
                    .flatMap(entry -> Stream.of(entry.getKey(), ((Value.Text) entry.getValue()).value()))
                    .toArray(String[]::new);
            String losing = new Printed()
                    .stepOf("delete", "Database", "shop", "acme/shop", "", state)
                    .text();

            Run run = run(new PlanetScale(world.emulator().environment(), "0"), losing, "--prices");

            assertThat(run.err()).isEmpty();
            assertThat(run.out()).contains("$59 a month less").doesNotContain("was not asked for");
        }
    }

    @Test
    void whatCannotBeReadIsExplained() {
        assertThat(run("nothing")).satisfies(run -> {
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("pulumi preview --json");
        });
        assertThat(run("", folder.resolve("none.json").toString())).satisfies(run -> {
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).contains("cannot be read", "none.json");
        });
    }

    @Test
    void mistakeOnTheCommandLineIsExplained() {
        assertThat(run(REFUSED, "--fail-on", "refuse")).satisfies(run -> {
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).contains("--fail-on", "Try --help.");
        });
    }

    @Test
    void helpGoesToStandardOutput() {
        Run run = run("", "--help");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("Usage: pulumi-resource-planetscale gates", "--fail-on", "Exit codes");
        assertThat(run.err()).isEmpty();
    }
}
