package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.provider.report.Printed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int status = GatesCommand.run(
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
                ## Schema changes

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
