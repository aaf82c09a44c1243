package com.pulumi.planetscale.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The documentation as a site, whose generator refuses links that lead nowhere.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SiteIT {
    @Test
    void documentationBecomesASite() throws Exception {
        Tools.need("the site", "python3");
        Process build = new ProcessBuilder(
                        Path.of("..", "docs/site/build").toAbsolutePath().toString())
                .redirectErrorStream(true)
                .start();

        String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(build.waitFor()).as(said).isZero();
        assertThat(Path.of("../target/site/resources/Database.html"))
                .content()
                .contains("<h1 id=\"database\">Database", "tabbed-content");
    }
}
