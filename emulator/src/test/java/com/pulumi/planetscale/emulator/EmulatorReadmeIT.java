package com.pulumi.planetscale.emulator;

import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The commands of the module's README, run as they are written in one shell, against the packaged jar.
@Timeout(60)
final class EmulatorReadmeIT {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyCommandIsUnderstood() throws Exception {
        Files.createSymbolicLink(folder.resolve("emulator"), Path.of("").toAbsolutePath());
        String script = String.join(
                "\n",
                "set -eu",
                "trap 'kill $!' EXIT",
                block("java -jar emulator/target/planetscale-emulator.jar --port 0"),
                // Each call fails as the HTTP status does.
                "curl() { command curl --fail-with-body --silent --show-error \"$@\"; }",
                block("auth="),
                "sleep 4",
                block("/clock/advance").replace("12h", "1h"),
                post("$PLANETSCALE_SERVER_URL/organizations/acme/databases/shop/branches", "{\"name\": \"dev\"}"),
                admin("clock/advance", "{\"by\": \"1h\"}"),
                admin(
                        "ddl",
                        "{\"branch\": \"" + SHOP
                                + "/branches/dev\", \"statement\": \"CREATE TABLE users (id bigint)\"}"),
                block("/ddl"),
                admin("objects/organizations/acme/databases/shop/branches/main", "{\"safe_migrations\": true}")
                        .replace("curl ", "curl --request PATCH "),
                post(
                        "$PLANETSCALE_SERVER_URL/organizations/acme/databases/shop/deploy-requests",
                        "{\"branch\": \"dev\", \"into_branch\": \"main\"}"),
                block("/deploy-requests --json"),
                block("branch.anomaly"),
                block("\"status\": 503"),
                block("CONNECTION_RESET_BY_PEER"),
                // The newest stub comes first: the database is made and its answer lost.
                "curl -H \"$auth\" \"$PLANETSCALE_SERVER_URL/organizations/acme/databases\""
                        + " --json '{\"name\": \"lost\", \"cluster_size\": \"PS_10\"}' || echo lost",
                "curl -H \"$auth\" \"$PLANETSCALE_SERVER_URL/organizations/acme/databases/lost\"");

        Process shell = new ProcessBuilder("sh", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(shell.waitFor()).as(said).isZero();
        assertThat(said)
                .contains("\"name\":\"shop\"", "\"approved\"")
                .contains("lost\n")
                .contains("\"name\":\"lost\"");
    }

    /// The one block that has a part, at the port of this run.
    private static String block(String part) throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains(part))
                .toList();
        assertThat(blocks).as(part).hasSize(1);
        return blocks.get(0).replace("localhost:8725", "${PLANETSCALE_SERVER_URL%/v1}");
    }

    private static String post(String url, String body) {
        return "curl -H \"$auth\" \"" + url + "\" --json '" + body + "'";
    }

    private static String admin(String call, String body) {
        return post("${PLANETSCALE_SERVER_URL%/v1}/__admin/planetscale/" + call, body);
    }
}
