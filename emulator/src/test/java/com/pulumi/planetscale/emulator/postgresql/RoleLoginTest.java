package com.pulumi.planetscale.emulator.postgresql;

import static com.pulumi.planetscale.emulator.Client.MAIN;
import static com.pulumi.planetscale.emulator.Client.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.planetscale.emulator.Client;
import com.pulumi.planetscale.emulator.Emulator;
import com.pulumi.planetscale.emulator.postgresql.PostgresServed.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Who gets into the PostgreSQL server of a branch, how far, and for how long.
@ExtendWith(PostgresServed.class)
final class RoleLoginTest {
    private static AbstractThrowableAssert<?, ? extends Throwable> refusal(ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOf(SQLException.class);
    }

    @Test
    void aRoleLogsInAtItsHostWithTheNameThatItHasWithoutTheBranch(Client client) throws SQLException {
        Login login = Login.make(client, MAIN, "postgres");

        login.run("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (7)");

        assertThat(login.host()).startsWith("127.0.");
        assertThat(login.ask("SELECT id FROM t")).isEqualTo("7");
        assertThat(login.ask("SELECT session_user")).isEqualTo(login.role());
        assertThat(login.at(Login.POOLED).ask("SELECT id FROM t")).isEqualTo("7");
        refusal(login.with("pscale_pw_wrong")::open).hasMessageContaining("password authentication failed");
    }

    @Test
    void inheritedRolesAreGrants(Client client) throws SQLException {
        Login owner = Login.ofDefault(client, MAIN);
        owner.run("CREATE TABLE t (id int PRIMARY KEY)", "INSERT INTO t VALUES (7)");
        Login reader = Login.make(client, MAIN, "pg_read_all_data");
        Login writer = Login.make(client, MAIN, "pg_read_all_data", "pg_write_all_data");
        Login none = Login.make(client, MAIN);

        assertThat(reader.ask("SELECT id FROM t")).isEqualTo("7");
        refusal(() -> reader.run("DELETE FROM t")).hasMessageContaining("permission denied for table t");
        writer.run("UPDATE t SET id = 8 WHERE id = 7");
        refusal(() -> writer.run("CREATE TABLE u (id int)"))
                .hasMessageContaining("permission denied for schema public");
        refusal(() -> none.ask("SELECT id FROM t")).hasMessageContaining("permission denied for table t");
    }

    @Test
    void theDefaultRoleMakesDatabasesAndRolesButIsNoSuperuser(Client client) throws SQLException {
        Login owner = Login.ofDefault(client, MAIN);

        owner.run(
                "CREATE DATABASE other",
                "CREATE ROLE matt LOGIN PASSWORD 'pscale_pw_matt'",
                "GRANT pg_monitor TO matt");

        assertThat(owner.ask("SELECT current_setting('is_superuser')")).isEqualTo("off");
        assertThat(owner.as(owner.username().replace("postgres", "matt"))
                        .with("pscale_pw_matt")
                        .ask("SELECT current_user"))
                .isEqualTo("matt");
        refusal(() -> owner.run("ALTER SYSTEM SET work_mem = '1GB'")).hasMessageContaining("permission denied");
        refusal(() -> owner.run("COPY (SELECT 1) TO PROGRAM 'true'")).hasMessageContaining("permission denied");
    }

    @Test
    void thePasswordThatWasMadeLastIsTheOnlyOne(Client client) throws SQLException {
        Login first = Login.make(client, MAIN, "pg_read_all_data");
        Login second = Login.of(MAIN, client.post(first.path() + "/reset", "{}").ok());

        assertThat(second.ask("SELECT 1")).isEqualTo("1");
        refusal(first::open).hasMessageContaining("password authentication failed");
    }

    @Test
    void deletionEndsSessions(Client client) throws SQLException {
        Login login = Login.make(client, MAIN, "pg_read_all_data");
        try (Connection connection = login.open();
                Statement statement = connection.createStatement()) {
            client.delete(login.path()).ok();

            refusal(() -> statement.execute("SELECT 1"));
        }
        refusal(login::open).hasMessageContaining("password authentication failed");
    }

