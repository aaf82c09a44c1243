package com.pulumi.planetscale.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the README shows.
final class Readme {
    private static final Path FILE = Path.of("../README.md");
    private static final String FENCE = "```";

    private Readme() {}

    /// Its program in a language.
    static String program(String language) throws IOException {
        String[] parts = Files.readString(FILE).split(FENCE + language + "\n", -1);
        assertThat(parts).hasSize(2);
        return parts[1].substring(0, parts[1].indexOf(FENCE));
    }

    /// Its command that begins in a way, with the folder of the SDKs that a test has made.
    static String command(String beginning, Path sdks) throws IOException {
        List<String> commands = Files.readAllLines(FILE).stream()
                .filter(line -> line.startsWith(beginning))
                .toList();
        assertThat(commands).as(beginning).hasSize(1);
        return commands.getFirst().replace("CHECKOUT/sdks", sdks.toString());
    }
}
