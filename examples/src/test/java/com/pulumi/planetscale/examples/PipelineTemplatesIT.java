package com.pulumi.planetscale.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The templates of pipelines, and this project's own workflow, as the tools made for them see them.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PipelineTemplatesIT {
    @Test
    void templatesAreValidForTheToolsMadeForThem() throws Exception {
        Tools.need("the check of the pipelines", "go", "python3");
        Process check = new ProcessBuilder(Path.of("..", "examples/pipelines/check")
                        .toAbsolutePath()
                        .toString())
                .redirectErrorStream(true)
                .start();

        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(check.waitFor()).as(said).isZero();
        assertThat(said.lines().filter("ok -- validation done"::equals)).hasSize(2);
    }
}
