package com.pulumi.planetscale.emulator.mysql;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.mysql.Served.Login;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What clients of a server do to a schema, as the API shows it, and the other way round.
@ExtendWith(Served.class)
final class LiveSchemaTest {
    private static final String USERS =
            "CREATE TABLE users (id varchar(15) PRIMARY KEY, name varchar(31) UNIQUE, made timestamp DEFAULT now())";

    @BeforeEach
    void database(Client client) {
        Served.makeShop(client);
    }

    private static void dev(Client client) {
        client.post(MAIN + "/safe-migrations", "{}").ok();
        client.post(SHOP + "/branches", "{\"name\":\"dev\",\"parent_branch\":\"main\"}")
                .ok();
    }

    private static String deploy(Client client) {
        String request = SHOP + "/deploy-requests/"
                + client.post(SHOP + "/deploy-requests", "{\"branch\":\"dev\",\"into_branch\":\"main\"}")
                        .ok()
                        .text("number");
        client.post(request + "/deploy", "{}").ok();
        return request;
    }

    private static String state(Client client, String request) {
        return client.get(request).ok().text("deployment_state");
    }

    @Test
    void aMigrationIsWhatTheSchemaShows(Client client) throws SQLException {
        Login login = Login.make(client, MAIN, "admin");

        login.run(USERS);

        assertThat(client.get(MAIN + "/schema").ok().body().at("/data/0/raw").asText())
                .isEqualTo("""
                        CREATE TABLE `users` (
                          `id` varchar(15) NOT NULL,
                          `name` varchar(31) DEFAULT NULL,
                          `made` timestamp NULL DEFAULT CURRENT_TIMESTAMP,
                          PRIMARY KEY (`id`),
                          UNIQUE KEY `name` (`name`)
                        ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci""");
    }

    @Test
    void aMigrationOfOneBranchIsDeployedIntoAnother(Client client) throws SQLException {
        dev(client);
        Login.make(client, DEV, "admin").run(USERS, "CREATE VIEW names AS SELECT upper(name) AS n FROM users");

        String request = deploy(client);

        assertThat(state(client, request)).isEqualTo("complete_pending_revert");
        Login main = Login.make(client, MAIN, "readwriter");
        main.run("INSERT INTO users (id, name) VALUES ('1', 'ada')");
        assertThat(main.ask("SELECT n FROM names")).isEqualTo("ADA");

        client.post(request + "/revert", "{}").ok();

        assertThat(state(client, request)).isEqualTo("complete_revert");
        assertThat(main.ask("SHOW TABLES")).isEmpty();
    }

    @Test
    void aMigrationIsAChangeOfAnOpenRequest(Client client) throws SQLException {
        dev(client);
        Login dev = Login.make(client, DEV, "admin");
        dev.run(USERS);
        String request = SHOP + "/deploy-requests/"
                + client.post(SHOP + "/deploy-requests", "{\"branch\":\"dev\",\"into_branch\":\"main\"}")
                        .ok()
                        .text("number");

        dev.run("ALTER TABLE users ADD COLUMN born date");

        assertThat(client.get(request + "/diff").ok().body().at("/data/0/raw").asText())
                .contains("`born` date");
    }

    @Test
    void aDeploymentThatTheRowsForbidFailsWithTheWordsOfTheServer(Client client) throws SQLException {
        Login.make(client, MAIN, "admin")
                .run("CREATE TABLE t (id int PRIMARY KEY, a int)", "INSERT INTO t VALUES (1, 7), (2, 7)");
        dev(client);
        Login.make(client, DEV, "admin").run("ALTER TABLE t ADD UNIQUE KEY a (a)");

        String request = deploy(client);

        assertThat(state(client, request)).isEqualTo("complete_error");
        assertThat(client.get(request + "/operations").ok().body().toString())
                .contains("Duplicate entry '7' for key 't.a'");
    }

    @Test
    void theAdminInterfaceRunsStatementsOnTheServer(Client client, Emulator emulator) throws SQLException {
        emulator.admin().loadTables(MAIN, "", Map.of("users", USERS, "t", "CREATE TABLE t (id int PRIMARY KEY)"));
        emulator.admin().runDdl(MAIN, "", "ALTER TABLE t ADD COLUMN b json");

        assertThat(Login.make(client, MAIN, "reader")
                        .ask("SELECT group_concat(column_name ORDER BY 1)"
                                + " FROM information_schema.columns WHERE table_schema = 'shop' AND table_name = 't'"))
                .isEqualTo("b,id");
        assertThatThrownBy(() -> emulator.admin().runDdl(MAIN, "", "ALTER TABLE t DROP COLUMN nothing"))
                .hasMessageContaining("Can't DROP");
    }

    @Test
    void whatCannotBeReadIsAnErrorWithItsText(Client client) throws SQLException {
        Login login = Login.make(client, MAIN, "admin");
        login.run("CREATE TABLE odd (id int PRIMARY KEY, address inet6)");

        assertThat(client.get(MAIN + "/schema").message()).contains("shop.odd").contains("`address` inet6");
        assertThat(client.get(SHOP).status()).isEqualTo(200);

        login.run("DROP TABLE odd");

        assertThat(client.get(MAIN + "/schema").ok().body().at("/data")).isEmpty();
    }

    /// A schema that was loaded while there was no server, such as one of a kept state.
    @Test
    void aPasswordIsNotMadeForABranchWhoseTablesTheServerRefuses(Client client, Emulator emulator) throws SQLException {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        emulator.admin().change(MAIN, fields.put("sleeping", true));
        emulator.admin()
                .loadTables(MAIN, "", Map.of("t", "CREATE TABLE t (id int PRIMARY KEY, a int, KEY k ((a + 1)))"));
        emulator.admin().change(MAIN, fields.put("sleeping", false));

        Client.Reply refused = client.post(MAIN + "/passwords", "{}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.message()).startsWith("The database of branch main cannot be used: ERROR 1064 (42000): ");
        assertThat(client.get(MAIN + "/passwords").ok().body().path("data")).isEmpty();

        emulator.admin().change(MAIN, fields.put("sleeping", true));
        emulator.admin().loadTables(MAIN, "", Map.of("t", "CREATE TABLE t (id int PRIMARY KEY, a int)"));
        emulator.admin().change(MAIN, fields.put("sleeping", false));

        assertThat(Login.make(client, MAIN, "reader").ask("SELECT count(a) FROM t"))
                .isEqualTo("0");
    }

    @Test
    void aKeyspaceIsASchemaOfTheServer(Client client) throws SQLException {
        Login login = Login.make(client, MAIN, "admin");
        client.post(MAIN + "/keyspaces", "{\"name\":\"more\",\"cluster_size\":\"PS_10\"}")
                .ok();

        login.run("CREATE TABLE more.t (id int PRIMARY KEY)");

        assertThat(client.get(MAIN + "/schema?keyspace=more")
                        .ok()
                        .body()
                        .at("/data/0/name")
                        .asText())
                .isEqualTo("t");
    }
}