    @Test
    void aRoleThatHasExpiredIsOutAndItsSessionsEnd(Client client, Emulator emulator) throws SQLException {
        Login login =
                Login.of(MAIN, client.post(MAIN + "/roles", "{\"ttl\":3600}").ok());
        try (Connection connection = login.open();
                Statement statement = connection.createStatement()) {
            emulator.clock().advance(Duration.ofHours(1));
            client.get(MAIN).ok();

            refusal(() -> statement.execute("SELECT 1"));
        }
        refusal(login::open).hasMessageContaining("not permitted to log in");
    }

    @Test
    void whatARoleOwnsPassesToItsSuccessor(Client client) throws SQLException {
        Login owner = Login.ofDefault(client, MAIN);
        owner.run("CREATE DATABASE other");
        Login login = Login.make(client, MAIN, "postgres");
        login.run("CREATE TABLE t (id int PRIMARY KEY)");

        assertThat(client.delete(login.path()).message()).isEqualTo("Role is still referenced and cannot be dropped.");
        assertThat(login.ask("SELECT count(*) FROM t")).isEqualTo("0");

        client.delete(login.path() + "?successor=postgres").ok();

        assertThat(owner.ask("SELECT tableowner FROM pg_tables WHERE tablename = 't'"))
                .isEqualTo("postgres");
        assertThat(owner.ask("SELECT count(*) FROM pg_roles WHERE rolname = '" + login.role() + "'"))
                .isEqualTo("0");
    }

    @Test
    void privilegesThatWereGrantedByHandKeepARoleFromBeingDropped(Client client) throws SQLException {
        Login owner = Login.ofDefault(client, MAIN);
        Login login = Login.make(client, MAIN);
        owner.run("CREATE TABLE t (id int)", "GRANT SELECT ON t TO " + login.role());

        assertThat(client.delete(login.path()).status()).isEqualTo(422);

        client.delete(login.path() + "?successor=postgres").ok();

        refusal(login::open).hasMessageContaining("password authentication failed");
    }

    @Test
    void onlyAddressesThatAreNotRestrictedGetIn(Client client) throws SQLException {
        Login login = Login.make(client, MAIN, "pg_read_all_data");
        Login other = Login.make(client, MAIN, "pg_read_all_data");
        String cidr = client.post(SHOP + "/cidrs", "{\"cidrs\":[\"203.0.113.0/24\"],\"role\":\"" + login.role() + "\"}")
                .ok()
                .text("id");

        refusal(login::open).hasMessageContaining("no pg_hba.conf entry");
        assertThat(other.ask("SELECT 1")).isEqualTo("1");

        client.delete(SHOP + "/cidrs/" + cidr).ok();

        assertThat(login.ask("SELECT 1")).isEqualTo("1");
    }

    @Test
    void aDeletionThatAClientsLockHoldsUpIsRefusedWithTheWordsOfTheServer(Client client) throws SQLException {
        Login owner = Login.ofDefault(client, MAIN);
        Login login = Login.make(client, MAIN, "postgres");
        login.run("CREATE TABLE t (id int)");
        try (Connection connection = owner.open();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE t IN ACCESS SHARE MODE");

            Client.Reply refused = client.delete(login.path() + "?successor=postgres");

            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.message()).contains("lock timeout");
        }
        client.delete(login.path() + "?successor=postgres").ok();
    }

    @Test
    void parametersOfTheApiCountOnTheServer(Client client) throws SQLException {
        Login login = Login.ofDefault(client, MAIN);
        login.run("CREATE TABLE t (id int)");

        client.patch(
                        MAIN + "/changes",
                        "{\"parameters\":{\"pgconf\":{\"work_mem\":\"8388608\",\"max_connections\":\"50\","
                                + "\"shared_buffers\":\"1073741824\"}}}")
                .ok();

        client.get(MAIN).ok();
        assertThat(login.ask("SHOW work_mem")).isEqualTo("8MB");
        assertThat(login.ask("SHOW max_connections")).as("after a restart").isEqualTo("50");
        assertThat(login.ask("SHOW shared_buffers")).as("of the machine").isEqualTo("16MB");
        assertThat(login.ask("SELECT count(*) FROM t")).isEqualTo("0");

        client.patch(MAIN + "/changes", "{\"parameters\":{\"pgconf\":{\"work_mem\":\"4194304\"}}}")
                .ok();

        client.get(MAIN).ok();
        assertThat(login.ask("SHOW work_mem")).isEqualTo("4MB");
        assertThat(login.ask("SHOW max_connections")).isEqualTo("50");
    }
}
