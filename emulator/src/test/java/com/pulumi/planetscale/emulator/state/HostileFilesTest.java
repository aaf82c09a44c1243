package com.pulumi.planetscale.emulator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.EmulatorException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Seeds and state files that are not what they should be: each is refused with a sentence that names the file.
final class HostileFilesTest {
    private static final String SEED = "{\"databases\": [{\"name\": \"shop\", \"cluster_size\": \"PS_10\"}]}";

    @TempDir
    private Path folder = Path.of("");

    /// Makes a file.
    @FunctionalInterface
    interface Maker {
        void make(Path file) throws IOException;
    }

    static Stream<Arguments> files() {
        Map<String, Maker> makers = new LinkedHashMap<>();
        makers.put("a folder", Files::createDirectory);
        makers.put("a link to itself", file -> Files.createSymbolicLink(file, file.getFileName()));
        makers.put("a link to nothing", file -> Files.createSymbolicLink(file, Path.of("nowhere")));
        makers.put("a link to a device", file -> Files.createSymbolicLink(file, Path.of("/dev/zero")));
        makers.put("a huge file", file -> {
            try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
                huge.setLength(1L << 40);
            }
        });
        makers.put("arrays in arrays", text("[".repeat(100_000)));
        makers.put("objects in objects", text("{\"databases\":".repeat(100_000)));
        makers.put("a long name", text("{\"" + "x".repeat(100_000) + "\": 1}"));
        makers.put("a long number", text("{\"version\": " + "9".repeat(100_000) + "}"));
        makers.put("UTF-16", file -> Files.write(file, SEED.getBytes(StandardCharsets.UTF_16)));
        makers.put(
                "Latin-1",
                file -> Files.write(file, SEED.replace("shop", "käse").getBytes(StandardCharsets.ISO_8859_1)));
        makers.put("zeros", file -> Files.write(file, new byte[1000]));
        makers.put("two values", text(SEED + SEED));
        makers.put("a key twice", text("{\"databases\": [], \"databases\": []}"));
        makers.put("an inner key twice", text(SEED.replace("\"name\"", "\"name\": \"other\", \"name\"")));
        makers.put(
                "a clock and an object that are none",
                text("{\"version\": 1, \"clock_ahead\": \"soon\", \"databases\": [null], \"objects\": {}}"));
        makers.put(
                "an object that is null",
                text("{\"version\": 1, \"databases\": [null], \"objects\": {\"teams\": [null]}}"));
        makers.put("no JSON", text("databases: []"));
        var random = new Random(1);
        for (int i = 0; i < 20; i++) {
            int length = 1 + random.nextInt(SEED.length() - 1);
            makers.put("the first " + length + " characters", text(SEED.substring(0, length)));
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            noise[0] = (byte) 0xFF;
            makers.put("noise " + i, file -> Files.write(file, noise));
        }
        List<Arguments> cases = new ArrayList<>();
        makers.forEach((name, maker) -> Stream.of(true, false)
                .filter(seed -> seed || !name.startsWith("a link to"))
                .forEach(seed -> cases.add(arguments(name, seed ? "seed" : "state", maker))));
        return cases.stream();
    }

    private static Maker text(String text) {
        return file -> Files.writeString(file, text);
    }

    @ParameterizedTest(name = "{0} as the {1}")
    @MethodSource("files")
    void fileThatIsNotWhatItShouldBeIsRefusedWithASentence(String name, String use, Maker maker) throws IOException {
        Path file = folder.resolve("file.json");
        maker.make(file);
        Emulator.Options options = Emulator.Options.defaults();

        assertThatThrownBy(() -> Emulator.start(use.equals("seed") ? options.seed(file) : options.state(file))
                        .close())
                .isInstanceOf(EmulatorException.class)
                .message()
                .contains(use.equals("seed") ? "eed" : "file.json")
                .hasSizeLessThan(1_000)
                .doesNotContain("Exception", "Input length", "jackson", "java.");
    }

    @Test
    void linkToASeedIsFollowed() throws IOException {
        Path seed = Files.writeString(folder.resolve("seed.json"), SEED);
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), seed);

        try (Emulator emulator = Emulator.start(Emulator.Options.defaults().seed(link))) {
            assertThat(new Client(emulator)
                            .get("/organizations/acme/databases/shop")
                            .status())
                    .isEqualTo(200);
        }
    }
}
