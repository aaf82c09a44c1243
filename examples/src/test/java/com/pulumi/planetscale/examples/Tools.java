package com.pulumi.planetscale.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/// Tools of a machine. A test whose tools are missing is skipped, unless `-Dlanguages=required` says that none may be.
final class Tools {
    /// What a machine may lack even so: it needs a registry of its own.
    private static final Set<String> OPTIONAL = Set.of("dotnet");

    private Tools() {}

    /// Skips the test, or fails it, if one of its tools is missing.
    ///
    /// @param test what needs them, as the message has it
    static void need(String test, String... tools) {
        for (String tool : tools) {
            boolean there = Arrays.stream(System.getenv("PATH").split(":"))
                    .anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
            assertThat(there || OPTIONAL.contains(tool) || !"required".equals(System.getProperty("languages")))
                    .as("%s is on the PATH", tool)
                    .isTrue();
            assumeTrue(there, () -> "SKIPPED: " + test + " needs " + tool + " on the PATH");
        }
    }
}
