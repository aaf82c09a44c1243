package com.pulumi.planetscale.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `examples/run`, the README's first command, with what this build has built, in a home of its own.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RunIT {
    /// The settings of a stack made there before, which another passphrase cannot read.
    private static final Path LEFT = Path.of("quickstart-yaml/Pulumi.dev.yaml");

    @TempDir
    private Path home;

    @AfterEach
    void removeSettings() throws IOException {
        Files.deleteIfExists(LEFT);
    }

    @Test
    void exampleLivesAWholeLifeWithoutAnAccount() throws Exception {
        Files.writeString(
                LEFT, "encryptionsalt: v1:1JZKEwySJgU=:v1:FMcWBkPlB4pGZsDV:Dvy/QpHvbWGnbWwRHOMWgEZRCYeuKA==\n");
        var builder = new ProcessBuilder(
                        "sh", "-euc", "examples/run quickstart-yaml".replace("run ", "run --no-build "))
                .directory(Path.of("..").toFile())
                .redirectErrorStream(true);
        // Its plugin and its notes; the engine that was built stays where it is.
        builder.environment().put("XDG_STATE_HOME", home.toString());
        Process run = builder.start();

        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(run.waitFor()).as(said).isZero();
        assertThat(said)
                .contains("== 3/4 emulator", "$ pulumi preview", "$ pulumi up", "$ pulumi destroy")
                .contains("done: everything that was made is gone again")
                .doesNotContain("warning: using");
        assertThat(LEFT).exists();
    }
}
