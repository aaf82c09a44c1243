package com.pulumi.planetscale.emulator.mysql;

import static com.pulumi.planetscale.emulator.Client.MAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.mysql.Served.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Who gets into the server of a branch, and how far.
@ExtendWith(Served.class)
final class LoginTest {
    @BeforeEach
    void database(Client client) {
        Served.makeShop(client);
    }

    @Test
    void aPasswordLogsInAtItsHost(Client client) throws SQLException {
        Login login = Login.make(client, MAIN, "admin");

        login.run("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (7)");

        assertThat(login.host()).startsWith("127.0.");
        assertThat(login.ask("SELECT id FROM t")).isEqualTo("7");
    }

    @Test
    void aConnectionIsOpenedForClientsOfOtherProtocols(Client client, Emulator emulator) throws SQLException {
        Login login = Login.make(client, MAIN, "reader");

        try (Connection connection = emulator.connections().open(login.username(), login.password(), "")) {
            assertThat(connection.getCatalog()).isEqualTo("shop");
        }
        assertThatThrownBy(() -> emulator.connections().open(login.username(), "wrong", ""))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        fault -> assertThat(fault.getSQLState()).isEqualTo("28000"));
        assertThatThrownBy(() -> emulator.connections().open("nobody", "wrong", ""))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        fault -> assertThat(fault.getSQLState()).isEqualTo("28000"));
    }

    /// Where branches have no addresses of their own, as on macOS.
    @Test
    void aServerWithAPortOfItsOwnIsShownWithIt(Client client, Emulator emulator) throws Exception {
        String shown = client.get(MAIN).ok().text("mysql_address");
        ObjectNode state = emulator.admin().exportState();
        String other = "127.0.0.1:" + unusedPort();
        Served.reset();
        emulator.admin().importState((ObjectNode)
                new ObjectMapper().readTree(state.toString().replace("\"" + shown + "\"", "\"" + other + "\"")));

        Login login = Login.make(client, MAIN, "admin");

        assertThat(login.host()).isEqualTo(other);
        login.run("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (7)");
        assertThat(login.ask("SELECT id FROM t")).isEqualTo("7");
        client.post(MAIN + "/backups", "{}").ok();
        try (Connection connection = emulator.connections().open(login.username(), login.password(), "")) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
