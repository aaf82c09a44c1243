package com.pulumi.planetscale.emulator.schema;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Client.Reply;
import com.pulumi.planetscale.emulator.Emulated;
import com.pulumi.planetscale.emulator.Emulator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Emulated.class)
final class SchemaTest {
    @BeforeEach
    void createShop(Client client) {
        client.createShop().ok();
    }

    @Test
    void tablesAreShownByKeyspace(Client client) {
        client.post(MAIN + "/keyspaces", "{\"name\": \"second\", \"cluster_size\": \"PS_10\"}")
                .ok();
        load(client, "shop", "users");
        load(client, "second", "orders");

        assertThat(names(client, "")).containsExactly("orders", "users");
        assertThat(names(client, "?keyspace=shop")).containsExactly("users");
        assertThat(client.get(MAIN + "/schema?keyspace=third").status()).isEqualTo(404);
        assertThat(client.get(MAIN + "/schema?namespace=postgres.public").status())
                .isEqualTo(422);
        assertThat(client.get(SHOP).get("default_branch_table_count").asInt()).isEqualTo(2);
    }

    @Test
    void markupInDefinitionsIsEscaped(Client client, Emulator emulator) {
        emulator.admin().loadTables(MAIN, "", Map.of("t", "CREATE TABLE t (a int CHECK (a < 3), PRIMARY KEY (a))"));

        JsonNode table = client.get(MAIN + "/schema").get("data").get(0);
        assertThat(table.get("html").asText()).contains("`a` &lt; 3");
        assertThat(table.get("raw").asText()).contains("`a` < 3");
    }

    @Test
    void loadingReplacesTheTablesOfThatKeyspaceOnly(Client client) {
        load(client, "shop", "users");
        load(client, "shop", "orders");

        assertThat(names(client, "")).containsExactly("orders");
    }

    @Test
    void viewsAreShownBesideTables(Client client, Emulator emulator) {
        load(client, "shop", "users");

        emulator.admin().runDdl(MAIN, "", "CREATE VIEW v AS SELECT id FROM users");

        assertThat(names(client, "")).containsExactly("users", "v");
        assertThat(client.get(MAIN + "/schema").get("data").get(1).get("raw").asText())
                .isEqualTo("CREATE VIEW `v` AS select `id` from `users`");
    }

    @Test
    void mysqlMakesNoViewOfWhatDoesNotExist(Client client, Emulator emulator) {
        load(client, "shop", "users");

        assertThatThrownBy(() -> emulator.admin().runDdl(MAIN, "", "CREATE VIEW v AS SELECT id FROM gone"))
                .hasMessage("view `v` references table `gone`, which does not exist");
        emulator.admin().runDdl(MAIN, "", "CREATE VIEW v AS SELECT id FROM users");
        emulator.admin().runDdl(MAIN, "", "DROP TABLE users");

        assertThat(client.get(MAIN + "/schema/lint")
                        .get("data")
                        .get(0)
                        .get("lint_error")
                        .asText())
                .isEqualTo("INVALID_TABLE_REFERENCED_IN_VIEW");
    }

    @Test
    void findingsComeInPages(Client client, Emulator emulator) {
        emulator.admin().loadTables(MAIN, "", Map.of("a", "CREATE TABLE a (x int)", "b", "CREATE TABLE b (x int)"));

        Reply lint = client.get(MAIN + "/schema/lint?per_page=1");

        assertThat(lint.get("data")).hasSize(1);
        assertThat(lint.get("next_page").asInt()).isEqualTo(2);
        assertThat(lint.get("total_count").isMissingNode()).isTrue();
    }

    @Test
    void postgresIsNotLinted(Client client, Emulator emulator) {
        client.delete(SHOP);
        client.createPostgresShop().ok();
        emulator.admin().loadTables(MAIN, "", Map.of("a", "CREATE TABLE a (x int)"));

        assertThat(client.get(MAIN + "/schema/lint").get("data")).isEmpty();
    }

