package com.pulumi.planetscale.emulator.mysql;

import static com.pulumi.planetscale.emulator.Client.MAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.mysql.Served.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What each password may do, and when that takes effect.
@ExtendWith(Served.class)
final class GrantsTest {
    private static final String SELECT = "SELECT * FROM t";
    private static final List<String> WRITES =
            List.of("INSERT INTO t VALUES (1)", "UPDATE t SET id = 2", "DELETE FROM t");
    private static final List<String> DEFINITIONS = List.of(
            "CREATE TABLE u (id int)", "ALTER TABLE t ADD COLUMN a int", "CREATE INDEX i ON t (id)", "DROP TABLE t");

    private static final Map<String, List<List<String>>> ALLOWED = Map.of(
            "reader", List.of(List.of(SELECT)),
            "writer", List.of(WRITES),
            "readwriter", List.of(List.of(SELECT), WRITES),
            "admin", List.of(List.of(SELECT), WRITES, DEFINITIONS));

    @BeforeEach
    void database(Client client, Emulator emulator) {
        Served.makeShop(client);
        emulator.admin().loadTables(MAIN, "", Map.of("t", "CREATE TABLE t (id int PRIMARY KEY)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reader", "writer", "readwriter", "admin"})
    void aRoleDoesWhatItIsFor(String role, Client client) throws SQLException {
        assertAllowed(Login.make(client, MAIN, role), ALLOWED.getOrDefault(role, List.of()));
    }

    @Test
    void safeMigrationsTakeDefinitionsFromThoseWhoHadThem(Client client) throws SQLException {
        Login login = Login.make(client, MAIN, "admin");
        try (Connection connection = login.open()) {
            client.post(MAIN + "/safe-migrations", "{}").ok();

            assertThatThrownBy(() -> execute(connection, DEFINITIONS.get(0))).isInstanceOf(SQLException.class);
        }
        assertAllowed(login, List.of(List.of(SELECT), WRITES));

        client.delete(MAIN + "/safe-migrations").ok();

        assertAllowed(login, ALLOWED.getOrDefault("admin", List.of()));
    }

    @Test
    void aDeletedPasswordEndsItsConnections(Client client) throws SQLException {
        Login login = Login.make(client, MAIN, "reader");
        Login other = Login.make(client, MAIN, "reader");
        try (Connection connection = login.open();
                Connection untouched = other.open()) {
            client.delete(login.path()).ok();

            assertThatThrownBy(() -> execute(connection, SELECT)).isInstanceOf(SQLException.class);
            execute(untouched, SELECT);
        }
        assertRefused(login);
    }

    @Test
    void anExpiredPasswordIsShutOutUntilItIsRenewed(Client client, Emulator emulator) throws SQLException {
        Client.Reply made = client.post(MAIN + "/passwords", "{\"role\":\"reader\",\"ttl\":60}")
                .ok();
        Login login = Login.of(MAIN, made);
        try (Connection connection = login.open()) {
            emulator.clock().advance(Duration.ofSeconds(59));
            client.get(MAIN).ok();
            execute(connection, SELECT);

            client.post(login.path() + "/renew", "{}").ok();
            emulator.clock().advance(Duration.ofSeconds(59));
            client.get(MAIN).ok();
            execute(connection, SELECT);

            emulator.clock().advance(Duration.ofSeconds(1));
            client.get(MAIN).ok();
            assertThatThrownBy(() -> execute(connection, SELECT)).isInstanceOf(SQLException.class);
        }
        assertRefused(login);
    }

    @Test
    void addressesOutsideOfTheRangesAreRefused(Client client) throws SQLException {
        Login login = Login.make(client, MAIN, "reader");
        for (String outside : List.of("192.0.2.0/24", "127.0.0.2", "128.0.0.0/1", "::1")) {
            client.patch(login.path(), "{\"cidrs\":[\"" + outside + "\"]}").ok();
            assertThatThrownBy(login::open).as(outside).isInstanceOf(SQLException.class);
        }
        for (String inside : List.of("127.0.0.0/8", "127.0.0.1", "0.0.0.0/0", "0.0.0.0/1", "127.0.0.1/32")) {
            client.patch(login.path(), "{\"cidrs\":[\"192.0.2.0/24\",\"" + inside + "\"]}")
                    .ok();
            assertThatCode(() -> login.ask(SELECT)).as(inside).doesNotThrowAnyException();
        }
    }

    @Test
    void noPasswordReachesWhatIsTheServersOwn(Client client) throws SQLException {
        Login login = Login.make(client, MAIN, "admin");

        for (String statement : List.of(
                "SELECT * FROM mysql.user",
                "CREATE USER x",
                "GRANT SELECT ON *.* TO '" + login.username() + "'@'%'",
                "CREATE DATABASE other",
                "DROP DATABASE mysql",
                "SET GLOBAL max_connections = 1",
                "SHUTDOWN",
                "SELECT 1 INTO OUTFILE '/tmp/planetscale-emulator-outfile'")) {
            assertThatThrownBy(() -> login.run(statement)).as(statement).isInstanceOf(SQLException.class);
        }
        assertThat(login.ask("SELECT COUNT(*) FROM information_schema.user_privileges WHERE privilege_type <> 'USAGE'"))
                .isEqualTo("0");
    }

    private static void assertRefused(Login login) {
        assertThatThrownBy(login::open)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        fault -> assertThat(fault.getSQLState()).isEqualTo("28000"));
    }

    private static void assertAllowed(Login login, List<List<String>> allowed) throws SQLException {
        try (Connection connection = login.open()) {
            for (List<String> statements : List.of(List.of(SELECT), WRITES, DEFINITIONS)) {
                for (String sql : statements) {
                    // Writes look for no rows, so that a writer needs no right to read.
                    if (allowed.contains(statements)) {
                        assertThatCode(() -> execute(connection, sql)).as(sql).doesNotThrowAnyException();
                    } else {
                        assertThatThrownBy(() -> execute(connection, sql))
                                .as(sql)
                                .hasMessageContaining("denied");
                    }
                }
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
