package com.pulumi.planetscale.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.provider.HostileAnswers.What;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever PlanetScale answers and wherever the file is to go, `import-file` ends with a sentence, and with a whole
/// file or none.
class HostileImportFileTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int ROUNDS = 12;
    private static final String SHOP = """
            {"databases": [
              {"name": "shop", "cluster_size": "PS_10", "branches": [
                {"name": "main", "passwords": [{"name": "app"}, {"name": "reports"}]},
                {"name": "dev", "passwords": [{"name": "test"}]}]},
              {"name": "ledger", "kind": "postgresql", "cluster_size": "PS_10_AWS_ARM"}]}
            """;

    @TempDir
    Path folder;

    private record Run(int status, String out, String err) {}

    private static Run run(Emulator emulator, OutputStream out, String... arguments) {
        var err = new ByteArrayOutputStream();
        int status = ImportFileCommand.run(
                new PlanetScale(
                        Map.of(
                                "PLANETSCALE_SERVER_URL",
                                emulator.serverUrl(),
                                "PLANETSCALE_ORGANIZATION",
                                emulator.organization(),
                                "PLANETSCALE_SERVICE_TOKEN_ID",
                                emulator.serviceTokenId(),
                                "PLANETSCALE_SERVICE_TOKEN",
                                emulator.serviceToken()),
                        "1.2.3"),
                List.of(arguments),
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(status, out.toString(), err.toString(StandardCharsets.UTF_8));
    }

    private Emulator emulator(HostileAnswers hostile) throws IOException {
        Path seed = Files.writeString(Files.createTempFile(folder, "seed", ".json"), SHOP);
        return Emulator.start(
                Emulator.Options.defaults().withoutDelays().seed(seed).extensions(hostile));
    }

    private static Stream<Arguments> answers() {
        return IntStream.range(0, ROUNDS)
                .boxed()
                .flatMap(seed -> Arrays.stream(What.values()).map(what -> Arguments.of(seed, what)));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void hostileAnswersEndWithASentenceAndAWholeFileOrNone(int seed, What what) throws Exception {
        var hostile = new HostileAnswers();
        try (Emulator emulator = emulator(hostile)) {
            hostile.begin(seed, what, emulator.serviceToken());
            Path file = folder.resolve("adopt.json");

            Run run = run(emulator, new ByteArrayOutputStream(), "--output", file.toString());

            assertThat(run.err())
                    .isNotBlank()
                    .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\\n]]")
                    .doesNotContain(emulator.serviceToken(), "\tat ", "fault of the PlanetScale provider")
                    .endsWith("\n");
            assertThat(folder).isDirectoryNotContaining("glob:**.part*");
            assertThat(Files.exists(file)).as(run.err()).isEqualTo(run.status() == 0 || run.status() == 3);
            if (Files.exists(file)) {
                assertWhole(Files.readString(file));
            }
            assertThat(emulator.journal().calls())
                    .allSatisfy(call ->
                            assertThat(call.toString()).startsWith("GET ").doesNotContainPattern("/\\.\\.?(/|\\?|$)"));
        }
    }

    /// Complete, with a unique name for each object that every language takes.
    private static void assertWhole(String text) throws IOException {
        JsonNode resources = JSON.readTree(text).path("resources");
        assertThat(resources.isArray()).isTrue();
        assertThat(resources)
                .extracting(resource -> resource.path("name").asText())
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).matches("[a-z][a-z0-9-]{0,300}"));
        assertThat(resources)
                .extracting(resource -> resource.path("type").asText())
                .allSatisfy(type -> assertThat(type).matches("planetscale:index:[A-Za-z]+"));
    }

    /// Where a file cannot or must not go.
    private static Stream<Arguments> places() {
        return Stream.of(
                Arguments.of("folder", List.of(), 2),
                Arguments.of("folder", List.of("--force"), 1),
                Arguments.of("missing/adopt.json", List.of(), 1),
                Arguments.of("mine.json/adopt.json", List.of(), 1),
                Arguments.of("mine.json", List.of(), 2),
                Arguments.of("link.json", List.of(), 2),
                Arguments.of("dangling.json", List.of(), 2),
                Arguments.of("x".repeat(400), List.of(), 1),
                Arguments.of("odd\u001b[2J\u202e/adopt.json", List.of(), 1),
                Arguments.of("", List.of(), 2),
                Arguments.of("/", List.of("--force"), 1),
                Arguments.of("..", List.of("--force"), 1));
    }

    @ParameterizedTest
    @MethodSource("places")
    void placeThatAFileCannotHaveIsNamedAndLeftAsItIs(String place, List<String> more, int status) throws Exception {
        Path mine = Files.writeString(folder.resolve("mine.json"), "mine");
        Path inside = Files.writeString(
                Files.createDirectory(folder.resolve("folder")).resolve("kept"), "kept");
        Files.createSymbolicLink(folder.resolve("link.json"), mine);
        Files.createSymbolicLink(folder.resolve("dangling.json"), folder.resolve("elsewhere"));
        try (Emulator emulator = emulator(new HostileAnswers())) {
            String target = place.isEmpty() || place.equals("/") ? place : folder + "/" + place;

            Run run = run(
                    emulator,
                    new ByteArrayOutputStream(),
                    Stream.concat(Stream.of("--output", target), more.stream()).toArray(String[]::new));

            assertThat(run.status()).as(run.err()).isEqualTo(status);
            assertThat(run.err())
                    .doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\\n]]")
                    .doesNotContain("\tat ", "fault of the PlanetScale provider", "Exception");
            assertThat(mine).hasContent("mine");
            assertThat(inside).hasContent("kept");
            assertThat(folder.resolve("elsewhere")).doesNotExist();
            assertThat(folder).isDirectoryNotContaining("glob:**.part*");
        }
    }

    /// What others have put beside the file is none of its parts, and a link there leads to no other file.
    @Test
    void fileOfOthersBesideItIsNotTouched() throws Exception {
        Path mine = Files.writeString(folder.resolve("mine"), "mine");
        Path link = Files.createSymbolicLink(folder.resolve("adopt.json.part"), mine);
        try (Emulator emulator = emulator(new HostileAnswers())) {
            Path file = folder.resolve("adopt.json");

            Run run = run(emulator, new ByteArrayOutputStream(), "--output", file.toString());

            assertThat(run.status()).as(run.err()).isZero();
            assertThat(mine).hasContent("mine");
            assertThat(link).isSymbolicLink();
            assertWhole(Files.readString(file));
        }
    }

    @Test
    void linkIsReplacedWhenForcedAndNotFollowed() throws Exception {
        Path mine = Files.writeString(folder.resolve("mine"), "mine");
        Path link = Files.createSymbolicLink(folder.resolve("adopt.json"), mine);
        try (Emulator emulator = emulator(new HostileAnswers())) {
            Run run = run(emulator, new ByteArrayOutputStream(), "--output", link.toString(), "--force");

            assertThat(run.status()).as(run.err()).isZero();
            assertThat(mine).hasContent("mine");
            assertWhole(Files.readString(link));
        }
    }

    @Test
    void fullDiskEndsWithASentence() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        try (Emulator emulator = emulator(new HostileAnswers());
                OutputStream out = Files.newOutputStream(full)) {
            Run run = run(emulator, out);

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err())
                    .contains("Standard output cannot be written to.")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void fileIsReadableAsOtherFilesAre() throws Exception {
        try (Emulator emulator = emulator(new HostileAnswers())) {
            Path usual = Files.writeString(folder.resolve("usual"), "");
            Path file = folder.resolve("adopt.json");

            var _ = run(emulator, new ByteArrayOutputStream(), "--output", file.toString());

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(usual)));
        }
    }
}
