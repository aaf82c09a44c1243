package com.pulumi.planetscale.emulator.recording;

import static com.github.tomakehurst.wiremock.client.WireMock.badRequest;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
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
import java.nio.file.attribute.PosixFilePermissions;
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
    void onlyTheUserReadsARecording() throws Exception {
        Path inner = folder.resolve("recording");
        try (Emulator emulator = Emulator.start(Emulator.Options.defaults());
                Recorder recorder = Recorder.start(0, emulator.serverUrl(), inner)) {
            new Client(recorder.serverUrl(), "id:secret").get("/regions").ok();
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inner)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inner.resolve("00001.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void nothingOfWhatOthersHaveMadeIsWritten() throws Exception {
        try (Emulator emulator = Emulator.start(Emulator.Options.defaults().withoutDelays())) {
            Client own = new Client(emulator);
            own.post(
                            ORGANIZATION + "/databases",
                            "{\"name\": \"mergers\", \"kind\": \"postgresql\","
                                    + " \"cluster_size\": \"PS_10_AWS_ARM\"}")
                    .ok();
            own.post(ORGANIZATION + "/databases/mergers/branches", "{\"name\": \"acquire-rivals\"}")
                    .ok();
            own.post(ORGANIZATION + "/databases/mergers/cidrs", "{\"cidrs\": [\"198.51.100.7\", \"10.8.0.0/16\"]}")
                    .ok();
            own.post(
                            ORGANIZATION + "/databases/mergers/webhooks",
                            "{\"url\": \"https://user:pw@hooks.chat.example/T0/SECRET\"}")
                    .ok();
            emulator.wireMock()
                    .stubFor(get(urlPathEqualTo("/v1/organizations/acme/odd"))
                            .willReturn(
                                    badRequest().withBody("[\"you sent " + emulator.serviceTokenId() + ":opaque\"]")));
            try (Recorder recorder = Recorder.start(0, emulator.serverUrl(), folder)) {
                Client client =
                        new Client(recorder.serverUrl(), emulator.serviceTokenId() + ":" + emulator.serviceToken());
                for (String path : List.of("", "/mergers/branches", "/mergers/cidrs", "/mergers/webhooks")) {
                    client.get(ORGANIZATION + "/databases" + path).ok();
                }
                client.with(emulator.serviceTokenId() + ":opaque").get(ORGANIZATION + "/odd");
            }
        }

        assertThat(written())
                .doesNotContain(
                        "mergers", "acquire-rivals", "198.51.100.7", "10.8.0.0", "SECRET", "hooks.chat", "opaque")
                .contains("/databases/name-2/branches", "203.0.113.1", "https://masked.example/");
    }

    @Test
    void nameOfACollectionIsLeftInPaths() throws Exception {
        try (Emulator emulator = Emulator.start(Emulator.Options.defaults().withoutDelays());
                Recorder recorder = Recorder.start(0, emulator.serverUrl(), folder)) {
            Client client = new Client(recorder.serverUrl(), emulator.serviceTokenId() + ":" + emulator.serviceToken());
            client.post(ORGANIZATION + "/databases", "{\"name\": \"branches\", \"cluster_size\": \"PS_10\"}")
                    .ok();
            client.get(ORGANIZATION + "/databases/branches/branches").ok();
        }

        assertThat(replay(Exchange.readAll(folder))).isEmpty();
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
