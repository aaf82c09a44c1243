package com.pulumi.planetscale.emulator.recording;

import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.ORGANIZATION;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Emulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Recordings of the real API hold the emulator to it. Here the emulator itself is recorded.
final class RecordingTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void theEmulatorAnswersAsItWasRecorded() throws Exception {
        recordShop();

        assertThat(replay(Exchange.readAll(folder))).isEmpty();
    }

    @Test
    void nothingThatTellsIsWritten() throws Exception {
        List<String> telling = recordShop();

        String written = written();
        assertThat(telling).hasSize(5).allSatisfy(text -> assertThat(written).doesNotContain(text));
        assertThat(written).contains("masked").contains("/databases/name-2/branches/main");
    }

    @Test
    void whatDiffersIsNamed() throws Exception {
        recordShop();
        Path first = folder.resolve("00001.json");
        Files.writeString(
                first,
                Files.readString(first).replace("\"plan\"", "\"tariff\"").replace("\"ready\" : true", "\"ready\" : 1"));

        assertThat(replay(Exchange.readAll(folder)))
                .anyMatch(line -> line.endsWith(".tariff is missing"))
                .anyMatch(line -> line.endsWith(".plan is not in the recording"))
                .anyMatch(line -> line.endsWith(".ready: BOOLEAN instead of NUMBER"));
    }

    @Test
    void theEmulatorAnswersAsTheServiceWasRecorded() throws Exception {
        String named = System.getenv("PLANETSCALE_RECORDING");
        assumeTrue(named != null, "No recording is named in PLANETSCALE_RECORDING.");

        assertThat(replay(Exchange.readAll(Path.of(String.valueOf(named))))).isEmpty();
    }

    /// Records a small life of a database.
    ///
    /// @return what must not be written
    private List<String> recordShop() throws IOException {
        try (Emulator emulator = Emulator.start(Emulator.Options.defaults().withoutDelays());
                Recorder recorder = Recorder.start(0, emulator.serverUrl(), folder)) {
            Client client = new Client(recorder.serverUrl(), emulator.serviceTokenId() + ":" + emulator.serviceToken());
            client.createShop().ok();
            client.createDev().ok();
            Client.Reply password =
                    client.post(MAIN + "/passwords", "{\"name\": \"app\"}").ok();
            client.get(MAIN + "/passwords/" + password.text("id")).ok();
            client.get(ORGANIZATION).ok();
            client.get(SHOP + "/branches").ok();
            client.delete(SHOP + "/branches/none");
            client.delete(SHOP).ok();
            return List.of(
                    emulator.serviceToken(),
                    password.text("plain_text"),
                    password.text("username"),
                    "\"shop\"",
                    "billing@acme.example");
        }
    }

    private static List<String> replay(List<Exchange> recorded) throws Exception {
        try (Emulator emulator = Emulator.start(Emulator.Options.defaults().withoutDelays())) {
            return new Replay(
                            emulator.serverUrl(),
                            emulator.organization(),
                            emulator.serviceTokenId() + ":" + emulator.serviceToken())
                    .differences(recorded);
        }
    }

    private String written() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }
}
