package com.pulumi.planetscale.emulator.mysql;

import static com.pulumi.planetscale.emulator.Client.DEV;
import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.mysql.Served.Login;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Which rows a branch begins with.
@ExtendWith(Served.class)
final class RowsTest {
    private static final String ROWS = "SELECT CONCAT(COUNT(*), ' ', MIN(a), ' ', HEX(MIN(b))) FROM t";

    @BeforeEach
    void database(Client client) throws SQLException {
        Served.makeShop(client);
        Login.make(client, MAIN, "admin")
                .run(
                        "CREATE TABLE p (id int PRIMARY KEY)",
                        "CREATE TABLE t (id int PRIMARY KEY, a varchar(40), b varbinary(4), g int AS (id + 1),"
                                + " FOREIGN KEY (id) REFERENCES p (id))",
                        "CREATE VIEW v AS SELECT a FROM t",
                        "INSERT INTO p VALUES (1), (2)",
                        "INSERT INTO t (id, a, b) VALUES (1, 'it''s ünïcode \\n 🎉', 0x00FF27)");
    }

    private static void branch(Client client, String how) {
        client.post(SHOP + "/branches", "{\"name\":\"dev\",\"parent_branch\":\"main\"" + how + "}")
                .ok();
    }

    @Test
    void aNewBranchHasTheSchemaWithoutRows(Client client) throws SQLException {
        branch(client, "");

        Login dev = Login.make(client, DEV, "admin");

        assertThat(dev.ask("SELECT COUNT(*) FROM t")).isEqualTo("0");
        assertThat(client.get(DEV + "/schema").ok().body())
                .isEqualTo(client.get(MAIN + "/schema").ok().body());
        assertThat(client.get(DEV + "/diff").ok().body().path("data")).isEmpty();
    }

    @Test
    void aBackupHasTheRowsOfItsTime(Client client) throws SQLException {
        String backup = client.post(MAIN + "/backups", "{}").ok().text("id");
        Login.make(client, MAIN, "admin").run("INSERT INTO t (id, a, b) VALUES (2, 'later', '')");

        branch(client, ",\"cluster_size\":\"PS_10\",\"backup_id\":\"" + backup + "\"");

        assertThat(Login.make(client, DEV, "reader").ask(ROWS)).isEqualTo("1 it's ünïcode \n 🎉 00FF27");
    }

    @Test
    void seedDataAreTheRowsOfTheLastBackup(Client client) throws SQLException {
        client.patch(SHOP, "{\"allow_data_branching\":true}").ok();
        client.post(MAIN + "/backups", "{}").ok();

        branch(client, ",\"seed_data\":\"last_successful_backup\"");

        assertThat(Login.make(client, DEV, "reader").ask(ROWS)).startsWith("1 it's");
    }
}
