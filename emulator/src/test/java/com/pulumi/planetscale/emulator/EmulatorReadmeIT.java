package com.pulumi.planetscale.emulator;

import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.pulumi.planetscale.emulator.machine.Programs;
import com.pulumi.planetscale.emulator.mysql.Served;
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

    private static final String START = "java -jar emulator/target/planetscale-emulator.jar --port 0";
    private static final String MYSQL = "java -jar emulator/target/planetscale-emulator.jar --mysql";
    private static final String POSTGRES = "java -jar emulator/target/planetscale-emulator.jar --postgres";
    private static final String RECORD = "java -jar emulator/target/planetscale-emulator.jar record";

    /// What each block has and no other one, for those that are run here.
    private static final List<String> RUN = List.of(
            START,
            "auth=",
            MYSQL,
            "mariadb --skip-ssl",
            POSTGRES,
            "psql --host",
            "/clock/advance",
            "\"status\": 503",
            "CONNECTION_RESET_BY_PEER",
            "branch.anomaly",
            "/deploy-requests --json",
            "/ddl",
            RECORD);

    /// Calls fail as their HTTP status does, and no process is left.
    private static final String PREAMBLE = """
            set -eu
            started=
            trap 'kill $started; wait' EXIT
            curl() { command curl --fail-with-body --silent --show-error "$@"; }
            await() {
              started="$started $!"
              until grep -qs "^PLANETSCALE_$1=" "$2"; do sleep 0.1; done
              set -a; . "./$2"; set +a
            }
            field() { printf '%s' "$reply" | grep -o "\\"$1\\":\\"[^\\"]*\\"" | head -n 1 | cut -d '"' -f 4; }
            login() { HOST=$(field access_host_url) USERNAME=$(field username) PASSWORD=$(field "$1"); }
            """;

    private static final String DATABASES = "$PLANETSCALE_SERVER_URL/organizations/acme/databases";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyCommandIsUnderstood() throws Exception {
        String said = run(
                block(START),
                "started=$!",
                block("auth="),
                "sleep 4",
                block("/clock/advance").replace("12h", "1h"),
                post(DATABASES + "/shop/branches", "{\"name\": \"dev\"}"),
                admin("clock/advance", "{\"by\": \"1h\"}"),
                admin(
                        "ddl",
                        "{\"branch\": \"" + SHOP
                                + "/branches/dev\", \"statement\": \"CREATE TABLE users (id bigint)\"}"),
                block("/ddl"),
                admin("objects/organizations/acme/databases/shop/branches/main", "{\"safe_migrations\": true}")
                        .replace("curl ", "curl --request PATCH "),
                post(DATABASES + "/shop/deploy-requests", "{\"branch\": \"dev\", \"into_branch\": \"main\"}"),
                block("/deploy-requests --json"),
                block("branch.anomaly"),
                "emulator=$PLANETSCALE_SERVER_URL",
                inBackground(block(RECORD) + " --target $emulator", "recorder.env"),
                "await SERVER_URL recorder.env",
                "curl -H \"$auth\" " + DATABASES + "/shop",
                "PLANETSCALE_SERVER_URL=$emulator",
                block("\"status\": 503"),
                block("CONNECTION_RESET_BY_PEER"),
                // The newest stub comes first: the database is made and its answer lost.
                post(DATABASES, "{\"name\": \"lost\", \"cluster_size\": \"PS_10\"}") + " || echo lost",
                "curl -H \"$auth\" " + DATABASES + "/lost");

        assertThat(said)
                .contains("\"name\":\"shop\"", "\"approved\"")
                .contains("lost\n")
                .contains("\"name\":\"lost\"");
        assertThat(folder.resolve("recording")).isNotEmptyDirectory();
    }

    /// One emulator with both options, as the README allows.
    @Test
    void clientsOfBothDatabasesLogIn() throws Exception {
        assumeTrue(
                Programs.onPath(List.of("psql"), List.of()).findFirst().isPresent(),
                "SKIPPED: PostgreSQL's client, psql, is not on the PATH");
        String said = run(
                "PATH=" + Served.clients() + ":$PATH",
                inBackground(
                        block(MYSQL) + " --no-delays "
                                + block(POSTGRES).substring(block(POSTGRES).indexOf("--")),
                        "emulator.env"),
                "await SERVICE_TOKEN emulator.env",
                "auth=\"Authorization: $PLANETSCALE_SERVICE_TOKEN_ID:$PLANETSCALE_SERVICE_TOKEN\"",
                post(DATABASES, "{\"name\": \"shop\", \"cluster_size\": \"PS_10\"}"),
                post(
                        DATABASES,
                        "{\"name\": \"ledger\", \"kind\": \"postgresql\", \"cluster_size\": \"PS_10_AWS_ARM\"}"),
                "reply=$(" + post(DATABASES + "/shop/branches/main/passwords", "{\"role\": \"admin\"}") + ")",
                "login plain_text",
                "echo 'SELECT 20 + 1 AS mysql' | " + atHost(block("mariadb --skip-ssl")),
                "reply=$("
                        + post(DATABASES + "/ledger/branches/main/roles", "{\"inherited_roles\": [\"postgres\"]}")
                        + ")",
                "login password",
                "echo 'SELECT 40 + 2 AS postgres' | " + atHost(block("psql --host")));

        assertThat(said).contains("mysql\n21\n").containsPattern("postgres *\n-+\n +42\n");
    }

    @Test
    void everyBlockIsRun() throws IOException {
        List<String> ofTheBuild =
                List.of("mvn -q package -pl emulator -DskipTests\njava -jar ", "mvn verify -pl emulator-tests -am\n");

        assertThat(blocks())
                .allMatch(block -> RUN.stream().filter(block::contains).count() == 1
                        || ofTheBuild.stream().anyMatch(block::startsWith));
    }

    /// @return what all of it says
    private String run(String... commands) throws IOException, InterruptedException {
        Files.createSymbolicLink(folder.resolve("emulator"), Path.of("").toAbsolutePath());
        Process shell = new ProcessBuilder("sh", "-c", PREAMBLE + String.join("\n", commands))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(said).isZero();
        return said;
    }

    /// The one block that has a part, at the port of this run.
    private static String block(String part) throws IOException {
        assertThat(RUN).contains(part);
        List<String> blocks =
                blocks().stream().filter(block -> block.contains(part)).toList();
        assertThat(blocks).as(part).hasSize(1);
        return blocks.get(0).strip().replace("localhost:8725", "${PLANETSCALE_SERVER_URL%/v1}");
    }

    private static List<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String inBackground(String command, String variables) {
        return command + " --port 0 > " + variables + " &";
    }

    /// The README names the host as an example.
    private static String atHost(String command) {
        return command.replace("--host=127.0.1.1", "--host=$HOST");
    }

    private static String post(String url, String body) {
        return "curl -H \"$auth\" \"" + url + "\" --json '" + body + "'";
    }

    private static String admin(String call, String body) {
        return post("${PLANETSCALE_SERVER_URL%/v1}/__admin/planetscale/" + call, body);
    }
}
