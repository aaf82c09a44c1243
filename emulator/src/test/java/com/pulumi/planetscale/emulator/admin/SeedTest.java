package com.pulumi.planetscale.emulator.admin;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.ORGANIZATION;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.EmulatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Seeds and state files, in emulators of their own.
final class SeedTest {
    private static final String SEED = """
            {
              "organization": {"spending_capped": true},
              "databases": [
                {
                  "name": "shop", "cluster_size": "PS_10",
                  "patch": {"allow_data_branching": true},
                  "branches": [
                    {"name": "main", "tables": {"users": "CREATE TABLE users (id bigint PRIMARY KEY)"},
                     "put": {"safe-migrations": {"safe_migrations": true}},
                     "passwords": [{"name": "app", "cidrs": ["192.0.2.0/24"]}],
                     "keyspaces": [{"name": "second", "cluster_size": "PS_20"}]},
                    {"name": "dev", "parent_branch": "main", "post": {"promote": null},
                     "object": {"deletion_protected": true}}
                  ]
                },
                {"name": "notes", "kind": "postgresql", "cluster_size": "PS_10_AWS_ARM"}
              ],
              "tokens": [{"id": "reader", "token": "secret", "databases": {"shop": ["read_branch"]}}]
            }
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aSeedIsThereAndReady() throws IOException {
        Path seed = Files.writeString(folder.resolve("seed.json"), SEED);

        try (Emulator emulator = Emulator.start(Emulator.Options.defaults().seed(seed))) {
            Client client = new Client(emulator);

            assertThat(client.get(SHOP).text("state")).isEqualTo("ready");
            assertThat(client.get(SHOP).get("allow_data_branching").asBoolean()).isTrue();
            assertThat(client.get(MAIN).get("safe_migrations").asBoolean()).isTrue();
            assertThat(client.get(MAIN + "/passwords").get("data")).hasSize(1);
            assertThat(client.get(MAIN + "/keyspaces").get("data")).hasSize(2);
            assertThat(client.get(DEV + "/schema").get("data")).hasSize(1);
            assertThat(client.get(DEV).get("production").asBoolean()).isTrue();
            assertThat(client.get(DEV).get("deletion_protected").asBoolean()).isTrue();
            assertThat(client.with("reader:secret").get(MAIN).status()).isEqualTo(200);
            assertThat(client.get(ORGANIZATION + "/databases/notes").text("kind"))
                    .isEqualTo("postgresql");
            assertThat(client.createDev().status()).isEqualTo(422);
        }
    }

    @Test
    void peopleWhomNoCallMakesCanBePlanted() throws IOException {
        Path seed = Files.writeString(folder.resolve("seed.json"), """
                {"members": [{"name": "Ann", "email": "ann@acme.example", "role": "admin"}],
                 "teams": [{"name": "pager"}]}""");

        try (Emulator emulator = Emulator.start(Emulator.Options.defaults().seed(seed))) {
            Client client = new Client(emulator);

            assertThat(client.get(ORGANIZATION + "/members").get("data").findValuesAsText("email"))
                    .containsExactly("ann@acme.example");
            assertThat(client.get(ORGANIZATION + "/teams/pager").status()).isEqualTo(200);
        }
    }

    @Test
    void afterASeedDelaysCountAgain() throws IOException {
        Path seed = Files.writeString(folder.resolve("seed.json"), SEED);

        try (Emulator emulator = Emulator.start(Emulator.Options.defaults().seed(seed))) {
            assertThat(new Client(emulator)
                            .post(SHOP + "/branches", "{\"name\": \"late\"}")
                            .text("state"))
                    .isEqualTo("pending");
        }
    }

    @Test
    void aDeployRequestCanBePlantedAndDeployed() throws IOException {
        Path seed = Files.writeString(folder.resolve("seed.json"), """
                {"databases": [{"name": "shop", "cluster_size": "PS_10",
                  "branches": [
                    {"name": "main", "put": {"safe-migrations": {"safe_migrations": true}}},
                    {"name": "dev", "tables": {"users": "CREATE TABLE users (id int PRIMARY KEY)"}}],
                  "deploy-requests": [
                    {"branch": "dev", "into_branch": "main", "post": {"deploy": null}}]}]}""");

        try (Emulator emulator = Emulator.start(Emulator.Options.defaults().seed(seed))) {
            assertThat(new Client(emulator).get(SHOP + "/deploy-requests/1").text("deployment_state"))
                    .isEqualTo("complete_pending_revert");
        }
    }

    @Test
    void aSeedThatTheApiWouldRefuseIsRefused() throws IOException {
        Path seed = Files.writeString(folder.resolve("seed.json"), """
                {"databases": [{"name": "Shop", "cluster_size": "PS_10"}]}""");

        assertThatThrownBy(() -> Emulator.start(Emulator.Options.defaults().seed(seed)))
                .isInstanceOf(EmulatorException.class)
                .hasMessageContaining("POST /organizations/acme/databases")
                .hasMessageContaining("lowercase");
    }

    @Test
    void aSeedCannotChangeWhatExistsByCreatingIt() throws IOException {
        Path seed = Files.writeString(folder.resolve("seed.json"), """
                {"databases": [{"name": "shop", "cluster_size": "PS_10",
                  "branches": [{"name": "main", "cluster_size": "PS_20"}]}]}""");

        assertThatThrownBy(() -> Emulator.start(Emulator.Options.defaults().seed(seed)))
                .hasMessageContaining("already exists");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "databses | {'databses': [{'name': 'shop'}]}",
                "databases | {'databases': {'name': 'shop'}}",
                "databases[0].clustersize | {'databases': [{'name': 'a', 'cluster_size': 'PS_10', 'clustersize': 1}]}",
                "databases[1].brnches | {'databases': [{'name': 'a', 'cluster_size': 'PS_10'},"
                        + " {'name': 'b', 'cluster_size': 'PS_10', 'brnches': []}]}",
                "databases[0].branches[1].parent | {'databases': [{'name': 'a', 'cluster_size': 'PS_10',"
                        + " 'branches': [{'name': 'main'}, {'name': 'dev', 'parent': 'main'}]}]}",
                "databases[0].branches[0].passwords[0].cidr | {'databases': [{'name': 'a', 'cluster_size': 'PS_10',"
                        + " 'branches': [{'name': 'main', 'passwords': [{'name': 'p', 'cidr': []}]}]}]}",
                "databases[0].patch.allow_branching | {'databases': [{'name': 'a', 'cluster_size': 'PS_10',"
                        + " 'patch': {'allow_branching': true}}]}",
                "databases[0].branches[0].put.safe-migrations.on | {'databases': [{'name': 'a', 'cluster_size': 'PS_10',"
                        + " 'branches': [{'name': 'main', 'put': {'safe-migrations': {'safe_migrations': true, 'on': 1}}}]}]}",
                "databases[0].object.protected | {'databases': [{'name': 'a', 'cluster_size': 'PS_10',"
                        + " 'object': {'protected': true}}]}",
                "organization.capped | {'organization': {'capped': true}}",
                "tokens[0].secret | {'tokens': [{'id': 'a', 'token': 'b', 'secret': 'c'}]}",
                "members[0] | {'members': [{'name': 'Ann', 'email': 'a@x.example', 'role': 'admin', 'phone': '1'}]}",
                "databases[0] | {'databases': ['shop']}",
                "databases[0].patch | {'databases': [{'name': 'a', 'cluster_size': 'PS_10', 'patch': []}]}",
                "databases[0].branches[0].tables | {'databases': [{'name': 'a', 'cluster_size': 'PS_10',"
                        + " 'branches': [{'name': 'main', 'tables': {'users': 'CREATE'}}]}]}",
                "databases[0].branches[0].post | {'databases': [{'name': 'a', 'cluster_size': 'PS_10',"
                        + " 'branches': [{'name': 'main', 'post': 'promote'}]}]}",
                "databases[0].branches[0].post.promte | {'databases': [{'name': 'a', 'cluster_size': 'PS_10',"
                        + " 'branches': [{'name': 'main', 'post': {'promte': null}}]}]}",
            })
    void whatMeansNothingIsRefusedWithItsPlace(String place, String seed) throws IOException {
        Path file = Files.writeString(folder.resolve("seed.json"), seed.replace('\'', '"'));

        assertThatThrownBy(() -> Emulator.start(Emulator.Options.defaults().seed(file)))
                .isInstanceOf(EmulatorException.class)
                .hasMessageContaining("\"" + place + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "", "{\"version\": 1, \"objects\": {}}"})
    void whatIsNoSeedIsSaid(String text) throws IOException {
        Path seed = Files.writeString(folder.resolve("seed.json"), text);

        assertThatThrownBy(() -> Emulator.start(Emulator.Options.defaults().seed(seed)))
                .isInstanceOf(EmulatorException.class)
                .hasMessageContaining("A seed is a JSON object");
    }

    @Test
    void anUnreadableSeedIsSaid() {
        Path nowhere = folder.resolve("nowhere.json");

        assertThatThrownBy(() -> Emulator.start(Emulator.Options.defaults().seed(nowhere)))
                .isInstanceOf(EmulatorException.class)
                .hasMessageContaining("nowhere.json");
    }

    @Test
    void theStateOutlivesTheEmulator() {
        Path state = folder.resolve("state.json");
        String token;
        String id;
        try (Emulator emulator = Emulator.start(Emulator.Options.defaults().state(state))) {
            emulator.clock().advance(Duration.ofDays(1));
            id = new Client(emulator).createShop().ok().text("id");
            token = emulator.serviceTokenId() + ":" + emulator.serviceToken();
        }

        try (Emulator emulator = Emulator.start(Emulator.Options.defaults().state(state))) {
            assertThat(emulator.serviceTokenId() + ":" + emulator.serviceToken())
                    .isEqualTo(token);
            assertThat(emulator.clock().ahead()).isEqualTo(Duration.ofDays(1));
            assertThat(new Client(emulator).get(SHOP).text("id")).isEqualTo(id);
        }
    }

    @Test
    void theStateIsWrittenWithEachChange() throws IOException {
        Path state = folder.resolve("state.json");
        try (Emulator emulator = Emulator.start(Emulator.Options.defaults().state(state))) {
            new Client(emulator).createShop().ok();

            assertThat(Files.readString(state))
                    .startsWith("{\n  \"version\" : 1,")
                    .contains("\"shop\"");
            assertThat(state.resolveSibling("state.json.new")).doesNotExist();
        }
    }

    @Test
    void aStateOfAnotherVersionIsRefused() throws IOException {
        Path state = Files.writeString(folder.resolve("state.json"), "{\"version\": 7}");

        assertThatThrownBy(() -> Emulator.start(Emulator.Options.defaults().state(state)))
                .isInstanceOf(EmulatorException.class)
                .hasMessageContaining("version 7");
    }

    @Test
    void tokensDifferFromStartToStart() {
        try (Emulator one = Emulator.start(Emulator.Options.defaults());
                Emulator other = Emulator.start(Emulator.Options.defaults())) {
            assertThat(one.serviceToken()).isNotEqualTo(other.serviceToken());
            assertThat(one.serviceTokenId()).isNotEqualTo(other.serviceTokenId());
        }
    }

    @Test
    void aPortInUseIsSaid() {
        try (Emulator one = Emulator.start(Emulator.Options.defaults())) {
            int port = one.wireMock().port();

            assertThatThrownBy(() -> Emulator.start(Emulator.Options.defaults().port(port)))
                    .isInstanceOf(EmulatorException.class)
                    .hasMessageContaining("Port " + port);
        }
    }
}
