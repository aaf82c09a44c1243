package com.pulumi.planetscale.provider.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `engine/pulumi` does on a machine that has neither Pulumi nor anything in its caches.
class EngineScriptTest {
    @TempDir
    Path home;

    /// A Go that makes empty programs, and counts.
    @BeforeEach
    void provideGo() throws IOException {
        Path go = Files.createDirectory(home.resolve("bin")).resolve("go");
        Files.writeString(go, """
                #!/bin/sh
                echo "$*" >>"$HOME/go-calls"
                while [ "$1" != -o ]; do shift; done
                for name in pulumi pulumi-language-java gen-sdk; do
                  printf '#!/bin/sh\\n' >"$2/$name"
                  chmod +x "$2/$name"
                done
                """);
        Files.setPosixFilePermissions(go, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void pulumiIsBuiltOnceAndFoundAgain() throws Exception {
        String first = where();
        String second = where();

        assertThat(Path.of(first, "pulumi")).isExecutable().startsWith(home);
        assertThat(second).isEqualTo(first);
        assertThat(Files.readAllLines(home.resolve("go-calls"))).hasSize(3);
    }

    private String where() throws IOException, InterruptedException {
        var builder = new ProcessBuilder("../engine/pulumi", "--where");
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        builder.environment().put("PATH", home.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().put("PULUMI_PLANETSCALE_ENGINE", "build");
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        return output.strip();
    }
}
