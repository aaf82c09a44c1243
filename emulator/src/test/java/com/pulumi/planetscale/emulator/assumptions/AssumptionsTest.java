package com.pulumi.planetscale.emulator.assumptions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Emulated;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Assumptions are data: marked in the code, listed, and documented.
@ExtendWith(Emulated.class)
final class AssumptionsTest {
    private static final Path DOCS = Path.of("../docs/assumptions.md");
    /// Where the part begins that is generated from the provider.
    private static final String PROVIDER = "\n# What the provider assumes\n";

    private static final Path SOURCES = Path.of("src/main/java");

    /// Words with which comments admit a doubt.
    private static final Pattern DOUBT =
            Pattern.compile("(?i)stricter reading|not documented|nothing documents|stated nowhere"
                    + "|no access is listed|access is not stated|not stated;|is not said|whether .* is not");

    @Test
    void eachIsMarkedWhereItMatters() {
        String all = String.join("\n", sources().values());

        assertThat(Assumption.values())
                .allSatisfy(assumption -> assertThat(all).contains("Assumption." + assumption.name()));
    }

    @Test
    void noCommentAdmitsADoubtThatIsNotMarked() {
        assertThat(sources().entrySet())
                .filteredOn(source -> DOUBT.matcher(source.getValue()).find())
                .isNotEmpty()
                .allSatisfy(source -> assertThat(source.getValue())
                        .as("@Assumes in %s", source.getKey())
                        .contains("@Assumes("));
    }

    @Test
    void eachIsASentenceWithASourceAndACommand() {
        assertThat(Assumption.values()).allSatisfy(assumption -> {
            assertThat(assumption.text()).endsWith(".");
            assertThat(assumption.source()).isNotBlank();
            assertThat(assumption.command()).isNotBlank();
        });
    }

    @Test
    void theAdminInterfaceListsThem(Client client) {
        JsonNode listed = client.admin().get("/assumptions").ok().body();

        assertThat(StreamSupport.stream(listed.spliterator(), false)
                        .map(each -> each.path("id").asText()))
                .containsExactlyElementsOf(
                        Arrays.stream(Assumption.values()).map(Assumption::id).toList());
        assertThat(listed.get(0).path("command").asText()).isNotBlank();
    }

    @Test
    void theDocumentIsGeneratedFromThem() throws IOException {
        String document = Files.readString(DOCS);
        int others = document.indexOf(PROVIDER);
        String written = document() + (others < 0 ? "" : document.substring(others));
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(DOCS, written);
        }

        assertThat(Files.readString(DOCS))
                .as("docs/assumptions.md; -Dgolden=write rewrites it")
                .isEqualTo(written);
    }

    private static String document() {
        String head = """
                # Assumptions

                Generated from `Assumption` in the emulator. Each line is something that no published source settles. The
                emulator takes the stricter reading; the command shows on a real account whether that is right. It lists
                the same at `GET /__admin/planetscale/assumptions`.

                `api` sends one request to the organization:

                ```sh
                api() {
                  curl -sS -i -X "$1" "https://api.planetscale.com/v1/organizations/$PLANETSCALE_ORGANIZATION$2" \\
                    -H "Authorization: $PLANETSCALE_SERVICE_TOKEN_ID:$PLANETSCALE_SERVICE_TOKEN" \\
                    -H "Content-Type: application/json" ${3:+-d "$3"}
                }
                ```

                `shop` stands for a Vitess database, `notes` for a PostgreSQL one. Some commands change or delete things: use
                an organization that holds nothing else.
                """;
        return head
                + Arrays.stream(Assumption.values())
                        .map(AssumptionsTest::section)
                        .collect(Collectors.joining());
    }

    private static String section(Assumption assumption) {
        return "\n## " + assumption.id() + "\n\n" + assumption.text() + "\n\nSource: " + assumption.source()
                + ".\n\n```sh\n" + assumption.command() + "\n```\n";
    }

    /// The emulator's own sources by path, the registry apart.
    private static Map<String, String> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> java = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("Assumption.java"))
                    .toList();
            Map<String, String> sources = new TreeMap<>();
            for (Path file : java) {
                sources.put(SOURCES.relativize(file).toString(), Files.readString(file));
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
