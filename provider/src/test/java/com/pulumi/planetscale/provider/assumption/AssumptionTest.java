package com.pulumi.planetscale.provider.assumption;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The provider's assumptions are data, as the emulator's are: marked in the code and documented.
class AssumptionTest {
    private static final Path DOCS = Path.of("../docs/assumptions.md");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String HEAD = """

            # What the provider assumes

            Generated from `Assumption` in the provider. Where one is wrong, the code that is marked with it is.
            """;

    /// Words with which comments admit a doubt.
    private static final Pattern DOUBT = Pattern.compile("(?i)not documented|nothing documents|stated nowhere"
            + "|describes none of|publishes no|does not say whether|does not publish");

    @Test
    void eachIsMarkedWhereItMatters() {
        String all = String.join("\n", sources().values());

        assertThat(Assumption.values())
                .allSatisfy(assumption -> assertThat(all).contains("@Assumes(Assumption." + assumption.name() + ")"));
    }

    @Test
    void noCommentAdmitsADoubtThatIsNotMarked() {
        assertThat(sources().entrySet())
                .filteredOn(source -> DOUBT.matcher(comments(source.getValue())).find())
                .isNotEmpty()
                .allSatisfy(source -> assertThat(source.getValue())
                        .as("@Assumes in %s", source.getKey())
                        .contains("@Assumes("));
    }

    @Test
    void theDocumentIsGeneratedFromThem() throws IOException {
        String document = Files.readString(DOCS);
        String emulators = document.contains(HEAD) ? document.substring(0, document.indexOf(HEAD)) : document;
        String written = emulators
                + HEAD
                + Arrays.stream(Assumption.values())
                        .map(AssumptionTest::section)
                        .collect(Collectors.joining());
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(DOCS, written);
        }

        assertThat(Files.readString(DOCS))
                .as("docs/assumptions.md; -Dgolden=write rewrites it")
                .isEqualTo(written);
    }

    private static String comments(String source) {
        return source.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("//"))
                .map(line -> line.replaceFirst("^/+", ""))
                .collect(Collectors.joining());
    }

    private static String section(Assumption assumption) {
        return "\n## " + assumption.id() + "\n\n" + assumption.text() + "\n\nSource: " + assumption.source()
                + ".\n\n```sh\n" + assumption.command() + "\n```\n";
    }

    /// The provider's own sources by path, without the registry and what is about the engine.
    private static Map<String, String> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            Map<String, String> sources = new TreeMap<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/assumption/")
                            && !file.toString().contains("/provider/pulumi/"))
                    .toList()) {
                sources.put(SOURCES.relativize(file).toString(), Files.readString(file));
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