    @Test
    void statementsRunAsOverSql(Client client) {
        load(client, "shop", "users");

        client.admin()
                .post("/ddl", ddl("ALTER TABLE users ADD name varchar(9) NOT NULL AFTER id"))
                .ok();

        assertThat(client.get(MAIN + "/schema").get("data").get(0).get("raw").asText())
                .isEqualTo("""
                        CREATE TABLE `users` (
                          `id` int NOT NULL,
                          `name` varchar(9) NOT NULL,
                          PRIMARY KEY (`id`)
                        ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci""");
    }

    @Test
    void statementsAreRefusedWithTheWordsOfTheDatabase(Client client) {
        assertThat(client.admin().post("/ddl", ddl("DROP TABLE nothing")).body().toString())
                .contains("Table 'nothing' doesn't exist");

        client.put(MAIN + "/safe-migrations", "{\"safe_migrations\": true}").ok();
        Reply direct = client.admin().post("/ddl", ddl("CREATE TABLE a (x int)"));

        assertThat(direct.status()).isEqualTo(422);
        assertThat(direct.body().toString()).contains("direct DDL is disabled");
    }

    @Test
    void aStatementThatDoesNotCreateTheTableIsNotLoaded(Client client, Emulator emulator) {
        assertThatThrownBy(() -> emulator.admin().loadTables(MAIN, "", Map.of("a", "CREATE TABLE b (x int)")))
                .hasMessageContaining("creates table b");
        assertThatThrownBy(() -> emulator.admin().loadTables(MAIN, "", Map.of("a", "CREATE TABLE a (x imt)")))
                .hasMessageContaining("near 'imt)'");
        assertThat(names(client, "")).isEmpty();
    }

    @Test
    void aBranchIsComparedWithItsParent(Client client, Emulator emulator) {
        load(client, "shop", "users");
        client.createDev().ok();
        emulator.admin().runDdl(DEV, "", "ALTER TABLE users ADD note text");
        emulator.admin().runDdl(DEV, "", "CREATE TABLE tags (id int PRIMARY KEY)");

        JsonNode diff = client.get(DEV + "/diff").ok().get("data");

        assertThat(diff.findValuesAsText("name")).containsExactly("tags", "users");
        assertThat(diff.get(0).get("raw").asText().lines()).allMatch(line -> line.startsWith("+"));
        assertThat(diff.get(1).get("raw").asText()).isEqualTo("""
                         CREATE TABLE `users` (
                           `id` int NOT NULL,
                        +  `note` text,
                           PRIMARY KEY (`id`)
                         ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci""");
        assertThat(client.get(MAIN + "/diff").ok().get("data")).isEmpty();
    }

    @Test
    void aSchemaCanBeRefreshed(Client client) {
        assertThat(client.post(MAIN + "/refresh-schema", "").status()).isEqualTo(204);
    }

    @Test
    void findingsNameWhatTheyAreAbout(Client client, Emulator emulator) {
        emulator.admin()
                .loadTables(
                        MAIN,
                        "",
                        Map.of(
                                "p",
                                "CREATE TABLE p (id int PRIMARY KEY)",
                                "t",
                                "CREATE TABLE t (id int PRIMARY KEY, a int, FOREIGN KEY (a) REFERENCES p (id))"));

        JsonNode finding = client.get(MAIN + "/schema/lint").get("data").get(0);
        assertThat(finding.get("lint_error").asText()).isEqualTo("FOREIGN_KEYS_DISALLOWED");
        assertThat(finding.get("foreign_key_column_names").get(0).asText()).isEqualTo("a");
        assertThat(finding.get("engine_name").asText()).isEmpty();

        client.patch(SHOP, "{\"allow_foreign_key_constraints\": true}").ok();
        assertThat(client.get(MAIN + "/schema/lint").get("data")).isEmpty();
    }

    private static String ddl(String statement) {
        return "{\"branch\": \"" + MAIN + "\", \"statement\": \"" + statement + "\"}";
    }

    private static void load(Client client, String keyspace, String table) {
        client.admin()
                .put(
                        "/tables",
                        "{\"branch\": \"" + MAIN + "\", \"keyspace\": \"" + keyspace + "\", \"tables\": {\"" + table
                                + "\": \"CREATE TABLE " + table + " (id int PRIMARY KEY)\"}}")
                .ok();
    }

    private static List<String> names(Client client, String query) {
        return client.get(MAIN + "/schema" + query).get("data").findValuesAsText("name");
    }
}
